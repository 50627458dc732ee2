"""Registration of the slice with Django."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """The ``places`` slice."""

    name = "linqiao.places"
    label = "places"
