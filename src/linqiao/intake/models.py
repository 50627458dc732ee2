"""Tables of intake."""

from django.db import models

from linqiao.journal.fields import SealedField
from linqiao.journal.models import CODE_LENGTH, CompoundModel


class Window(CompoundModel):
    """The time in which a round takes wishes, and what can be wished;
    supply opens and freezes it.
    """

    round = models.CharField(max_length=CODE_LENGTH)
    kind = models.CharField(max_length=16)
    items = models.JSONField()
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    is_frozen = models.BooleanField(default=False)
    is_cancelled = models.BooleanField(default=False)

    class Meta:
        db_table = "intake_window"
        constraints = [
            models.UniqueConstraint(fields=["compound", "round"], name="intake_window_round")
        ]


class Message(CompoundModel):
    """A text that came in."""

    seq = models.BigIntegerField()
    event_id = models.CharField(max_length=CODE_LENGTH)
    round = models.CharField(max_length=CODE_LENGTH)
    channel = models.CharField(max_length=16)
    at = models.DateTimeField()
    by = models.CharField(max_length=CODE_LENGTH)
    sender = SealedField()
    text = SealedField()
    kinds = models.JSONField()

    class Meta:
        db_table = "intake_message"
        constraints = [
            models.UniqueConstraint(fields=["compound", "event_id"], name="intake_message_event")
        ]
        indexes = [models.Index(fields=["compound", "round"], name="intake_message_round")]


class EntryRead(CompoundModel):
    """One entry of a message as the reader returned it, and what became of it; ``doubt`` is what
    the second reader has against an accepted one.
    """

    message = models.CharField(max_length=CODE_LENGTH)
    place = models.IntegerField()
    round = models.CharField(max_length=CODE_LENGTH)
    is_chain = models.BooleanField()
    line = models.IntegerField()
    start = models.IntegerField()
    end = models.IntegerField()
    household = models.CharField(max_length=CODE_LENGTH)
    lines = models.JSONField()
    flags = models.JSONField()
    state = models.CharField(max_length=16)
    settled_seq = models.BigIntegerField(null=True)
    doubt = models.CharField(max_length=200, default="")

    class Meta:
        db_table = "intake_entry"
        constraints = [
            models.UniqueConstraint(
                fields=["compound", "message", "place"], name="intake_entry_place"
            )
        ]
        indexes = [
            models.Index(fields=["compound", "round", "household"], name="intake_entry_household"),
            models.Index(fields=["compound", "state"], name="intake_entry_state"),
        ]


class Request(CompoundModel):
    """What a household wishes in a round: thousandths by item.  No row stands for no wish."""

    round = models.CharField(max_length=CODE_LENGTH)
    household = models.CharField(max_length=CODE_LENGTH)
    lines = models.JSONField()
    asked_at = models.DateTimeField()

    class Meta:
        db_table = "intake_request"
        constraints = [
            models.UniqueConstraint(
                fields=["compound", "round", "household"], name="intake_request_once"
            )
        ]


class Change(CompoundModel):
    """A recorded change of a request: it explains a difference between what was reported and what
    is ordered.
    """

    seq = models.BigIntegerField()
    round = models.CharField(max_length=CODE_LENGTH)
    household = models.CharField(max_length=CODE_LENGTH)
    kind = models.CharField(max_length=16)
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        db_table = "intake_change"
        indexes = [
            models.Index(fields=["compound", "round", "household"], name="intake_change_household")
        ]


class Lesson(CompoundModel):
    """What a person taught the reader; ``event_id`` is the event that taught it."""

    seq = models.BigIntegerField()
    event_id = models.CharField(max_length=CODE_LENGTH)
    kind = models.CharField(max_length=16)
    words = SealedField()
    means = models.CharField(max_length=CODE_LENGTH)
    message = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        db_table = "intake_lesson"
        constraints = [
            models.UniqueConstraint(fields=["compound", "event_id"], name="intake_lesson_event")
        ]
