"""Registration of the slice with Django."""

from django.apps import AppConfig


class DutyConfig(AppConfig):
    """The ``duty`` slice."""

    name = "linqiao.duty"
    label = "duty"
