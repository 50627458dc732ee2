"""Registration of the slice with Django."""

from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    """The ``bulletins`` slice."""

    name = "linqiao.bulletins"
    label = "bulletins"
