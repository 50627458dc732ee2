"""A small model of the supply story: dictionaries, exact integers, nothing of the program's own
code.

It says for every event whether it must be accepted, and keeps what must then be true.
"""

from collections import defaultdict
from dataclasses import dataclass, field

PRICE = {"EGG": 2400, "TOFU": 250, "CABB": 120}
SPECIAL = {"1-2-301", "2-1-202"}


def cost(milli: int, fen: int) -> int:
    """Half a fen away from zero, as the program rounds."""
    return (milli * fen + 500) // 1000


@dataclass
class Model:
    """One round from wishes to doors."""

    state: str = "open"
    wishes: dict[str, dict[str, int]] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    prices: dict[str, int] = field(default_factory=dict)
    charged_price: dict[str, int] = field(default_factory=dict)
    received: bool = False
    good: dict[str, int] = field(default_factory=dict)
    share: dict[tuple[str, str], int] = field(default_factory=dict)
    forgone: defaultdict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    held: defaultdict[tuple[str, str, str], int] = field(default_factory=lambda: defaultdict(int))
    door: defaultdict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    noted: list[list[object]] = field(default_factory=list)
    store: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    lost: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    paid: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    back: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    fund_paid: int = 0

    def demand(self) -> dict[str, int]:
        """Total of all wishes by item."""
        total: defaultdict[str, int] = defaultdict(int)
        for lines in self.wishes.values():
            for item, milli in lines.items():
                total[item] += milli
        return dict(total)

    def order(self) -> None:
        """The whole demand at the usual prices; every household is charged."""
        self.state = "ordered"
        self.prices = {item: PRICE[item] for item in self.demand()}
        self.charged_price = dict(self.prices)
        self.share = {
            (home, item): milli
            for home, lines in self.wishes.items()
            for item, milli in lines.items()
        }

    def receive(self, good: dict[str, int]) -> None:
        """Goods come; what is short is shared: special households, then time, then address."""
        self.received, self.good = True, good
        for item, left in good.items():
            self.store[item] += left
            homes = [home for home, lines in self.wishes.items() if item in lines]
            for home in sorted(
                homes,
                key=lambda h: (h not in SPECIAL, self.asked[h], [int(p) for p in h.split("-")]),
            ):
                got = min(left, self.wishes[home][item])
                self.share[home, item] = got
                left -= got

    def kept(self, home: str, item: str) -> int:
        """What the household is charged for."""
        return self.share.get((home, item), 0) - self.forgone[home, item]

    def in_hands(self, home: str, item: str) -> int:
        """What volunteers hold for the household."""
        return sum(milli for (h, i, _), milli in self.held.items() if (h, i) == (home, item))

    def waiting(self, home: str, item: str) -> int:
        """What is due and still in the store."""
        return self.kept(home, item) - self.in_hands(home, item) - self.door[home, item]

    def free(self, item: str) -> int:
        """Stock that nobody is due."""
        return max(
            0, self.store[item] - sum(self.waiting(home, i) for home, i in self.share if i == item)
        )

    def hand_out(self, member: str, homes: list[str]) -> None:
        """All that waits for these households goes into the hands."""
        if not self.received:
            return
        for home in dict.fromkeys(homes):
            for item in self.wishes.get(home, {}):
                milli = self.waiting(home, item)
                if milli > 0:
                    self.store[item] -= milli
                    self.held[home, item, member] += milli

    def deliver(self, member: str, home: str, lines: dict[str, int] | None) -> bool:
        """The lines, or all that this volunteer holds for the household."""
        held = {
            item: milli
            for (h, item, m), milli in self.held.items()
            if (h, m) == (home, member) and milli
        }
        given = held if lines is None else lines
        if not given or any(milli > held.get(item, 0) for item, milli in given.items()):
            return False
        for item, milli in given.items():
            self.door[home, item] += milli
            self.held[home, item, member] -= milli
            self.trim(home, item, member)
        return True

    def trim(self, home: str, item: str, member: str) -> None:
        """A note never speaks of more than the hands still hold."""
        for note in self.noted:
            if tuple(note[:3]) == (home, item, member):
                note[4] = min(int(str(note[4])), self.held[home, item, member])

    def damage(self, member: str, home: str, item: str, milli: int) -> bool:
        """Written off; owed back as far as free stock cannot replace it."""
        if self.held[home, item, member] < milli:
            return False
        replaced = min(self.free(item), milli)
        self.held[home, item, member] -= milli
        self.lost[item] += milli
        self.forgone[home, item] += milli - replaced
        self.trim(home, item, member)
        return True

    def note(self, member: str, home: str, item: str, milli: int, reason: str) -> bool:
        """Absent, isolated or refused: the goods stay in the hands."""
        if self.held[home, item, member] < milli:
            return False
        self.noted.append([home, item, member, reason, milli])
        return True

    def bring_back(self, member: str, item: str, milli: int) -> bool:
        """Noted goods first, then the rest by address; what was refused is owed back."""
        if sum(m for (_, i, who), m in self.held.items() if (i, who) == (item, member)) < milli:
            return False
        self.store[item] += milli
        taken: defaultdict[str, int] = defaultdict(int)
        for note in [one for one in self.noted if (one[1], one[2]) == (item, member)]:
            home = str(note[0])
            part = min(milli, int(str(note[4])), self.held[home, item, member] - 0)
            self.held[home, item, member] -= part
            note[4] = int(str(note[4])) - part
            milli -= part
            taken[home] += part
            if note[3] == "refused":
                self.forgone[home, item] += part
        for home in sorted(
            {h for h, i, m in self.held if (i, m) == (item, member)},
            key=lambda h: [int(p) for p in h.split("-")],
        ):
            part = min(milli, self.held[home, item, member])
            self.held[home, item, member] -= part
            milli -= part
        return True

    def charge(self, home: str) -> int:
        """What the household owes for what it keeps, line by line."""
        if self.state != "ordered":
            return 0
        return sum(
            cost(self.kept(home, item), self.charged_price[item])
            for item in self.wishes.get(home, {})
        )

    def owed(self, home: str) -> int:
        """What the household gets back."""
        return self.paid[home] - self.back[home] - self.charge(home)
