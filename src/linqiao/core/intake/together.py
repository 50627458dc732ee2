"""What a text's entries are to each other: duplicates, the chain repeated, maxima."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from linqiao.core.intake.context import Context
from linqiao.core.intake.drafts import WHOLE_ORDER
from linqiao.core.intake.entries import Read, with_flags
from linqiao.core.intake.structure import Block
from linqiao.core.intake.types import Line

Standing = Mapping[str, Mapping[str, int]]
Posted = Collection[tuple[str, frozenset[Line]]]


@dataclass
class Found:
    """An entry with its place in the normalised text."""

    block: Block
    read: Read
    repeated: bool = False
    offset: int | None = None  # where the text that was read begins, if it stands there as it was


def among_each_other(
    context: Context, found: list[Found], channel: str, standing: Standing, posted: Posted
) -> list[Found]:
    """Duplicates, the chain repeated, and maxima over all entries of a household."""
    totals: dict[tuple[str, str], int] = {}
    lines_seen: dict[str, list[frozenset[Line]]] = {}
    result = []
    for one in found:
        home, lines = one.read.whose.household, frozenset(one.read.lines)
        if home is None or not lines:
            result.append(one)
            continue
        again = lines in lines_seen.get(home, [])
        if channel == "jielong" and not again and _is_repeat(one, home, lines, standing, posted):
            lines_seen.setdefault(home, []).append(lines)
            result.append(replace(one, read=_without(one.read, "duplicate"), repeated=True))
            continue
        if again:
            one = replace(one, read=with_flags(one.read, "duplicate"))
        else:
            lines_seen.setdefault(home, []).append(lines)
            one = _within_limits(context, one, home, standing, totals)
        result.append(one)
    return result


def _is_repeat(
    one: Found, home: str, lines: frozenset[Line], standing: Standing, posted: Posted
) -> bool:
    if set(one.read.flags) - {"duplicate"} or any(line.action != "order" for line in lines):
        return False
    here = standing.get(home, {})
    return (home, lines) in posted or {line.code: line.quantity_milli for line in lines} == dict(
        here
    )


def _without(read_: Read, flag: str) -> Read:
    return replace(read_, flags=tuple(one for one in read_.flags if one != flag))


def _within_limits(
    context: Context, one: Found, home: str, standing: Standing, totals: dict[tuple[str, str], int]
) -> Found:
    """The entry that takes a household over an item's maximum is the later one (rulings 10, 22,
    27).
    """
    here = standing.get(home, {})
    for line in one.read.lines:
        if line.code == WHOLE_ORDER or line.action == "cancel":
            continue
        key = (home, line.code)
        before = 0 if line.action == "set" else totals.get(key, here.get(line.code, 0))
        totals[key] = before + line.quantity_milli
        most = context.items[line.code].max_milli
        if most is not None and totals[key] > most:
            one = replace(one, read=with_flags(one.read, "over_limit"))
    return one
