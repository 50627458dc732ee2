"""Tables of testing and disinfection."""

from django.db import models
from django.db.models import F, Q

from linqiao.journal.models import CODE_LENGTH, CompoundModel


class Session(CompoundModel):
    """A testing session; ``state`` is ``open``, ``closed`` or ``answered``."""

    code = models.CharField(max_length=CODE_LENGTH)
    date = models.DateField()
    place = models.CharField(max_length=4000)
    mode = models.CharField(max_length=16)
    buildings = models.JSONField()
    starts = models.DateTimeField()
    state = models.CharField(max_length=16)
    tubes = models.IntegerField(null=True)
    handed_to = models.CharField(max_length=CODE_LENGTH, default="")
    tubes_abnormal = models.IntegerField(null=True)
    seq = models.BigIntegerField()

    class Meta:
        db_table = "health_session"
        constraints = [
            models.UniqueConstraint(fields=["compound", "code"], name="health_session_code"),
        ]


class Presence(CompoundModel):
    """One coming of a household to a session; a household may come in parts."""

    seq = models.BigIntegerField()
    session = models.CharField(max_length=CODE_LENGTH)
    household = models.CharField(max_length=CODE_LENGTH)
    present = models.IntegerField()
    swabbed = models.IntegerField()
    excused = models.IntegerField()

    class Meta:
        db_table = "health_presence"
        constraints = [
            models.UniqueConstraint(fields=["compound", "seq"], name="health_presence_seq"),
            models.CheckConstraint(
                condition=Q(present=F("swabbed") + F("excused")), name="health_presence_sums"
            ),
        ]
        indexes = [
            models.Index(fields=["compound", "session", "household"], name="health_presence_of"),
        ]


class Disinfection(CompoundModel):
    """A place that was disinfected: milligrams of the agent per litre, minutes of contact."""

    seq = models.BigIntegerField()
    at = models.DateTimeField()
    place = models.CharField(max_length=4000)
    agent = models.CharField(max_length=4000)
    mg_per_l = models.IntegerField()
    minutes = models.IntegerField()
    member = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        db_table = "health_disinfection"
        constraints = [
            models.UniqueConstraint(fields=["compound", "seq"], name="health_disinfection_seq"),
        ]
