"""Decisions of care, with values alone."""

import pytest

from linqiao.care.rules import CASE, next_case_state
from linqiao.core.refusal import Refusal


def test_what_was_done_leaves_a_case_as_it_is() -> None:
    assert next_case_state("open", "act", "C01") == "open"


def test_what_was_done_may_be_noted_after_the_case_was_closed() -> None:
    assert next_case_state("closed", "act", "C01") == "closed"


def test_an_open_case_can_be_closed() -> None:
    assert next_case_state("open", "close", "C01") == "closed"


def test_a_closed_case_cannot_be_closed_again() -> None:
    with pytest.raises(Refusal) as refused:
        next_case_state("closed", "close", "C01")
    assert refused.value.reason == "wrong_state"
    assert refused.value.params == {"case": "C01"}


def test_no_arrow_leads_back_to_an_open_case() -> None:
    assert not [start for (start, _), end in CASE.items() if start == "closed" and end == "open"]
