"""Registration of the slice with Django."""

from django.apps import AppConfig


class HealthConfig(AppConfig):
    """The ``health`` slice."""

    name = "linqiao.health"
    label = "health"
