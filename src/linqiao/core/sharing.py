"""Who goes without when goods are short: the one place where it is decided.

An item of a round came short or damaged.  ``turn`` says who is served before whom, ``share_out``
gives out what is there in that order.  Whoever is at the end of the line goes without and is owed
the money back (``supply/steps.py`` calls this and charges anew).

Source: campaign contract, fine point "Shortage".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from linqiao.core.addresses import address_key


@dataclass(frozen=True)
class Wish:
    """What a household asked for, in thousandths, when, and whether it has a special-care flag."""

    household: str
    wish_milli: int
    is_special: bool
    asked_at: datetime


def turn(wish: Wish) -> tuple[bool, datetime, tuple[tuple[int, int, str], ...]]:
    """A household's turn in the share-out: lower comes first.

    1. households with a special-care flag, 2. who asked earlier, 3. the lower address (building,
    unit, room as numbers).
    """
    return (not wish.is_special, wish.asked_at, address_key(wish.household))


def share_out(good_milli: int, wishes: Iterable[Wish]) -> tuple[dict[str, int], int]:
    """Thousandths by household in the order of their turn, and what is left over.

    Each gets its whole wish while enough is left, then what is left, then nothing.  A household
    stands in the line once: its lines of the item are added up before.

    >>> at = datetime.fromisoformat("2022-08-26T08:00:00+08:00")
    >>> share_out(3000, [Wish("2-1-101", 2000, False, at), Wish("9-1-101", 2000, True, at)])
    ({'9-1-101': 2000, '2-1-101': 1000}, 0)
    """
    assert good_milli >= 0, "there cannot be less than nothing to share out"
    shares: dict[str, int] = {}
    left = good_milli
    for wish in sorted(wishes, key=turn):
        assert wish.wish_milli >= 0, "a wish cannot be less than nothing"
        # A second line would overwrite the first share, and its goods would vanish.
        assert wish.household not in shares, "a household has one wish for an item"
        shares[wish.household] = min(wish.wish_milli, left)
        left -= shares[wish.household]
    return shares, left
