"""Registration of the slice with Django."""

from django.apps import AppConfig


class MedicineConfig(AppConfig):
    """The ``medicine`` slice."""

    name = "linqiao.medicine"
    label = "medicine"
