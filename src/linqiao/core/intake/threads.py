"""Threads: the life of one chain in a chat group, read post by post.

A line that was posted once stands until its household or the organiser changes or cancels it. The
state is small and is carried from post to post, so that one more post costs in proportion to the
post.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from linqiao.core.intake.context import Context
from linqiao.core.intake.drafts import WHOLE_ORDER
from linqiao.core.intake.reader import read
from linqiao.core.intake.recall import Recall
from linqiao.core.intake.types import Entry, Line, Message, Round
from linqiao.core.intake.whose import nickname_household

Shape = frozenset[tuple[str, int]]


@dataclass
class Thread:
    """What stands after some posts: orders in thousandths, doubted households,
    every line as it once stood.
    """

    context: Context
    round: Round
    organiser: str | None = None
    organiser_home: str | None = None
    orders: dict[str, dict[str, int]] = field(default_factory=dict)
    flagged: set[str] = field(default_factory=set)
    shown: dict[str, list[Shape]] = field(default_factory=dict)
    unresolved: list[dict[str, Any]] = field(default_factory=list)
    begun: bool = False

    def __post_init__(self) -> None:
        self.recall = Recall(self.context, self.round)

    def post(self, message: Message) -> None:
        """Take one more message into account."""
        if not self.begun:
            self.begun, self.organiser = True, message.sender
        nickname = nickname_household(self.context, message.sender)
        home = nickname.household if nickname else None
        for entry in self._entries(message):
            if entry.household is None:
                self.unresolved.append(
                    {"message": message.id, "line": entry.line, "flags": list(entry.flags)}
                )
            elif message.channel == "jielong":
                self._chain_line(entry, message.sender, home)
            else:
                self._chat_entry(entry, home)

    def _entries(self, message: Message) -> Iterable[Entry]:
        """The message's entries: of a chain by themselves, of anything else by what stands."""
        if message.channel == "jielong":
            return _by_household(self.recall.entries(message))
        standing = {home: order for home, order in self.orders.items() if order}
        return read(self.context, self.round, message, standing).entries

    def _chain_line(self, entry: Entry, sender: str | None, home: str | None) -> None:
        household = entry.household or ""
        if "late" in entry.flags:
            self._late(household, entry)
            return
        shape = frozenset((line.code, line.quantity_milli) for line in entry.lines)
        before = self.shown.setdefault(household, [])
        if not entry.flags and before and shape == before[-1]:
            if home == household:
                self.flagged.discard(household)
            return
        own, lead = home == household, sender is not None and sender == self.organiser
        if not before and household not in self.orders:
            self._first(entry, household, shape)
        elif entry.flags:
            if not (shape in before and not own):
                self.flagged.add(household)
        elif shape in before and not own:
            return  # a stale copy
        elif own or lead:
            self._stand(entry, household, shape, settles=own)
        else:
            self.flagged.add(household)

    def _late(self, household: str, entry: Entry) -> None:
        shape = frozenset((line.code, line.quantity_milli) for line in entry.lines)
        if shape not in self.shown.get(household, []):
            self.flagged.add(household)

    def _first(self, entry: Entry, household: str, shape: Shape) -> None:
        if entry.flags:
            self.flagged.add(household)
        self._stand(entry, household, shape, settles=False)

    def _stand(self, entry: Entry, household: str, shape: Shape, *, settles: bool) -> None:
        self.shown.setdefault(household, []).append(shape)
        if settles:
            self.flagged.discard(household)
        if any(line.code == WHOLE_ORDER or line.action == "cancel" for line in entry.lines):
            self.orders[household] = _applied(self.orders.get(household, {}), entry.lines)
        else:
            self.orders[household] = dict(sorted(shape))

    def _chat_entry(self, entry: Entry, home: str | None) -> None:
        household = entry.household or ""
        before = self.orders.get(household, {})
        settles = (
            home == household
            and all(line.action in ("order", "set") for line in entry.lines)
            and {line.code for line in entry.lines} >= set(before)
        )
        if settles and household in self.flagged and entry.flags == ("duplicate",):
            # what it says again in full replaces what was doubtful (ruling 23)
            entry, before = replace(entry, flags=()), {}
        if entry.flags:
            self.flagged.add(household)
            return
        after = _applied(before, entry.lines)
        self.orders[household] = after
        self.shown.setdefault(household, []).append(frozenset(after.items()))
        if settles:
            self.flagged.discard(household)


def _by_household(entries: Iterable[Entry]) -> list[Entry]:
    """A household's lines of one chain text together: several certain ones add up."""
    together: dict[str, Entry] = {}
    found: list[Entry] = []
    for entry in entries:
        first = together.get(entry.household or "")
        if entry.household is None or first is None:
            together[entry.household or ""] = entry
            found.append(entry)
        elif "duplicate" not in entry.flags:
            both = replace(
                first, lines=(*first.lines, *entry.lines), flags=(*first.flags, *entry.flags)
            )
            found[found.index(first)] = together[entry.household] = both
        else:
            both = replace(first, flags=(*first.flags, *entry.flags))
            found[found.index(first)] = together[entry.household] = both
    return found


def _applied(standing: dict[str, int], lines: Iterable[Line]) -> dict[str, int]:
    order = dict(standing)
    for line in lines:
        if line.code == WHOLE_ORDER:
            order = {}
        elif line.action == "cancel":
            order.pop(line.code, None)
        elif line.action == "set":
            order[line.code] = line.quantity_milli
        else:
            order[line.code] = order.get(line.code, 0) + line.quantity_milli
    return order


def read_thread(context: Context, round_: Round, messages: Iterable[Message]) -> Thread:
    """Read a whole thread; the orders of every household that is not flagged are certain."""
    thread = Thread(context, round_)
    for message in messages:
        thread.post(message)
    return thread
