"""Tables of duty."""

from django.db import models
from django.db.models import F, Q

from linqiao.journal.fields import SealedField
from linqiao.journal.models import CODE_LENGTH, CompoundModel


class Post(CompoundModel):
    """A post where people stand duty."""

    code = models.CharField(max_length=CODE_LENGTH)
    name = models.CharField(max_length=4000)
    place = models.CharField(max_length=4000)
    seq = models.BigIntegerField()

    class Meta:
        db_table = "duty_post"
        constraints = [models.UniqueConstraint(fields=["compound", "code"], name="duty_post_code")]


class Shift(CompoundModel):
    """A shift of a post; ``need`` is how many people it takes."""

    post = models.CharField(max_length=CODE_LENGTH)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    need = models.IntegerField()
    seq = models.BigIntegerField()

    class Meta:
        db_table = "duty_shift"
        constraints = [
            models.UniqueConstraint(fields=["compound", "post", "starts"], name="duty_shift_once"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="duty_shift_span"),
        ]


class Assignment(CompoundModel):
    """A person of a shift; ``worked_seconds`` is known from the check-out on."""

    post = models.CharField(max_length=CODE_LENGTH)
    starts = models.DateTimeField()
    member = models.CharField(max_length=CODE_LENGTH)
    checked_in = models.DateTimeField(null=True)
    checked_out = models.DateTimeField(null=True)
    worked_seconds = models.BigIntegerField(default=0)

    class Meta:
        db_table = "duty_assignment"
        constraints = [
            models.UniqueConstraint(
                fields=["compound", "post", "starts", "member"], name="duty_assignment_once"
            ),
            models.CheckConstraint(
                condition=Q(checked_out=None) | Q(checked_out__gte=F("checked_in")),
                name="duty_assignment_span",
            ),
        ]
        indexes = [models.Index(fields=["compound", "checked_out"], name="duty_assignment_open")]


class Note(CompoundModel):
    """What a shift left for the next one to know."""

    seq = models.BigIntegerField()
    post = models.CharField(max_length=CODE_LENGTH)
    starts = models.DateTimeField()
    at = models.DateTimeField()
    by = models.CharField(max_length=CODE_LENGTH)
    text = SealedField()

    class Meta:
        db_table = "duty_note"
        constraints = [models.UniqueConstraint(fields=["compound", "seq"], name="duty_note_seq")]
        indexes = [models.Index(fields=["compound", "post", "starts"], name="duty_note_shift")]
