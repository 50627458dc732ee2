"""Tables of voice."""

from django.db import models

from linqiao.journal.fields import SealedField
from linqiao.journal.models import CODE_LENGTH, CompoundModel


class Talk(CompoundModel):
    """A talk with a partner; ``answered_by`` is the event that closed its follow-up."""

    seq = models.BigIntegerField()
    event_id = models.CharField(max_length=CODE_LENGTH)
    at = models.DateTimeField()
    by = models.CharField(max_length=CODE_LENGTH)
    partner = models.CharField(max_length=CODE_LENGTH)
    direction = models.CharField(max_length=8)
    text = SealedField()
    follow_up = models.DateField(null=True)
    answered_by = models.CharField(max_length=CODE_LENGTH, default="")

    class Meta:
        db_table = "voice_talk"
        constraints = [
            models.UniqueConstraint(fields=["compound", "event_id"], name="voice_talk_event"),
        ]
        indexes = [models.Index(fields=["compound", "answered_by"], name="voice_talk_open")]


class Opinion(CompoundModel):
    """A feedback with its answer; ``owner`` is whose key sealed the text."""

    seq = models.BigIntegerField()
    event_id = models.CharField(max_length=CODE_LENGTH)
    at = models.DateTimeField()
    by = models.CharField(max_length=CODE_LENGTH)
    household = models.CharField(max_length=CODE_LENGTH)
    owner = models.CharField(max_length=2 * CODE_LENGTH)
    kind = models.CharField(max_length=16)
    text = SealedField()
    about = models.CharField(max_length=4000)
    answer = SealedField(default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "voice_opinion"
        constraints = [
            models.UniqueConstraint(fields=["compound", "event_id"], name="voice_opinion_event"),
        ]
        indexes = [
            models.Index(fields=["compound", "kind", "answered_at"], name="voice_opinion_kind")
        ]
