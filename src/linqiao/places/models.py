"""Tables of places."""

from django.db import models

from linqiao.journal.fields import SealedField
from linqiao.journal.models import CODE_LENGTH, CompoundModel


class Campaign(CompoundModel):
    """The confinement: names of the authorities, first day, hazard."""

    name = models.CharField(max_length=4000)
    compound_name = models.CharField(max_length=4000)
    starts = models.DateField()
    community = models.CharField(max_length=4000)
    subdistrict = models.CharField(max_length=4000)
    district = models.CharField(max_length=4000)
    city = models.CharField(max_length=4000)
    timezone = models.CharField(max_length=CODE_LENGTH)
    hazard = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        db_table = "places_campaign"
        constraints = [models.UniqueConstraint(fields=["compound"], name="places_campaign_once")]


class Building(CompoundModel):
    """A building and what it is called; ``units`` as in the compound file, in its order."""

    code = models.CharField(max_length=CODE_LENGTH)
    place = models.IntegerField()
    aliases = models.JSONField()
    units = models.JSONField()

    class Meta:
        db_table = "places_building"
        constraints = [
            models.UniqueConstraint(fields=["compound", "code"], name="places_building_code")
        ]


class Household(CompoundModel):
    """The dwelling and the people who order together;
    ``is_special`` counts when goods are short.
    """

    code = models.CharField(max_length=CODE_LENGTH)
    building = models.CharField(max_length=CODE_LENGTH)
    is_special = models.BooleanField(default=False)
    people = models.IntegerField(default=0)

    class Meta:
        db_table = "places_household"
        constraints = [
            models.UniqueConstraint(fields=["compound", "code"], name="places_household_code")
        ]


class Resident(CompoundModel):
    """A person of a household; everything about the person is sealed."""

    household = models.CharField(max_length=CODE_LENGTH)
    name = SealedField()
    phone = SealedField()
    flags = SealedField()
    seq = models.BigIntegerField()

    class Meta:
        db_table = "places_resident"
        indexes = [models.Index(fields=["compound", "household"], name="places_resident_household")]


class Zone(CompoundModel):
    """The level in force on one place node, and the notice that set it."""

    scope = models.CharField(max_length=2 * CODE_LENGTH)
    area = models.CharField(max_length=4000)
    level = models.CharField(max_length=16)
    source = models.CharField(max_length=4000)
    number = models.CharField(max_length=4000)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    seq = models.BigIntegerField()

    class Meta:
        db_table = "places_zone"
        constraints = [
            models.UniqueConstraint(fields=["compound", "scope", "area"], name="places_zone_node")
        ]


class Announcement(CompoundModel):
    """What an authority announced."""

    seq = models.BigIntegerField()
    level_of = models.CharField(max_length=16)
    text = SealedField()
    effective_at = models.DateTimeField()
    status = models.CharField(max_length=16)

    class Meta:
        db_table = "places_announcement"
        constraints = [
            models.UniqueConstraint(fields=["compound", "seq"], name="places_announcement_seq")
        ]
