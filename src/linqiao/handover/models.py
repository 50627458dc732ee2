"""Tables of the hand-over."""

from django.db import models

from linqiao.journal.fields import SealedField
from linqiao.journal.models import CODE_LENGTH, CompoundModel


class Progress(CompoundModel):
    """How far the end has come."""

    state = models.CharField(max_length=16)
    to = models.CharField(max_length=4000)
    closed_at = models.DateTimeField(null=True)
    erase_on = models.DateField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "handover_progress"
        constraints = [models.UniqueConstraint(fields=["compound"], name="handover_progress_once")]


class Item(CompoundModel):
    """Something handed over, and who took it."""

    code = models.CharField(max_length=CODE_LENGTH)
    text = SealedField()
    to = models.CharField(max_length=CODE_LENGTH)
    accepted_by = models.CharField(max_length=CODE_LENGTH, default="")
    accepted_at = models.DateTimeField(null=True)
    seq = models.BigIntegerField()

    class Meta:
        db_table = "handover_item"
        constraints = [
            models.UniqueConstraint(fields=["compound", "code"], name="handover_item_code")
        ]
