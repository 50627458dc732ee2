"""Registration of the mechanism with Django."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The ``ledger`` mechanism."""

    name = "linqiao.ledger"
    label = "ledger"
