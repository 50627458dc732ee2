"""What stands in the way of a hand-over."""

import pytest

from linqiao.core.refusal import Refusal
from linqiao.handover.rules import Open, check_complete, next_state

CLEAR = {
    "discrepancies": 0,
    "untaken": [],
    "open_needs": [],
    "unfinished_shifts": 0,
    "balances": [],
    "item_texts": [],
}


def test_a_clear_campaign_is_handed_over() -> None:
    check_complete(Open(**CLEAR))


@pytest.mark.parametrize(
    "open_",
    [
        {"discrepancies": 1},
        {"untaken": ["H1"]},
        {"open_needs": ["M1"]},
        {"unfinished_shifts": 1},
        {"balances": ["1-1-101"]},
    ],
)
def test_anything_open_stops_it(open_: dict[str, object]) -> None:
    with pytest.raises(Refusal, match="not_allowed"):
        check_complete(Open(**(CLEAR | open_)))


def test_a_balance_is_covered_by_an_item_that_names_the_whole_address() -> None:
    check_complete(
        Open(**(CLEAR | {"balances": ["1-1-101"], "item_texts": ["1-1-101 挂账 3.00 元"]}))
    )
    for text in ("11-1-101 挂账", "1-1-1012 挂账", "2-1-1-101"):
        with pytest.raises(Refusal, match="not_allowed"):
            check_complete(Open(**(CLEAR | {"balances": ["1-1-101"], "item_texts": [text]})))


def test_the_books_close_only_after_the_hand_over() -> None:
    with pytest.raises(Refusal, match="wrong_state"):
        next_state("started", "close")
    assert next_state("complete", "close") == "closed"
