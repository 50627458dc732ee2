"""Rows in words: the order of the rounds, what has no number yet,
and how far the goods have come.
"""

from typing import Any

import pytest
from django.utils.translation import override

from linqiao.web import labels, rows
from linqiao.web.rows import Track
from tests.web.glances import round_row


def line(**changes: Any) -> rows.RoundLine:
    with override("en"):
        return rows.round_lines([round_row(**changes)])[0]


def test_rounds_stand_in_the_order_of_their_numbers() -> None:
    codes = ["R10", "R2", "M1", "R1", "R2b", "7"]
    assert [one.code for one in rows.round_lines([round_row(code) for code in codes])] == [
        "7",
        "M1",
        "R1",
        "R2",
        "R2b",
        "R10",
    ]


@pytest.mark.parametrize("state", ["open", "closed", "reported", "cancelled"])
def test_what_was_not_ordered_has_no_amount_and_no_track(state: str) -> None:
    one = line(
        state=state, amount_fen=0, ordered_milli=0, good_milli=0, delivered_milli=0, refunded_fen=0
    )
    assert (one.amount, one.ordered, one.good, one.delivered, one.refunded) == ("—",) * 5
    assert one.track is None
    assert one.requests == "38"


@pytest.mark.parametrize(
    ("state", "good", "delivered", "track"),
    [
        ("ordered", 0, 0, Track(0, 0)),
        ("received", 190, 50, Track(25, 5)),
        ("received", 200, 0, Track(0, 0)),
        ("delivered", 200, 200, Track(100, 0)),
        ("delivered", 200, 199, Track(99, 1)),
    ],
)
def test_the_track_is_full_only_when_all_has_come(
    state: str, good: int, delivered: int, track: Track
) -> None:
    found = line(state=state, ordered_milli=200, good_milli=good, delivered_milli=delivered).track
    assert found == track
    assert found is not None
    assert found.kept == 100 - found.lost


def test_less_than_ordered_is_marked_once_the_goods_are_in() -> None:
    assert line(state="received").is_short
    assert not line(state="ordered").is_short
    assert not line(good_milli=231500).is_short


def test_hours_are_shown_to_a_tenth() -> None:
    assert [labels.hours(text) for text in ("815", "493.93333333333334", "1234.04", "0")] == [
        "815",
        "493.9",
        "1,234",
        "0",
    ]
