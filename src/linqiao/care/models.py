"""Tables of care."""

from django.db import models

from linqiao.journal.fields import SealedField
from linqiao.journal.models import CODE_LENGTH, CompoundModel


class Case(CompoundModel):
    """A care case; ``state`` is ``open`` or ``closed``."""

    code = models.CharField(max_length=CODE_LENGTH)
    household = models.CharField(max_length=CODE_LENGTH)
    kind = models.CharField(max_length=4000)
    text = SealedField()
    state = models.CharField(max_length=16)
    outcome = SealedField(default="")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    seq = models.BigIntegerField()

    class Meta:
        db_table = "care_case"
        constraints = [models.UniqueConstraint(fields=["compound", "code"], name="care_case_code")]
        indexes = [models.Index(fields=["compound", "state"], name="care_case_state")]


class Act(CompoundModel):
    """What was done for a case, by whom and when."""

    seq = models.BigIntegerField()
    case = models.CharField(max_length=CODE_LENGTH)
    at = models.DateTimeField()
    by = models.CharField(max_length=CODE_LENGTH)
    text = SealedField()

    class Meta:
        db_table = "care_act"
        constraints = [models.UniqueConstraint(fields=["compound", "seq"], name="care_act_seq")]
        indexes = [models.Index(fields=["compound", "case"], name="care_act_case")]
