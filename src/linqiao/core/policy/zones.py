"""Zones on place nodes: which households a node covers, and which level holds for one of them."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

# From the mildest to the strictest.
ORDER: Final = ("none", "low", "medium", "high")
SCOPES_RIGHT: Final = "compound, area, building:8, unit:8-1, floor:8-1-3 or household:8-1-301"
_PARTS: Final = {"building": 1, "unit": 2, "floor": 3, "household": 3}
# 301, 1203, 301A: the floor and two digits.  B101 or 车库12 lie on no numbered floor.
_ROOM: Final = re.compile(r"([0-9]{1,4})[0-9]{2}[^0-9]*")
_FLOOR: Final = re.compile(r"[0-9]{1,4}")


def strictness(level: str) -> int:
    """The place of a level, from 0 for none to 3 for high; ``ValueError`` for another word.

    >>> strictness("medium")
    2
    """
    if level not in ORDER:
        raise ValueError(f"a level is one of {', '.join(reversed(ORDER))}")
    return ORDER.index(level)


def strictest(levels: Iterable[str]) -> str:
    """The strictest of some levels; ``none`` of no levels.

    >>> strictest(["low", "high", "medium"])
    'high'
    """
    return max(levels, key=strictness, default="none")


def check_scope(scope: str) -> None:
    """``ValueError`` unless the text names a place node: compound, area, or one of the four depths.

    >>> check_scope("unit:8-1")
    """
    if scope in ("compound", "area"):
        return
    depth, _, place = scope.partition(":")
    parts = place.split("-")
    if len(parts) != _PARTS.get(depth) or not all(parts):
        raise ValueError(SCOPES_RIGHT)
    if depth == "floor" and not _FLOOR.fullmatch(parts[2]):
        raise ValueError(SCOPES_RIGHT)


def floor_of(household: str) -> int | None:
    """The floor, which is the room number without its last two digits; ``None`` where it has none.

    A letter in front (``B101``, a cellar) is no floor above ground: such a dwelling is in no
    floor's zone, but in its unit's and its building's.

    >>> floor_of("8-1-301"), floor_of("8-1-1203"), floor_of("8-1-B101")
    (3, 12, None)
    """
    room = _ROOM.fullmatch(household.rpartition("-")[2])
    return int(room[1]) if room else None


def covers(scope: str, household: str) -> bool:
    """Whether a place node holds a household; a neighbouring area holds none of this compound's.

    ``ValueError`` for a scope that is no place node.

    >>> covers("floor:8-1-3", "8-1-301"), covers("building:8", "18-1-301")
    (True, False)
    """
    check_scope(scope)
    if scope in ("compound", "area"):
        return scope == "compound"
    depth, _, place = scope.partition(":")
    if depth == "household":
        return place == household
    if depth == "floor":
        unit, _, floor = place.rpartition("-")
        return household.startswith(f"{unit}-") and floor_of(household) == int(floor)
    return household.startswith(f"{place}-")


def level_of(zones: Mapping[str, str], household: str) -> str:
    """The level that holds for a household: the strictest of all zones that cover it.

    A milder word on one building does not ease what holds for the whole compound; the authority
    eases the compound.  Source: campaign contract, ruling 3.

    >>> level_of({"compound": "medium", "building:8": "high", "building:9": "low"}, "8-1-301")
    'high'
    """
    return strictest(level for scope, level in zones.items() if covers(scope, household))
