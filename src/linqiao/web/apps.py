"""Registration of the pages with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, style sheets and views."""

    name = "linqiao.web"
    label = "web"

    def ready(self) -> None:
        """The first page reconciles: it needs every slice's rules, whoever starts the server."""
        from linqiao.journal.events import load_slices

        load_slices()
