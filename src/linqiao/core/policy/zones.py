"""Zones on place nodes: which households a node covers, and which level holds for one of them."""

from collections.abc import Iterable, Mapping
from typing import Final

# From the mildest to the strictest.
ORDER: Final = ("none", "low", "medium", "high")
_PARTS: Final = {"building": 1, "unit": 2, "floor": 3, "household": 3}


def check_scope(scope: str) -> None:
    """``ValueError`` unless the text names a place node: compound, area, or one of the four depths.

    >>> check_scope("unit:8-1")
    """
    depth, colon, place = scope.partition(":")
    if scope in ("compound", "area"):
        return
    parts = place.split("-")
    if depth not in _PARTS or not colon or len(parts) != _PARTS[depth] or not all(parts):
        raise ValueError("compound, area, building:8, unit:8-1, floor:8-1-3 or household:8-1-301")


def covers(scope: str, household: str) -> bool:
    """Whether a place node holds a household; a neighbouring area holds none of this compound's.

    The floor is the room number without its last two digits.

    >>> covers("floor:8-1-3", "8-1-301"), covers("building:8", "18-1-301")
    (True, False)
    """
    building, _, rest = household.partition("-")
    unit, _, room = rest.partition("-")
    nodes = {
        "compound",
        f"building:{building}",
        f"unit:{building}-{unit}",
        f"floor:{building}-{unit}-{room[:-2]}",
        f"household:{household}",
    }
    return scope in nodes


def strictest(levels: Iterable[str]) -> str:
    """The strictest of some levels; ``none`` of no levels.

    >>> strictest(["low", "high", "medium"])
    'high'
    """
    return max(levels, key=ORDER.index, default="none")


def level_of(zones: Mapping[str, str], household: str) -> str:
    """The level that holds for a household: the strictest zone that covers it wins (ruling 3).

    >>> level_of({"compound": "medium", "building:8": "high"}, "8-1-301")
    'high'
    """
    return strictest(level for scope, level in zones.items() if covers(scope, household))
