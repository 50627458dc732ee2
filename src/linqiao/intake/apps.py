"""Registration of the slice with Django."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """The ``intake`` slice."""

    name = "linqiao.intake"
    label = "intake"
