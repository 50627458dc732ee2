"""Decisions of duty, with values alone."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linqiao.core.refusal import Refusal
from linqiao.duty.rules import (
    TURN,
    Turn,
    check_replaceable,
    check_span,
    check_swap,
    next_turn_state,
    worked_seconds,
)

SEVEN = datetime(2022, 8, 26, 7, tzinfo=UTC)
NOON = datetime(2022, 8, 26, 12, tzinfo=UTC)
PLANNED, BEGUN, OVER = Turn(), Turn(SEVEN), Turn(SEVEN, NOON)


def test_a_turn_is_planned_then_in_then_out() -> None:
    assert [turn.state for turn in (PLANNED, BEGUN, OVER)] == ["planned", "in", "out"]


@pytest.mark.parametrize("turn", [PLANNED, BEGUN, OVER])
@pytest.mark.parametrize("step", ["swap", "check_in", "check_out"])
def test_every_arrow_that_the_table_leaves_out_is_refused(turn: Turn, step: str) -> None:
    if (turn.state, step) in TURN:
        assert next_turn_state(turn, step, "V01") == TURN[turn.state, step]
        return
    with pytest.raises(Refusal) as refused:
        next_turn_state(turn, step, "V01")
    assert refused.value.reason == "wrong_state"


def test_somebody_who_is_not_planned_cannot_check_in() -> None:
    with pytest.raises(Refusal) as refused:
        next_turn_state(None, "check_in", "V09")
    assert refused.value.reason == "wrong_state"


@pytest.mark.parametrize("ends", [SEVEN, SEVEN - timedelta(seconds=1)])
def test_a_shift_must_end_after_it_begins(ends: datetime) -> None:
    with pytest.raises(Refusal) as refused:
        check_span(SEVEN, ends)
    assert refused.value.reason == "bad_fields"


def test_a_shift_across_midnight_is_a_shift() -> None:
    check_span(NOON, SEVEN + timedelta(days=1))


def test_a_plan_that_nobody_has_begun_can_be_replaced() -> None:
    check_replaceable([PLANNED, PLANNED], "P1")
    check_replaceable([], "P1")


@pytest.mark.parametrize("turn", [BEGUN, OVER])
def test_a_plan_that_somebody_has_begun_cannot_be_replaced(turn: Turn) -> None:
    with pytest.raises(Refusal) as refused:
        check_replaceable([PLANNED, turn], "P1")
    assert refused.value.reason == "wrong_state"


def test_a_planned_turn_can_be_given_to_somebody_new() -> None:
    check_swap(PLANNED, None, leaver="V01", joiner="V02")


@pytest.mark.parametrize(
    ("leaving", "arriving"),
    [(None, None), (BEGUN, None), (OVER, None), (PLANNED, PLANNED), (PLANNED, BEGUN)],
)
def test_a_swap_of_a_begun_turn_or_to_somebody_inside_is_refused(
    leaving: Turn | None, arriving: Turn | None
) -> None:
    with pytest.raises(Refusal) as refused:
        check_swap(leaving, arriving, leaver="V01", joiner="V02")
    assert refused.value.reason == "wrong_state"


def test_checking_out_at_the_moment_of_the_check_in_is_no_time_at_all() -> None:
    assert worked_seconds(BEGUN, SEVEN, "V01") == 0


def test_checking_out_before_the_check_in_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        worked_seconds(BEGUN, SEVEN - timedelta(seconds=1), "V01")
    assert refused.value.reason == "wrong_state"


@given(st.integers(min_value=0, max_value=10**6), st.integers(min_value=-14, max_value=14))
def test_the_zone_in_which_a_time_is_written_does_not_change_the_hours(
    seconds: int, hours: int
) -> None:
    out = (SEVEN + timedelta(seconds=seconds)).astimezone(timezone(timedelta(hours=hours)))
    assert worked_seconds(BEGUN, out, "V01") == seconds
