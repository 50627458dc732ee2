"""Registration of the slice with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The ``people`` slice."""

    name = "linqiao.people"
    label = "people"
