"""Wrong readings of accepted entries: one plausible error in each, within step and maximum."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

from linqiao.core.intake import Entry, Line
from tests.core.recheck.cases import Accepted


def _with(entry: Entry, place: int, *lines: Line) -> Entry:
    return replace(entry, lines=(*entry.lines[:place], *lines, *entry.lines[place + 1 :]))


def _is_possible(case: Accepted, line: Line) -> bool:
    """Whether step and maximum allow the line, so that only the text can tell it wrong."""
    item = case.register.items[line.code]
    most = item.max_milli
    in_range = line.quantity_milli > 0 and (most is None or line.quantity_milli <= most)
    return in_range and line.quantity_milli % item.step_milli == 0


def quantity_by_one(case: Accepted, dice: random.Random) -> Iterator[Entry]:
    """One selling unit more or less."""
    for place, line in enumerate(case.entry.lines):
        for change in (1000, -1000):
            other = replace(line, quantity_milli=line.quantity_milli + change)
            if line.quantity_milli and _is_possible(case, other):
                yield _with(case.entry, place, other)


def another_item(case: Accepted, dice: random.Random) -> Iterator[Entry]:
    """Another item of the round that the quantity would suit."""
    taken = {line.code for line in case.entry.lines} | set(case.standing)
    for place, line in enumerate(case.entry.lines):
        others = [replace(line, code=code) for code in case.round.items if code not in taken]
        suited = [one for one in others if _is_possible(case, one)]
        if line.action == "order" and suited:
            yield _with(case.entry, place, dice.choice(suited))


def dropped_line(case: Accepted, dice: random.Random) -> Iterator[Entry]:
    """One of several lines is lost."""
    if len(case.entry.lines) > 1:
        yield _with(case.entry, dice.randrange(len(case.entry.lines)))


def swapped_quantities(case: Accepted, dice: random.Random) -> Iterator[Entry]:
    """Two neighbouring lines exchange their quantities."""
    for place, (one, two) in enumerate(zip(case.entry.lines, case.entry.lines[1:], strict=False)):
        first = replace(one, quantity_milli=two.quantity_milli)
        second = replace(two, quantity_milli=one.quantity_milli)
        differ = one.quantity_milli != two.quantity_milli
        if differ and "cancel" not in (one.action, two.action):
            swapped = _with(case.entry, place, first)
            if _is_possible(case, first) and _is_possible(case, second):
                yield _with(swapped, place + 1, second)


def another_household(case: Accepted, dice: random.Random) -> Iterator[Entry]:
    """A neighbour of the same stair, and any other household."""
    home = case.entry.household or ""
    stair = home.rpartition("-")[0] + "-"
    others = sorted(case.register.households - {home})
    near = [one for one in others if one.startswith(stair)]
    yield replace(case.entry, household=dice.choice(near or others))
    yield replace(case.entry, household=dice.choice(others))


def doubled_line(case: Accepted, dice: random.Random) -> Iterator[Entry]:
    """A line counted twice, as two lines and as one of twice the quantity."""
    line = case.entry.lines[0]
    yield replace(case.entry, lines=(line, *case.entry.lines))
    twice = replace(line, quantity_milli=2 * line.quantity_milli)
    if line.quantity_milli and _is_possible(case, twice):
        yield _with(case.entry, 0, twice)


def order_for_cancel(case: Accepted, dice: random.Random) -> Iterator[Entry]:
    """What is to be taken off is ordered, or set to what stands."""
    for place, line in enumerate(case.entry.lines):
        if line.action == "cancel":
            code = next(iter(case.standing)) if line.code == "*" else line.code
            stands = case.standing.get(code, 1000)
            yield _with(case.entry, place, Line(code, stands, "order"))
            yield _with(case.entry, place, Line(code, stands, "set"))


def another_change(case: Accepted, dice: random.Random) -> Iterator[Entry]:
    """``add`` read as ``set`` and the other way round; an order read as a cancellation."""
    turned = {"add": "set", "set": "add"}
    for place, line in enumerate(case.entry.lines):
        if line.action in turned:
            yield _with(case.entry, place, replace(line, action=turned[line.action]))
            yield _with(case.entry, place, Line(line.code, 0, "cancel"))


WRONGS: dict[str, Callable[[Accepted, random.Random], Iterator[Entry]]] = {
    "quantity wrong by one": quantity_by_one,
    "another item of the round": another_item,
    "a line dropped": dropped_line,
    "quantities of two lines swapped": swapped_quantities,
    "another household": another_household,
    "a line doubled": doubled_line,
    "an order instead of a cancellation": order_for_cancel,
    "another kind of change": another_change,
}
