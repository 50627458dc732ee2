"""How events change places."""

from datetime import date

from django.db.models import F

from linqiao.core.policy import check_scope
from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop
from linqiao.journal.events import Stamp, handles
from linqiao.places import queries
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


@handles(ResidentSet)
def set_resident(event: ResidentSet, stamp: Stamp) -> None:
    """Add a person to a household, or replace the one of the same name there."""
    queries.require_household(event.household)
    same = _person(event.household, event.name.text)
    if same is None:
        same = Resident(household=event.household)
        Household.objects.filter(code=event.household).update(people=F("people") + 1)
    same.name, same.phone, same.flags, same.seq = event.name, event.phone, event.flags, stamp.seq
    same.save()
    _mark_special(event.household)


@handles(ResidentRemove)
def remove_resident(event: ResidentRemove, stamp: Stamp) -> None:
    """Take a person out of a household; refused when nobody of that name lives there."""
    queries.require_household(event.household)
    person = _person(event.household, event.name.text)
    if person is None:
        raise Refusal(
            "unknown_reference",
            gettext_noop("Household %(household)s has nobody of that name."),
            household=event.household,
        )
    person.delete()
    Household.objects.filter(code=event.household).update(people=F("people") - 1)
    _mark_special(event.household)


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
        raise Refusal("unknown_reference", gettext_noop("There is no place %(scope)s."), scope=event.scope)
    area = event.area or ""
    zone = Zone.objects.filter(scope=event.scope, area=area).first() or Zone(scope=event.scope, area=area)
    zone.level, zone.source, zone.number = event.level, event.source, event.number or ""
    zone.since, zone.until, zone.seq = stamp.at, event.until, stamp.seq
    zone.save()


@handles(PolicyAnnounce)
def announce_policy(event: PolicyAnnounce, stamp: Stamp) -> None:
    """Keep the announcement; several may stand side by side, the page shows the strictest."""
    Announcement(seq=stamp.seq, **event.model_dump()).save()


def _person(household: str, name: str) -> Resident | None:
    return next((one for one in Resident.objects.filter(household=household) if one.name.text == name), None)


def _mark_special(household: str) -> None:
    flags = [one.flags.text for one in Resident.objects.filter(household=household)]
    Household.objects.filter(code=household).update(is_special=any(flags))
