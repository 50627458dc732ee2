"""Reading the rows of a sheet: the reader's results, held against what the columns say."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from linqiao.core.intake import Context, Entry, Line, Reading, Round, read
from linqiao.core.sheets.messages import RowMessage


@dataclass(frozen=True)
class RowReading:
    """A row of the sheet and how it was read."""

    row: RowMessage
    reading: Reading


def read_rows(context: Context, round_: Round, rows: Iterable[RowMessage]) -> list[RowReading]:
    """Read every row; an entry stays certain only where the reader finds exactly what the columns
    say, for the household that the address says, once, and within the item's maximum.
    """
    across = _Across(context)
    result = []
    for row in rows:
        reading = read(context, round_, row.message, {})
        entries = _not_dropped(row, reading.entries)
        entries = tuple(_checked(row, one, len(entries)) for one in entries)
        entries = tuple(map(across.seen, entries))
        result.append(RowReading(row, replace(reading, entries=entries)))
    return result


def _not_dropped(row: RowMessage, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """A row with a wish has an entry, whatever the reader made of it."""
    if entries or not row.has_wish:
        return entries
    lines = tuple(Line(one.code, one.quantity_milli or 1000, "order") for one in row.expected)
    size = len(row.message.text)
    return (Entry(0, 0, size, row.household, None, lines, ("unreadable",)),)


def _checked(row: RowMessage, entry: Entry, count: int) -> Entry:
    """The entry with the doubts of its row and those of its columns."""
    flags = [*entry.flags, *row.doubts]
    if count > 1 and not row.is_free:
        flags.append("address_conflict")
    if row.household is not None and entry.household != row.household:
        flags.append("address_conflict")
    if row.has_wish and count == 1 and not entry.flags:
        flags += _differences(row, entry)
    return _flagged(entry, *flags)


def _differences(row: RowMessage, entry: Entry) -> list[str]:
    """What the reader read otherwise than the columns say."""
    wanted = Counter(one.code for one in row.expected)
    found = Counter(line.code for line in entry.lines)
    if wanted - found or (found - wanted and not row.is_free):
        return ["ambiguous_item"]
    lines = [line for line in entry.lines if line.code in wanted]
    if any(line.action != "order" for line in lines):
        return ["conflicting_amendment"]
    amounts = {line.code: line.quantity_milli for line in lines}
    # A tick says no quantity: one that was read anyway stood in another cell.
    unlike = any(one.quantity_milli != amounts[one.code] for one in row.expected)
    return ["ambiguous_quantity"] if unlike else []


def _flagged(entry: Entry, *flags: str) -> Entry:
    return replace(entry, flags=tuple(dict.fromkeys(flags)))


class _Across:
    """What the rows of a sheet are to each other: the same order twice, too much together."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.lines: dict[str, list[frozenset[Line]]] = {}
        self.totals: dict[tuple[str, str], int] = {}

    def seen(self, entry: Entry) -> Entry:
        """The entry, flagged where an earlier row of its household stands against it."""
        home, lines = entry.household, frozenset(entry.lines)
        if home is None or not lines:
            return entry
        if lines in self.lines.setdefault(home, []):
            return _flagged(entry, *entry.flags, "duplicate")
        self.lines[home].append(lines)
        flags = list(entry.flags)
        for line in entry.lines:
            item = self.context.items.get(line.code)
            key = (home, line.code)
            self.totals[key] = self.totals.get(key, 0) + line.quantity_milli
            if item and item.max_milli is not None and self.totals[key] > item.max_milli:
                flags.append("over_limit")
        return _flagged(entry, *flags)
