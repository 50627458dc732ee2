"""What others read of places."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop
from linqiao.journal.facts import fact
from linqiao.places.models import Building, Campaign, Household, Resident, Zone


@dataclass(frozen=True)
class CampaignFacts:
    """The confinement as its master data says."""

    name: str
    compound: str
    starts: date
    community: str
    subdistrict: str
    district: str
    city: str
    timezone: str
    hazard: str


@dataclass(frozen=True)
class ZoneFacts:
    """One zone in force."""

    scope: str
    area: str
    level: str
    source: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class ResidentFacts:
    """A person, opened."""

    household: str
    name: str
    phone: str
    flags: str
    seq: int


@fact("places")
def households() -> frozenset[str]:
    """Codes of all households."""
    return frozenset(Household.objects.values_list("code", flat=True))


@fact("places")
def buildings() -> tuple[tuple[str, list[str], list[dict[str, object]]], ...]:
    """(code, aliases, units) of each building in the order of the compound's file."""
    rows = Building.objects.order_by("place").values_list("code", "aliases", "units")
    return tuple(rows)


@fact("places")
def campaign() -> CampaignFacts | None:
    """The confinement's master data; ``None`` before it is defined."""
    row = Campaign.objects.first()
    if row is None:
        return None
    return CampaignFacts(
        row.name,
        row.compound_name,
        row.starts,
        row.community,
        row.subdistrict,
        row.district,
        row.city,
        row.timezone,
        row.hazard,
    )


@fact("places", "residents")
def special_households() -> frozenset[str]:
    """Households with a special-care flag: they come first when goods are short."""
    return frozenset(Household.objects.filter(is_special=True).values_list("code", flat=True))


@fact("places", "residents", "keys")
def residents() -> tuple[ResidentFacts, ...]:
    """All residents with opened names, in the order in which they were entered."""
    rows = Resident.objects.order_by("seq", "id")
    return tuple(
        ResidentFacts(r.household, r.name.text, r.phone.text, r.flags.text, r.seq) for r in rows
    )


@fact("zones")
def zones() -> tuple[ZoneFacts, ...]:
    """All zones that were set, neighbouring areas too."""
    rows = Zone.objects.order_by("scope", "area")
    return tuple(ZoneFacts(r.scope, r.area, r.level, r.source, r.since, r.until) for r in rows)


def zone_levels() -> dict[str, str]:
    """Level by place node of this compound, without the neighbouring areas."""
    return {zone.scope: zone.level for zone in zones() if zone.scope != "area"}


def require_buildings(codes: Iterable[str]) -> None:
    """Refuse ``unknown_reference`` a building that the compound does not have."""
    known = {code for code, _, _ in buildings()}
    for code in codes:
        if code not in known:
            raise Refusal(
                "unknown_reference",
                gettext_noop("There is no building %(building)s."),
                building=code,
            )


def require_household(code: str) -> None:
    """Refuse ``unknown_reference`` when the compound has no such household."""
    if code not in households():
        raise Refusal(
            "unknown_reference",
            gettext_noop("There is no household %(household)s."),
            household=code,
        )
