"""Registration of the pages with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, style sheets and views."""

    name = "linqiao.web"
    label = "web"
