"""Decisions of voice, with values alone."""

from datetime import date

import pytest

from linqiao.core.refusal import Refusal
from linqiao.voice.rules import KINDS_TO_ANSWER, check_answerable, check_follow_up, is_overdue

DAY = date(2022, 8, 26)


def test_a_talk_that_expects_an_answer_can_be_closed() -> None:
    check_follow_up(expects_answer=True, talk="E1")


def test_a_talk_that_expects_no_answer_cannot_be_closed() -> None:
    with pytest.raises(Refusal) as refused:
        check_follow_up(expects_answer=False, talk="E1")
    assert refused.value.reason == "unknown_reference"
    assert refused.value.params == {"talk": "E1"}


def test_a_known_feedback_can_be_answered() -> None:
    check_answerable(is_known=True, feedback="E2")


def test_an_unknown_feedback_cannot_be_answered() -> None:
    with pytest.raises(Refusal) as refused:
        check_answerable(is_known=False, feedback="E2")
    assert refused.value.reason == "unknown_reference"


def test_thanks_wait_for_no_answer() -> None:
    assert set(KINDS_TO_ANSWER) == {"complaint", "suggestion"}


def test_an_answer_is_overdue_only_after_its_day() -> None:
    assert [is_overdue(DAY, date(2022, 8, day)) for day in (25, 26, 27)] == [False, False, True]
