"""How events change places."""

from datetime import date
from typing import Any

from linqiao.core.policy import check_scope
from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop
from linqiao.journal.events import Stamp, handles, witnesses
from linqiao.places import queries, steps
from linqiao.places.events import (
    CampaignDefine,
    CompoundDefine,
    PolicyAnnounce,
    ResidentRemove,
    ResidentSet,
    ZoneSet,
)
from linqiao.places.models import Announcement, Building, Campaign, Household, Resident, Zone
from linqiao.places.rules import building_of, checked_timezone, dwellings, node_exists


@handles(CompoundDefine)
def define_compound(event: CompoundDefine, stamp: Stamp) -> None:
    """Write the buildings anew and add households; a household that was once there stays."""
    rooms = dwellings(event.buildings)
    Building.objects.all().delete()
    Building.objects.bulk_create(
        Building(
            code=one.code,
            place=place,
            aliases=list(one.aliases),
            units=[{"code": unit.code, "rooms": list(unit.rooms)} for unit in one.units],
        )
        for place, one in enumerate(event.buildings)
    )
    known = set(Household.objects.values_list("code", flat=True))
    Household.objects.bulk_create(
        Household(code=code, building=building_of(code)) for code in rooms if code not in known
    )


@handles(CampaignDefine)
def define_campaign(event: CampaignDefine, stamp: Stamp) -> None:
    """Write the confinement's master data; a later event replaces it."""
    checked_timezone(event.timezone)
    fields = event.model_dump(exclude={"compound"})
    fields["starts"] = date.fromisoformat(event.starts)
    Campaign.objects.all().delete()
    Campaign(compound_name=event.compound, **fields).save()


@witnesses(ResidentSet)
def witness_resident(event: ResidentSet, stamp: Stamp) -> dict[str, Any]:
    """What needs the open name and flags is decided once:
    they may be erased when the tables are rebuilt.
    """
    queries.require_household(event.household)
    others = Resident.objects.rows(household=event.household)
    same = next((one for one in others if one.name.text == event.name.text), None)
    special = bool(event.flags.text) or any(one.flags.text for one in others if one is not same)
    return {"replaces": same.seq if same else None, "special": special}


@handles(ResidentSet)
def set_resident(event: ResidentSet, stamp: Stamp) -> None:
    """Add a person to a household, or replace the one of the same name there."""
    replaces = stamp.outcome["replaces"]
    if replaces is None:
        person = Resident(household=event.household)
    else:
        person = Resident.objects.get(household=event.household, seq=replaces)
    person.name, person.phone, person.flags, person.seq = (
        event.name,
        event.phone,
        event.flags,
        stamp.seq,
    )
    person.save()
    steps.count_people(event.household, int(replaces is None), stamp.outcome["special"])


@witnesses(ResidentRemove)
def witness_removal(event: ResidentRemove, stamp: Stamp) -> dict[str, Any]:
    """Find the person by the open name; refused when nobody of that name lives there."""
    queries.require_household(event.household)
    people = Resident.objects.rows(household=event.household)
    person = next((one for one in people if one.name.text == event.name.text), None)
    if person is None:
        words = gettext_noop("Household %(household)s has nobody of that name.")
        raise Refusal("unknown_reference", words, household=event.household)
    special = any(one.flags.text for one in people if one is not person)
    return {"removes": person.seq, "special": special}


@handles(ResidentRemove)
def remove_resident(event: ResidentRemove, stamp: Stamp) -> None:
    """Take a person out of a household."""
    Resident.objects.get(household=event.household, seq=stamp.outcome["removes"]).delete()
    steps.count_people(event.household, -1, stamp.outcome["special"])


@handles(ZoneSet)
def set_zone(event: ZoneSet, stamp: Stamp) -> None:
    """Write the level of one place node; the authority's notice is the only thing that lifts it."""
    try:
        check_scope(event.scope)
    except ValueError as fault:
        words = gettext_noop("The field %(field)s needs: %(right)s.")
        raise Refusal("bad_fields", words, field="scope", right=fault) from None
    if event.scope == "area" and not event.area:
        raise Refusal("bad_fields", gettext_noop("The field %(field)s is missing."), field="area")
    if not node_exists(event.scope, queries.households()):
        raise Refusal(
            "unknown_reference", gettext_noop("There is no place %(scope)s."), scope=event.scope
        )
    area = event.area or ""
    zone = Zone.objects.filter(scope=event.scope, area=area).first() or Zone(
        scope=event.scope, area=area
    )
    zone.level, zone.source, zone.number = event.level, event.source, event.number or ""
    zone.since, zone.until, zone.seq = stamp.at, event.until, stamp.seq
    zone.save()


@handles(PolicyAnnounce)
def announce_policy(event: PolicyAnnounce, stamp: Stamp) -> None:
    """Keep the announcement; several may stand side by side, the page shows the strictest."""
    Announcement(seq=stamp.seq, **event.model_dump()).save()
