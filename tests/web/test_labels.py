"""Every code that can stand in a table has words."""

from linqiao.core.refusal import REASONS
from linqiao.journal import events
from linqiao.medicine.rules import STAGES
from linqiao.web import labels


def test_every_event_type_reason_and_stage_has_words() -> None:
    assert set(labels.EVENT) == set(events.TYPES)
    assert set(labels.REASON) == set(REASONS)
    assert set(labels.NEED_STAGE) == set(STAGES)


def test_an_unknown_code_stands_for_itself() -> None:
    assert labels.word(labels.EVENT, "new.type") == "new.type"
    assert labels.marked(labels.ROUND_STATE, "new") == ("new", "")


def test_numbers_keep_every_digit() -> None:
    assert labels.grouped("1234567.089") == "1,234,567.089"
    assert labels.grouped("-12") == "-12"
    assert labels.quantity(2345500) == "2,345.5"
