"""Registration of the slice with Django."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    """The ``care`` slice."""

    name = "linqiao.care"
    label = "care"
