"""Who goes without when goods are short: the share-out of an item of a round.

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


def share_out(good_milli: int, wishes: Iterable[Wish]) -> tuple[dict[str, int], int]:
    """Thousandths by household, and what is left over.

    The order: households with a special-care flag, then by the time of the request, then by address.
    Each gets its whole wish while enough is left, then what is left, then nothing.
    """
    shares: dict[str, int] = {}
    left = good_milli
    for wish in sorted(wishes, key=turn):
        shares[wish.household] = min(wish.wish_milli, left)
        left -= shares[wish.household]
    return shares, left


def turn(wish: Wish) -> tuple[bool, datetime, tuple[tuple[int, int, str], ...]]:
    """A household's turn in the share-out: lower comes first."""
    return (not wish.is_special, wish.asked_at, address_key(wish.household))
