"""Registration of the slice with Django."""

from django.apps import AppConfig


class HandoverConfig(AppConfig):
    """The ``handover`` slice."""

    name = "linqiao.handover"
    label = "handover"
