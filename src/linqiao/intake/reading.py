"""The bridge from the tables to the reader: its context, its view of what stands,
its result as plain values.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from linqiao.catalogue import queries as catalogue
from linqiao.core.intake import Building, Context, Entry, Item, Line, Reading, Resident, Round, Unit
from linqiao.core.intake import Message as Text
from linqiao.core.intake import read as read_text
from linqiao.core.intake.lessons import Proposal, proposals
from linqiao.core.intake.normalise import fold
from linqiao.core.intake.whose import nickname_household
from linqiao.core.recheck import Register, recheck
from linqiao.intake import queries
from linqiao.intake.models import EntryRead, Request, Window
from linqiao.journal.facts import fact
from linqiao.places import queries as places


@dataclass(frozen=True)
class Twice:
    """A reading, and for each entry what the second reader has against it; nothing where it agrees
    or was not asked.
    """

    reading: Reading
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class Readers:
    """The reader's immutable context, and what the second reader knows."""

    context: Context
    register: Register


@fact("places", "residents", "catalogue", "keys", "lessons")
def readers() -> Readers:
    """Rooms, names, items, lessons for both readers; built anew when one of them changes."""
    learned = [one for one in queries.lessons() if not one.words.erased]
    extra = {
        code: tuple(one.words.text for one in learned if (one.kind, one.means) == ("alias", code))
        for code in {one.means for one in learned if one.kind == "alias"}
    }
    buildings = [
        Building(
            code, tuple(aliases), tuple(Unit(str(u["code"]), _rooms(u["rooms"])) for u in units)
        )
        for code, aliases, units in places.buildings()
    ]
    residents = [Resident(one.household, one.name) for one in places.residents()]
    items = [
        Item(**{**vars(one), "aliases": (*one.aliases, *extra.get(one.code, ()))})
        for one in catalogue.items().values()
    ]
    context = Context.build(
        buildings,
        residents,
        items,
        nicknames={one.words.text: one.means for one in learned if one.kind == "nickname"},
        spellings={one.words.text: one.means for one in learned if one.kind == "spelling"},
    )
    return Readers(context, Register.build(buildings, residents, items))


def meanings(kind: str) -> dict[str, str]:
    """What folded words of a kind of lesson mean already: names and aliases of items, or what was
    taught.
    """
    context = readers().context
    if kind == "alias":
        return {word: codes[0] for word, codes in context.words.items()}
    return dict(context.nicknames if kind == "nickname" else context.spellings)


def _rooms(rooms: object) -> tuple[str, ...]:
    assert isinstance(rooms, list)
    return tuple(map(str, rooms))


class Standing(Mapping[str, Mapping[str, int]]):
    """Orders that stand in a round, read household by household when the reader asks."""

    def __init__(self, round_code: str) -> None:
        self._round = round_code
        self._known: dict[str, dict[str, int]] = {}

    def __getitem__(self, household: str) -> Mapping[str, int]:
        if household not in self._known:
            row = Request.objects.find(round=self._round, household=household)
            self._known[household] = row.lines if row else {}
        if not self._known[household]:
            raise KeyError(household)
        return self._known[household]

    def __iter__(self) -> Iterator[str]:
        return iter(Request.objects.filter(round=self._round).values_list("household", flat=True))

    def __len__(self) -> int:
        return Request.objects.filter(round=self._round).count()


class Posted(Collection[tuple[str, frozenset[Line]]]):
    """Lines that stood in earlier chains of a round,
    read household by household when the reader asks.
    """

    def __init__(self, round_code: str) -> None:
        self._round = round_code
        self._known: dict[str, set[frozenset[Line]]] = {}

    def _rows(self, **narrowed: str) -> Iterator[tuple[str, frozenset[Line]]]:
        # The state is looked at here: asked for it, SQLite walks every accepted entry of the
        # campaign instead of the household's few.
        for row in EntryRead.objects.rows(round=self._round, **narrowed):
            if row.is_chain and row.state == "accepted":
                yield row.household, frozenset(Line(*line) for line in row.lines)

    def __contains__(self, one: object) -> bool:
        assert isinstance(one, tuple)
        household, lines = one
        if household not in self._known:
            self._known[household] = {kept for _, kept in self._rows(household=household)}
        return lines in self._known[household]

    def __iter__(self) -> Iterator[tuple[str, frozenset[Line]]]:
        return self._rows()

    def __len__(self) -> int:
        return sum(1 for _ in self._rows())


def read_message(
    window: Window, event_id: str, channel: str, sender: str | None, *, at: datetime, text: str
) -> Twice:
    """Read one text of a round against what stands, its accepted entries twice; nothing is
    written.
    """
    round_ = Round(window.round, tuple(window.items), window.opens, window.closes)
    message = Text(event_id, window.round, channel, sender, at, text)
    standing = Standing(window.round)
    both = readers()
    reading = read_text(both.context, round_, message, standing, Posted(window.round))
    home = both.context.nicknames.get(fold(sender)) if sender else None
    message = replace(message, sender=home or sender)
    is_taught = any(words in fold(text) for words in both.context.spellings)
    doubts = []
    for before, entry in zip([None, *reading.entries], reading.entries, strict=False):
        again = entry.accepted and not entry.repeated and not is_taught
        here = standing.get(entry.household or "", {})
        opinion = (
            recheck(both.register, round_, message, entry, here, before=before) if again else None
        )
        doubts.append(opinion.reason if opinion and opinion.is_doubt else "")
    return Twice(reading, tuple(doubts))


@dataclass(frozen=True)
class ProposedLesson:
    """A lesson that a settled entry suggests, and the entry that it comes from."""

    message: str
    entry: int
    proposal: Proposal


def proposed_lessons() -> list[ProposedLesson]:
    """What the settled entries suggest to learn and nobody has taught yet, each once."""
    context = readers().context
    found: dict[tuple[str, str], ProposedLesson] = {}
    for settled in queries.settled_entries():
        row = settled.message
        if row.text.erased:
            continue
        window = queries.window(row.round)
        sender = row.sender.text or None
        round_ = Round(window.round, tuple(window.items), window.opens, window.closes)
        message = Text(row.event_id, row.round, row.channel, sender, row.at, row.text.text)
        entries = read_text(context, round_, message, {}, explain=True).entries
        if settled.place >= len(entries):
            continue
        for one in proposals(
            entries[settled.place],
            row.text.text,
            sender=sender,
            household=settled.household,
            codes=settled.codes,
            known_nickname=nickname_household(context, sender) is not None,
        ):
            found.setdefault(
                (one.kind, one.words), ProposedLesson(row.event_id, settled.place, one)
            )
    return list(found.values())


def as_outcome(twice: Twice, *, frozen: bool) -> dict[str, Any]:
    """The reading as it is journaled.  In a round that was ordered already every entry is late."""
    return {
        "kinds": list(twice.reading.kinds),
        "entries": [
            _entry(one, doubt, frozen=frozen)
            for one, doubt in zip(twice.reading.entries, twice.doubts, strict=True)
        ],
    }


def _entry(entry: Entry, doubt: str, *, frozen: bool) -> dict[str, Any]:
    flags = list(entry.flags)
    if frozen and "late" not in flags:
        flags.append("late")
    found = {
        "line": entry.line,
        "start": entry.start,
        "end": entry.end,
        "household": entry.household,
        "lines": [[line.code, line.quantity_milli, line.action] for line in entry.lines],
        "flags": flags,
        "repeated": entry.repeated and not flags,
    }
    return {**found, "doubt": doubt} if doubt and not flags else found
