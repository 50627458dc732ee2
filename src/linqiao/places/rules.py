"""Decisions about places: what is a household, which place nodes there are."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol
from zoneinfo import ZoneInfo

from linqiao.core.policy import covers
from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop


class UnitShape(Protocol):
    """A unit as the definition gives it."""

    @property
    def code(self) -> str: ...
    @property
    def rooms(self) -> Sequence[str]: ...


class BuildingShape(Protocol):
    """A building as the definition gives it."""

    @property
    def code(self) -> str: ...
    @property
    def units(self) -> Sequence[UnitShape]: ...


def dwellings(buildings: Iterable[BuildingShape]) -> list[str]:
    """Household codes ``building-unit-room`` in the order of the file;
    a code that stands twice is refused.
    """
    codes: dict[str, None] = {}
    houses: set[str] = set()
    for building in buildings:
        if building.code in houses:
            raise Refusal(
                "bad_fields",
                gettext_noop("Building %(building)s stands twice in the compound."),
                building=building.code,
            )
        houses.add(building.code)
        for unit in building.units:
            for room in unit.rooms:
                code = f"{building.code}-{unit.code}-{room}"
                if code in codes:
                    raise Refusal(
                        "bad_fields",
                        gettext_noop("Room %(room)s stands twice in the compound."),
                        room=code,
                    )
                codes[code] = None
    return list(codes)


def building_of(household: str) -> str:
    """The building of a household.

    >>> building_of("3-2-501")
    '3'
    """
    return household.partition("-")[0]


def node_exists(scope: str, households: Collection[str]) -> bool:
    """Whether a place node holds at least one household; ``compound`` and ``area`` always exist."""
    return scope in ("compound", "area") or any(
        covers(scope, household) for household in households
    )


def checked_timezone(name: str) -> str:
    """The name, if it is a time zone of the IANA list."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise Refusal(
            "bad_fields",
            gettext_noop("The field %(field)s needs: %(right)s."),
            field="timezone",
            right="a time zone such as Asia/Shanghai",
        ) from None
    return name
