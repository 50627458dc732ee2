"""Accepted entries of the corpora and of the campaign, each with what stood for its household."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from linqiao.core.intake import Context, Entry, Line, Message, Resident, Round, codec, read
from linqiao.core.recheck import Opinion, Register, recheck
from tests.core.intake.world import CORPORA, world

CAMPAIGN = CORPORA.parents[1] / "demo" / "campaign"
FOLDERS = (CORPORA / "intake", CORPORA / "wangjiang", CAMPAIGN)


@dataclass(frozen=True)
class Accepted:
    """An entry that the main reader accepted, with everything the second reader is given."""

    register: Register
    round: Round
    message: Message
    entry: Entry
    standing: dict[str, int]
    before: Entry | None

    def opinion(self, entry: Entry | None = None) -> Opinion:
        """The second reader's opinion on the entry, or on another reading of it."""
        return recheck(
            self.register,
            self.round,
            self.message,
            entry or self.entry,
            self.standing,
            before=self.before,
        )

    @property
    def span(self) -> str:
        return self.message.text[self.entry.start : self.entry.end]


def register_of(context: Context) -> Register:
    """The second reader's register from the values of a context."""
    people = [Resident(home, name) for home, names in context.people.items() for name in names]
    return Register.build(context.buildings.values(), people, context.items.values())


@cache
def accepted(folder: Path) -> tuple[Accepted, ...]:
    """Every accepted entry of a folder, in reading order."""
    return tuple(_accepted(folder))


def _accepted(folder: Path) -> Iterator[Accepted]:
    context, rounds = world(folder)
    register = register_of(context)
    corpus = folder / "messages.jsonl"
    source = corpus if corpus.exists() else folder / "events.jsonl"
    stood: dict[str, dict[str, dict[str, int]]] = defaultdict(dict)
    for text in source.read_text(encoding="utf-8").splitlines():
        record = json.loads(text)
        if not record.get("text") or record.get("round") not in rounds:
            continue
        message = codec.message_from(record)
        standing = stood[message.round] if source != corpus else {}
        standing = standing or codec.orders_from(record.get("orders") or {})
        entries = read(context, rounds[message.round], message, standing).entries
        for place, entry in enumerate(entries):
            if entry.accepted and entry.household:
                here = dict(standing.get(entry.household, {}))
                before = entries[place - 1] if place else None
                yield Accepted(register, rounds[message.round], message, entry, here, before)
        if source != corpus:
            _record(stood[message.round], entries)


def _record(stood: dict[str, dict[str, int]], entries: tuple[Entry, ...]) -> None:
    for entry in entries:
        if not entry.accepted or entry.repeated or not entry.household:
            continue
        order = stood.setdefault(entry.household, {})
        for line in entry.lines:
            _apply(order, line)


def _apply(order: dict[str, int], line: Line) -> None:
    if line.code == "*":
        order.clear()
    elif line.action == "cancel":
        order.pop(line.code, None)
    elif line.action == "set":
        order[line.code] = line.quantity_milli
    else:
        order[line.code] = order.get(line.code, 0) + line.quantity_milli
