"""Registration of the mechanism with Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The ``journal`` mechanism."""

    name = "linqiao.journal"
    label = "journal"
