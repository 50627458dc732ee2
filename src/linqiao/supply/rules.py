"""Decisions of supply: states of a round, charges, prices,
what a receipt and a share-out come to.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from linqiao.core.refusal import Refusal
from linqiao.core.units import cost_fen, format_quantity, format_yuan
from linqiao.core.words import gettext_noop

# State machine of a round: (state, what happens) -> next state. Source: campaign contract, rulings
# 11 and 13.
ROUND: Final[Mapping[tuple[str, str], str]] = {
    ("open", "close"): "closed",
    ("closed", "report"): "reported",
    ("reported", "order"): "ordered",
    ("ordered", "order"): "ordered",
    ("open", "cancel"): "cancelled",
    ("closed", "cancel"): "cancelled",
    ("reported", "cancel"): "cancelled",
}
# State machine of a purchase.
PURCHASE: Final[Mapping[tuple[str, str], str]] = {
    ("ordered", "price"): "ordered",
    ("ordered", "receive"): "received",
    ("received", "send_back"): "received",
}


def next_round_state(state: str, step: str, round_code: str) -> str:
    """The state of a round after a step; refused as ``wrong_state`` where the machine has no such
    arrow.
    """
    if (state, step) not in ROUND:
        raise Refusal(
            "wrong_state",
            gettext_noop("Round %(round)s is %(state)s: it cannot %(step)s now."),
            round=round_code,
            state=state,
            step=step,
        )
    return ROUND[state, step]


def next_purchase_state(state: str, step: str, order: str) -> str:
    """The state of a purchase after a step; refused as ``wrong_state`` where the machine has no
    such arrow.
    """
    if (state, step) not in PURCHASE:
        raise Refusal(
            "wrong_state",
            gettext_noop("Order %(order)s is %(state)s: it cannot %(step)s now."),
            order=order,
            state=state,
            step=step,
        )
    return PURCHASE[state, step]


def check_within_demand(
    demand: Mapping[str, int], ordered: Mapping[str, int], lines: Iterable[tuple[str, int]]
) -> None:
    """Refuse ``unbalanced`` an order that, with what is ordered already,
    goes above the round's demand.
    """
    total = Counter(ordered)
    for item, quantity_milli in lines:
        total[item] += quantity_milli
        if total[item] > demand.get(item, 0):
            raise Refusal(
                "unbalanced",
                gettext_noop(
                    "%(item)s: %(ordered)s ordered in all, but the requests come to %(demand)s."
                ),
                item=item,
                ordered=format_quantity(total[item]),
                demand=format_quantity(demand.get(item, 0)),
            )


def charged_price(known_fen: int, ordered_fen: int, *, was_ordered: bool) -> int:
    """The price that households are charged: the order's for everyone; a rise is never charged to
    them.

    Source: campaign contract, fine point "Charges".

    >>> charged_price(300, 320, was_ordered=True), charged_price(300, 320, was_ordered=False)
    (300, 320)
    """
    return min(known_fen, ordered_fen) if was_ordered else ordered_fen


def charge_fen(kept: Iterable[tuple[str, int]], prices_fen: Mapping[str, int]) -> int:
    """What a household is charged in a round: each item that it keeps, at the price charged,
    line by line.
    """
    return sum(cost_fen(quantity_milli, prices_fen[item]) for item, quantity_milli in kept)


@dataclass(frozen=True)
class Received:
    """What of one item of an order arrived, in thousandths."""

    item: str
    good_milli: int
    damaged_milli: int


def receipt(
    ordered: Mapping[str, int], lines: Iterable[tuple[str, int, int]]
) -> dict[str, Received]:
    """Good and damaged by item for every item of an order; what the lines leave out is short.

    Refused: an item that the order does not have (``unknown_reference``), one that stands twice
    (``bad_fields``), more than was ordered (``exceeds``).
    """
    came = {item: Received(item, 0, 0) for item in ordered}
    seen: set[str] = set()
    for item, good, damaged in lines:
        if item not in ordered:
            raise Refusal(
                "unknown_reference", gettext_noop("The order has no %(item)s."), item=item
            )
        if item in seen:
            raise Refusal(
                "bad_fields",
                gettext_noop("The item %(item)s stands twice in the order."),
                item=item,
            )
        if good + damaged > ordered[item]:
            raise Refusal(
                "exceeds",
                gettext_noop("%(item)s: %(came)s came, but only %(ordered)s were ordered."),
                item=item,
                came=format_quantity(good + damaged),
                ordered=format_quantity(ordered[item]),
            )
        seen.add(item)
        came[item] = Received(item, good, damaged)
    return came


def check_refund(amount_fen: int, owed_back_fen: int) -> None:
    """Refuse ``exceeds`` a refund of more than the household is owed in the round."""
    if amount_fen > owed_back_fen:
        raise Refusal(
            "exceeds",
            gettext_noop(
                "A refund of %(amount)s yuan is more than the %(owed)s yuan that the household is "
                "owed."
            ),
            amount=format_yuan(amount_fen),
            owed=format_yuan(max(0, owed_back_fen)),
        )


def check_no_item_twice(items: Iterable[str]) -> None:
    """Refuse ``bad_fields`` an item that stands twice in the lines of one event."""
    for item, count in Counter(items).items():
        if count > 1:
            raise Refusal(
                "bad_fields",
                gettext_noop("The item %(item)s stands twice in the order."),
                item=item,
            )
