"""Threads: the life of one chain in a chat group, read post by post.

A line that was posted once stands until its household or the organiser changes or cancels it. The
state is small and is carried from post to post, so that one more post costs in proportion to the
post.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from linqiao.core.intake.context import Context
from linqiao.core.intake.drafts import WHOLE_ORDER
from linqiao.core.intake.reader import read
from linqiao.core.intake.recall import Recall
from linqiao.core.intake.types import Entry, Line, Message, Round
from linqiao.core.intake.whose import nickname_household

Shape = frozenset[tuple[str, int]]
Lines = frozenset[Line]
_OF_GOODS: Final = {"unknown_item", "ambiguous_item", "not_in_round", "prescription_required"}


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
    changes: dict[str, list[Lines]] = field(default_factory=dict)
    unclear: set[str] = field(default_factory=set)
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
                if not self._is_change(message, entry, home):
                    self._chain_line(entry, message.sender, home)
            else:
                self._chat_entry(entry, home)

    def _entries(self, message: Message) -> Iterable[Entry]:
        """The message's entries: of a chain by themselves, of anything else by what stands."""
        if message.channel == "jielong":
            return _by_household(self.recall.entries(message))
        standing = {home: order for home, order in self.orders.items() if order}
        return read(self.context, self.round, message, standing).entries

    def _is_change(self, message: Message, entry: Entry, home: str | None) -> bool:
        """A line of a chain that changes what stands (``3-2-501 取消``), by its household or the
        organiser, or copied from a post in which it was; alone it has nothing to change.
        """
        household = entry.household or ""
        standing = self.orders.get(household)
        if entry.flags != ("conflicting_amendment",) or not standing:
            return bool(entry.flags) and frozenset(entry.lines) in self.changes.get(household, [])
        if frozenset(entry.lines) in self.changes.get(household, []):
            return True
        if home != household and message.sender != self.organiser:
            return False
        if any(line.action == "order" and line.code in standing for line in entry.lines):
            return False  # beside a line that says what is wanted: more, or the same again?
        alone = replace(message, text=message.text[entry.start : entry.end])
        again = read(self.context, self.round, alone, {household: standing}).entries
        if len(again) != 1 or again[0].flags or again[0].repeated:
            return False
        if [line.code for line in again[0].lines] != [line.code for line in entry.lines]:
            return False
        self.changes.setdefault(household, []).append(frozenset(entry.lines))
        self._chat_entry(again[0], household)
        return True

    def _chain_line(self, entry: Entry, sender: str | None, home: str | None) -> None:
        household = entry.household or ""
        if "late" in entry.flags:
            self._late(household, entry)
            return
        shape = frozenset((line.code, line.quantity_milli) for line in entry.lines)
        before = self.shown.setdefault(household, [])
        if not entry.flags and before and shape == before[-1]:
            if home == household:
                self._settle(household)
            return
        own, lead = home == household, sender is not None and sender == self.organiser
        if not before and household not in self.orders:
            self._first(entry, household, shape)
        elif entry.flags:
            if not (shape in before and not own):
                self._doubt(household, entry)
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
            self._doubt(household, entry)
        self._stand(entry, household, shape, settles=False)

    def _stand(self, entry: Entry, household: str, shape: Shape, *, settles: bool) -> None:
        self.shown.setdefault(household, []).append(shape)
        if settles:
            self._settle(household)
        if any(line.code == WHOLE_ORDER or line.action == "cancel" for line in entry.lines):
            self.orders[household] = _applied(self.orders.get(household, {}), entry.lines)
        else:
            self.orders[household] = dict(sorted(shape))

    def _chat_entry(self, entry: Entry, home: str | None) -> None:
        household = entry.household or ""
        before = self.orders.get(household, {})
        states = all(line.action in ("order", "set") for line in entry.lines)
        covers = {line.code for line in entry.lines} >= set(before)
        settles = home == household and (
            (states and covers and not (before and household in self.unclear))
            or any(line.code == WHOLE_ORDER for line in entry.lines)
        )
        if settles and household in self.flagged and entry.flags == ("duplicate",):
            # what it says again in full replaces what was doubtful (ruling 23)
            entry, before = replace(entry, flags=()), {}
        if entry.flags:
            self._doubt(household, entry)
            return
        after = _applied(before, entry.lines)
        self.orders[household] = after
        self.shown.setdefault(household, []).append(frozenset(after.items()))
        if settles:
            self._settle(household)

    def _doubt(self, household: str, entry: Entry) -> None:
        self.flagged.add(household)
        if set(entry.flags) & _OF_GOODS:
            self.unclear.add(household)

    def _settle(self, household: str) -> None:
        self.flagged.discard(household)
        self.unclear.discard(household)


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
