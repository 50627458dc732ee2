"""Decisions of testing, with values alone."""

import pytest

from linqiao.core.refusal import Refusal
from linqiao.health.rules import SESSION, check_everybody, next_session_state

STATES = ("open", "closed", "answered")
STEPS = ("test", "close", "answer")


def test_a_session_is_tested_closed_and_answered() -> None:
    assert next_session_state("open", "test", "T1") == "open"
    assert next_session_state("open", "close", "T1") == "closed"
    assert next_session_state("closed", "answer", "T1") == "answered"


def test_a_second_result_corrects_the_first() -> None:
    assert next_session_state("answered", "answer", "T1") == "answered"


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", STEPS)
def test_every_arrow_that_the_table_leaves_out_is_refused(state: str, step: str) -> None:
    if (state, step) in SESSION:
        assert next_session_state(state, step, "T1") in STATES
        return
    with pytest.raises(Refusal) as refused:
        next_session_state(state, step, "T1")
    assert refused.value.reason == "wrong_state"


def test_everybody_present_is_swabbed_or_excused() -> None:
    check_everybody(3, 2, 1)
    check_everybody(0, 0, 0)


@pytest.mark.parametrize(("present", "swabbed", "excused"), [(3, 2, 0), (2, 2, 1), (0, 1, 0)])
def test_somebody_unaccounted_for_is_unbalanced(present: int, swabbed: int, excused: int) -> None:
    with pytest.raises(Refusal) as refused:
        check_everybody(present, swabbed, excused)
    assert refused.value.reason == "unbalanced"
    assert refused.value.params["present"] == str(present)
