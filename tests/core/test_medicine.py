"""How long medicine lasts, and who is served first."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linqiao.core.medicine import TIERS, Supply, days_left, run_out_date, turn, urgency

TODAY = date(2022, 9, 1)


@pytest.mark.parametrize(
    ("left", "tier"),
    [(0, "out"), (1, "urgent"), (3, "urgent"), (4, "soon"), (7, "soon"), (8, "planned")],
)
def test_the_tier_follows_the_days_left(left: int, tier: str) -> None:
    assert urgency(Supply(left, TODAY), TODAY) == tier


def test_days_go_by_after_the_patient_said_it() -> None:
    said = Supply(5, TODAY)
    assert days_left(said, TODAY + timedelta(days=4)) == 1
    assert urgency(said, TODAY + timedelta(days=5)) == "out"
    assert days_left(said, TODAY + timedelta(days=40)) == 0


def test_who_did_not_say_is_asked_before_those_who_have_some_days() -> None:
    assert run_out_date(Supply(None, TODAY)) is None
    assert days_left(Supply(None, TODAY), TODAY) is None
    assert turn(Supply(None, TODAY), TODAY) < turn(Supply(4, TODAY), TODAY)
    assert turn(Supply(3, TODAY), TODAY) < turn(Supply(None, TODAY), TODAY)


def test_a_need_called_urgent_is_urgent_with_many_days_left() -> None:
    assert urgency(Supply(30, TODAY, is_urgent=True), TODAY) == "urgent"
    assert urgency(Supply(None, TODAY, is_urgent=True), TODAY) == "urgent"
    assert urgency(Supply(0, TODAY, is_urgent=True), TODAY) == "out"


def test_of_two_unknown_the_one_that_waited_longer_comes_first() -> None:
    assert turn(Supply(None, TODAY - timedelta(days=1)), TODAY) < turn(Supply(None, TODAY), TODAY)


@given(st.integers(0, 400), st.integers(0, 400))
def test_no_need_becomes_less_urgent_with_time(left: int, days: int) -> None:
    said = Supply(left, TODAY)
    later = TODAY + timedelta(days=days)
    assert TIERS.index(urgency(said, later)) <= TIERS.index(urgency(said, TODAY))
