"""Decisions of delivery with values alone."""

import pytest

from linqiao.core.refusal import Refusal
from linqiao.delivery.rules import (
    Held,
    forgone_by_damage,
    return_parts,
    to_deliver,
    write_off_parts,
)


def test_without_lines_all_that_is_held_is_delivered() -> None:
    assert to_deliver({"EGG": 2000, "TOFU": 0}, None) == {"EGG": 2000}


def test_nothing_held_cannot_be_delivered() -> None:
    with pytest.raises(Refusal, match="wrong_state"):
        to_deliver({"EGG": 0}, None)


def test_more_than_is_held_is_refused() -> None:
    with pytest.raises(Refusal, match="exceeds"):
        to_deliver({"EGG": 1000}, {"EGG": 1500})


def test_damage_is_owed_back_as_far_as_free_stock_cannot_replace_it() -> None:
    assert forgone_by_damage(1000, 400) == 600
    assert forgone_by_damage(1000, -5) == 1000


def test_a_return_takes_noted_goods_first_and_keeps_their_reason() -> None:
    parts = return_parts(2500, [Held("1-1-101", 2000, "refused", 7)], [Held("1-1-102", 1000)])
    assert [(one.household, one.quantity_milli, one.reason) for one in parts] == [
        ("1-1-101", 2000, "refused"),
        ("1-1-102", 500, ""),
    ]


def test_a_write_off_goes_round_by_round_and_never_beyond_what_is_there() -> None:
    assert write_off_parts(1500, [("R1", 1000), ("R2", 1000)], "EGG") == [("R1", 1000), ("R2", 500)]
    with pytest.raises(Refusal, match="exceeds"):
        write_off_parts(2500, [("R1", 1000), ("R2", 1000)], "EGG")
