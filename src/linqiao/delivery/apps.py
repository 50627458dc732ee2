"""Registration of the slice with Django."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """The ``delivery`` slice."""

    name = "linqiao.delivery"
    label = "delivery"
