"""Registration of the slice with Django."""

from django.apps import AppConfig


class VoiceConfig(AppConfig):
    """The ``voice`` slice."""

    name = "linqiao.voice"
    label = "voice"
