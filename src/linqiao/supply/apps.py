"""Registration of the slice with Django."""

from django.apps import AppConfig


class SupplyConfig(AppConfig):
    """The ``supply`` slice."""

    name = "linqiao.supply"
    label = "supply"
