"""Tables of people."""

from django.db import models

from linqiao.journal.fields import SealedField
from linqiao.journal.models import CODE_LENGTH, CompoundModel


class Partner(CompoundModel):
    """An outside partner."""

    code = models.CharField(max_length=CODE_LENGTH)
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=4000)
    phone = SealedField()
    note = SealedField()

    class Meta:
        db_table = "people_partner"
        constraints = [
            models.UniqueConstraint(fields=["compound", "code"], name="people_partner_code")
        ]


class Volunteer(CompoundModel):
    """A volunteer; everything about the person but the code is sealed."""

    code = models.CharField(max_length=CODE_LENGTH)
    name = SealedField()
    household = SealedField()
    skills = SealedField()
    phone = SealedField()
    roles = models.JSONField()
    is_first_team = models.BooleanField(default=False)
    stood_down = models.CharField(max_length=16, default="")
    since = models.DateTimeField()

    class Meta:
        db_table = "people_volunteer"
        constraints = [
            models.UniqueConstraint(fields=["compound", "code"], name="people_volunteer_code")
        ]


class Consent(CompoundModel):
    """The committee's consent."""

    seq = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=CODE_LENGTH)
    text = SealedField()

    class Meta:
        db_table = "people_consent"
        constraints = [
            models.UniqueConstraint(fields=["compound", "seq"], name="people_consent_seq")
        ]


class Group(CompoundModel):
    """A service group and its lead."""

    code = models.CharField(max_length=CODE_LENGTH)
    lead = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        db_table = "people_group"
        constraints = [
            models.UniqueConstraint(fields=["compound", "code"], name="people_group_code")
        ]


class Membership(CompoundModel):
    """A volunteer in a group."""

    group = models.CharField(max_length=CODE_LENGTH)
    member = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        db_table = "people_membership"
        constraints = [
            models.UniqueConstraint(
                fields=["compound", "group", "member"], name="people_membership_once"
            )
        ]


class Task(CompoundModel):
    """A task and the one person who is responsible for it."""

    code = models.CharField(max_length=CODE_LENGTH)
    group = models.CharField(max_length=CODE_LENGTH)
    title = SealedField()
    responsible = models.CharField(max_length=CODE_LENGTH)
    due = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    note = SealedField(default="")

    class Meta:
        db_table = "people_task"
        constraints = [
            models.UniqueConstraint(fields=["compound", "code"], name="people_task_code")
        ]
