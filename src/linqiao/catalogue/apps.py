"""Registration of the slice with Django."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The ``catalogue`` slice."""

    name = "linqiao.catalogue"
    label = "catalogue"
