"""What can happen to places: definition, residents, zone levels, announcements."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from linqiao.core.flags import SPECIAL_CARE, unknown_flags
from linqiao.journal.events import Event, Stamp
from linqiao.journal.fields import Code, Instant, Sealed, Words
from linqiao.journal.rights import COMMITTEE, COMMUNITY, COORDINATOR, RESIDENT, SYSTEM

BUILDINGS_MAX = 500
UNITS_MAX = 50
ROOMS_MAX = 1000
Level = Literal["high", "medium", "low", "none"]


def _real_day(text: str) -> str:
    """A date as text, such as 2022-08-25; a day that the calendar does not have is refused."""
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError('a date such as "2022-08-25"')
    return text


class Part(BaseModel):
    """Base of parts of payloads: nothing unknown, nothing changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class UnitPart(Part):
    """A stairway with its rooms."""

    code: Code
    rooms: Annotated[tuple[Code, ...], Field(max_length=ROOMS_MAX)]


class BuildingPart(Part):
    """A building with what neighbours call it."""

    code: Code
    aliases: Annotated[tuple[Words, ...], Field(max_length=UNITS_MAX)]
    units: Annotated[tuple[UnitPart, ...], Field(max_length=UNITS_MAX)]


class CompoundDefine(Event, event="compound.define", may=(SYSTEM, COORDINATOR), changes="places"):
    """The compound with its buildings, units and rooms; a later one replaces the list."""

    name: Words
    buildings: Annotated[tuple[BuildingPart, ...], Field(max_length=BUILDINGS_MAX)]


class CampaignDefine(Event, event="campaign.define", may=(SYSTEM, COORDINATOR), changes="places"):
    """The confinement itself: its name, first day, authorities and hazard."""

    name: Words
    compound: Words
    starts: Annotated[str, AfterValidator(_real_day)]
    community: Words
    subdistrict: Words
    district: Words
    city: Words
    timezone: Words
    hazard: Literal["epidemic", "flood", "heat"]


class ResidentSet(
    Event, event="resident.set", may=(SYSTEM, COORDINATOR, RESIDENT), changes="residents"
):
    """A person of a household, with phone and flags of special care;
    the same name again replaces.
    """

    household: Code
    name: Sealed
    phone: Sealed
    flags: Sealed

    @field_validator("flags")
    @classmethod
    def _known_flags(cls, flags: Sealed) -> Sealed:
        # A value that is sealed already was checked when it came.
        if not flags.token and unknown_flags(flags.text):
            raise ValueError("flags of special care joined by |: " + ", ".join(SPECIAL_CARE))
        return flags

    def owner(self, stamp: Stamp) -> str:
        return f"household:{self.household}"


class ResidentRemove(
    Event, event="resident.remove", may=(SYSTEM, COORDINATOR, RESIDENT), changes="residents"
):
    """A person no longer belongs to a household."""

    household: Code
    name: Sealed

    def owner(self, stamp: Stamp) -> str:
        return f"household:{self.household}"


class ZoneSet(Event, event="zone.set", may=(COMMUNITY, COORDINATOR), changes="zones"):
    """An authority's notice sets the level of a place at any depth, or of a neighbouring area (S1).

    ``scope``: ``compound``, ``building:8``, ``unit:8-1``, ``floor:8-1-3``, ``household:8-1-301`` or
    ``area``.
    """

    scope: Words
    level: Level
    area: Words | None = None
    source: Words
    until: Instant | None = None
    number: Words | None = None


class PolicyAnnounce(Event, event="policy.announce", may=(COMMUNITY, COMMITTEE, COORDINATOR)):
    """What an authority has announced, whether it is confirmed, and from when it holds (S1)."""

    level_of: Literal["city", "district", "community", "compound"]
    text: Sealed
    effective_at: Instant
    status: Literal["announced", "pending", "confirmed"]
