"""Decisions of supply with values alone."""

import pytest

from linqiao.core.refusal import Refusal
from linqiao.supply import rules


def test_a_round_cannot_be_closed_twice() -> None:
    assert rules.next_round_state("open", "close", "R1") == "closed"
    with pytest.raises(Refusal, match="wrong_state"):
        rules.next_round_state("closed", "close", "R1")


@pytest.mark.parametrize("state", ["ordered", "cancelled"])
def test_a_round_is_cancelled_only_before_an_order(state: str) -> None:
    with pytest.raises(Refusal, match="wrong_state"):
        rules.next_round_state(state, "cancel", "R1")


def test_an_order_within_the_demand_passes_and_one_above_is_unbalanced() -> None:
    rules.check_within_demand({"EGG": 3000}, {"EGG": 1000}, [("EGG", 2000)])
    with pytest.raises(Refusal, match="unbalanced"):
        rules.check_within_demand({"EGG": 3000}, {"EGG": 1000}, [("EGG", 2500)])


def test_a_price_rise_is_never_charged_once_ordered() -> None:
    assert rules.charged_price(2400, 2500, was_ordered=True) == 2400
    assert rules.charged_price(2400, 2300, was_ordered=True) == 2300


def test_what_a_receipt_leaves_out_is_short() -> None:
    came = rules.receipt({"EGG": 3000, "TOFU": 1000}, [("EGG", 2000, 500)])
    assert (came["EGG"].good_milli, came["TOFU"].good_milli) == (2000, 0)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([("EGG", 3000, 1)], "exceeds"),
        ([("RICE", 1, 0)], "unknown_reference"),
        ([("EGG", 1, 0)] * 2, "bad_fields"),
    ],
)
def test_a_receipt_that_cannot_be_is_refused(
    lines: list[tuple[str, int, int]], reason: str
) -> None:
    with pytest.raises(Refusal, match=reason):
        rules.receipt({"EGG": 3000}, lines)


def test_a_refund_of_more_than_is_owed_is_refused() -> None:
    rules.check_refund(500, 500)
    with pytest.raises(Refusal, match="exceeds"):
        rules.check_refund(501, 500)


def test_charges_are_rounded_line_by_line() -> None:
    assert rules.charge_fen([("A", 500), ("B", 500)], {"A": 185, "B": 185}) == 186
