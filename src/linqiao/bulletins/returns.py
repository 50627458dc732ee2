"""Whose goods a volunteer brought back: the event names items only, so the hands are followed again
from the round's events, by the same rule as when the goods came back.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from linqiao.core.addresses import address_key
from linqiao.delivery.rules import Held, return_parts

Lines = Mapping[str, int]


@dataclass
class Note:
    """Goods that stay in a volunteer's hands for a household, and why."""

    member: str
    household: str
    item: str
    reason: str
    quantity_milli: int


class Hands:
    """What the volunteers of one round hold for whom; ``shares``: thousandths shared out, by
    household and item.
    """

    def __init__(self, shares: Mapping[tuple[str, str], int]) -> None:
        self._shares = shares
        self.held: dict[tuple[str, str, str], int] = defaultdict(int)
        self._gone: dict[tuple[str, str], int] = defaultdict(int)
        self._notes: list[Note] = []

    def hand_out(self, member: str, households: Collection[str]) -> None:
        """A volunteer takes all that these households have not got and nobody holds."""
        out: dict[tuple[str, str], int] = defaultdict(int)
        for (_, household, item), quantity in self.held.items():
            out[household, item] += quantity
        for (household, item), share in self._shares.items():
            waiting = share - self._gone[household, item] - out[household, item]
            if household in households and waiting > 0:
                self.held[member, household, item] += waiting

    def leave(self, member: str, household: str, lines: Lines) -> None:
        """Goods leave the hands: delivered, or damaged at the door."""
        for item, quantity in lines.items():
            place = (member, household, item)
            self.held[place] = max(0, self.held[place] - quantity)
            self._gone[household, item] += quantity
            for note in self._notes:
                if (note.member, note.household, note.item) == place:
                    note.quantity_milli = min(note.quantity_milli, self.held[place])

    def take_back(self, member: str, household: str, lines: Lines) -> None:
        """The wrong household gives the goods back."""
        for item, quantity in lines.items():
            self.held[member, household, item] += quantity
            self._gone[household, item] -= quantity

    def keep(self, member: str, household: str, lines: Lines, reason: str) -> None:
        """Nobody took the goods: they stay in the hands."""
        self._notes += [Note(member, household, i, reason, q) for i, q in lines.items()]

    def bring_back(self, member: str, lines: Lines) -> Iterator[tuple[str, Held]]:
        """(item, part) of each household whose goods come back."""
        for item, quantity in lines.items():
            free = {h: q for (m, h, i), q in self.held.items() if (m, i) == (member, item)}
            noted = []
            for place, note in enumerate(self._notes, 1):
                if (note.member, note.item) == (member, item):
                    take = min(note.quantity_milli, free.get(note.household, 0))
                    free[note.household] = free.get(note.household, 0) - take
                    noted.append(Held(note.household, take, note.reason, place))
            others = [Held(h, free[h]) for h in sorted(free, key=address_key)]
            most = sum(one.quantity_milli for one in (*noted, *others))
            for part in return_parts(min(quantity, most), noted, others):
                self._release(member, item, part)
                yield item, part

    def _release(self, member: str, item: str, part: Held) -> None:
        self.held[member, part.household, item] -= part.quantity_milli
        if part.reason == "refused":
            self._gone[part.household, item] += part.quantity_milli
        if part.note:
            self._notes[part.note - 1].quantity_milli -= part.quantity_milli


def follow(
    hands: Hands, kind: str, fields: Mapping[str, Any], lines: Lines
) -> list[tuple[str, Held]]:
    """Take one event of the round; what it brings back, by item."""
    member, household = fields["member"], fields.get("household", "")
    match kind, fields.get("reason", ""):
        case "goods.hand_out", _:
            hands.hand_out(member, fields["households"])
        case "goods.return", _:
            return list(hands.bring_back(member, lines))
        case "delivery.exception", "wrong_household":
            hands.take_back(member, household, lines)
        case "delivery.exception", ("absent" | "refused" | "isolated") as reason:
            hands.keep(member, household, lines, reason)
        case _:
            hands.leave(member, household, lines)
    return []
