"""Decisions of delivery: what can be taken, what becomes of a loss,
whose goods a return brings back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from linqiao.core.refusal import Refusal
from linqiao.core.units import format_quantity
from linqiao.core.words import gettext_noop


def to_deliver(held: Mapping[str, int], lines: Mapping[str, int] | None) -> dict[str, int]:
    """Thousandths by item that a delivery hands over: the lines, or all that is held for the
    household.

    Refused: nothing to hand over (``wrong_state``), more than is held (``exceeds``).
    """
    wanted = (
        dict(lines)
        if lines is not None
        else {item: quantity for item, quantity in held.items() if quantity}
    )
    if not wanted:
        raise Refusal(
            "wrong_state", gettext_noop("This volunteer holds nothing for this household.")
        )
    for item, quantity in wanted.items():
        check_enough(item, quantity, held.get(item, 0))
    return wanted


def check_enough(item: str, wanted_milli: int, have_milli: int) -> None:
    """Refuse ``exceeds`` more of an item than there is."""
    if wanted_milli > have_milli:
        raise Refusal(
            "exceeds",
            gettext_noop("%(item)s: %(wanted)s is more than the %(have)s that are there."),
            item=item,
            wanted=format_quantity(wanted_milli),
            have=format_quantity(have_milli),
        )


def lines_by_item(lines: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Lines added up by item.

    >>> lines_by_item([("EGG", 1000), ("EGG", 500)])
    {'EGG': 1500}
    """
    total: dict[str, int] = {}
    for item, quantity in lines:
        total[item] = total.get(item, 0) + quantity
    return total


def forgone_by_damage(damaged_milli: int, free_milli: int) -> int:
    """How much of a damage is owed back as money: what the store's free stock cannot replace.

    Source: campaign contract, fine point "Late shortage".

    >>> forgone_by_damage(500, 0), forgone_by_damage(500, 2000)
    (500, 0)
    """
    return max(0, damaged_milli - max(0, free_milli))


@dataclass(frozen=True)
class Held:
    """Goods in a volunteer's hands for a household; ``note`` is the exception's row,
    ``reason`` why.
    """

    household: str
    quantity_milli: int
    reason: str = ""
    note: int = 0


def return_parts(quantity_milli: int, noted: Sequence[Held], others: Sequence[Held]) -> list[Held]:
    """Whose goods come back: first those that were not delivered, in the order noted, then the rest
    as held.

    What was refused is owed back as money, everything else stays due. The caller has checked that
    the volunteer holds that much.

    >>> return_parts(3000, [Held("1-1-101", 2000, "refused", 7)], [Held("1-1-102", 2000)])[1]
    Held(household='1-1-102', quantity_milli=1000, reason='', note=0)
    """
    parts: list[Held] = []
    left = quantity_milli
    for one in (*noted, *others):
        take = min(left, one.quantity_milli)
        if take:
            parts.append(Held(one.household, take, one.reason, one.note))
            left -= take
    assert left == 0, "more comes back than is held"
    return parts


def write_off_parts(
    quantity_milli: int, places: Sequence[tuple[str, int]], item: str
) -> list[tuple[str, int]]:
    """(round, thousandths) to write off, round by round;
    refused as ``exceeds`` beyond what is there.
    """
    parts: list[tuple[str, int]] = []
    left = quantity_milli
    for round_code, there in places:
        take = min(left, there)
        if take > 0:
            parts.append((round_code, take))
            left -= take
    check_enough(item, quantity_milli, quantity_milli - left)
    return parts
