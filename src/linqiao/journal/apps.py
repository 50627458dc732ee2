"""Registration of the mechanism with Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The ``journal`` mechanism."""

    name = "linqiao.journal"
    label = "journal"

    def ready(self) -> None:
        """Walls are raised after every migration, for the tables of all apps."""
        from django.db.models.signals import post_migrate

        from linqiao.journal.wall import raise_walls

        post_migrate.connect(raise_walls, dispatch_uid="linqiao.journal.wall")
