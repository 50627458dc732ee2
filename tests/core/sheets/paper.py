"""Sheets of the tests: rows written as text, the mapping proposed, the rows read."""

from collections import defaultdict

from linqiao.core.sheets import (
    Mapping,
    RowReading,
    Sheet,
    messages_of,
    propose,
    read_rows,
)
from tests.core.intake.world import world

Cells = str | list[str]


def sheet(*rows: Cells, merged: dict[tuple[int, int], tuple[int, int]] | None = None) -> Sheet:
    """A sheet whose rows are lists of cells, or text with ``|`` between them."""
    cells = tuple(tuple(row.split("|") if isinstance(row, str) else row) for row in rows)
    return Sheet("S", cells, merged or {})


def proposed(paper: Sheet, round_code: str = "R4") -> Mapping:
    context, rounds = world()
    return propose(context, rounds[round_code], paper)


def roles(paper: Sheet, round_code: str = "R4") -> list[str]:
    """The role of each column; a question mark behind what is uncertain."""
    return [
        f"{one.role}:{one.item}" * (one.role == "item")
        + one.role * (one.role != "item")
        + "?" * (not one.certain)
        for one in proposed(paper, round_code).columns
    ]


def rows_of(
    paper: Sheet, round_code: str = "R4", mapping: Mapping | None = None
) -> dict[int, RowReading]:
    """Every row that was read, by its number."""
    context, rounds = world()
    mapping = mapping or proposed(paper, round_code)
    messages, _ = messages_of(context, rounds[round_code], mapping, paper)
    found = read_rows(context, rounds[round_code], messages)
    return {one.row.number: one for one in found}


def shown(one: RowReading) -> list[tuple[str | None, str, tuple[str, ...]]]:
    """(household, lines, flags) of a row's entries."""
    return [
        (
            entry.household,
            " ".join(f"{line.code}={line.quantity_milli / 1000:g}" for line in entry.lines),
            entry.flags,
        )
        for entry in one.reading.entries
    ]


def orders(found: dict[int, RowReading]) -> dict[str, dict[str, int]]:
    """What the certain entries come to, by household and item."""
    totals: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in found.values():
        for entry in one.reading.entries:
            assert entry.accepted, (one.row.message.text, entry.flags)
            for line in entry.lines:
                totals[entry.household or ""][line.code] += line.quantity_milli
    return {home: dict(lines) for home, lines in totals.items()}
