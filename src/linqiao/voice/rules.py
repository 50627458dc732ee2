"""Decisions of voice: what can be answered, and what waits for an answer."""

from datetime import date
from typing import Final

from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop

# Thanks and likes wait for nothing.  Source: campaign contract (S12).
KINDS_TO_ANSWER: Final = ("complaint", "suggestion")


def check_follow_up(*, expects_answer: bool, talk: str) -> None:
    """Refuse ``unknown_reference`` closing a talk that is unknown or expects no answer."""
    if not expects_answer:
        raise Refusal(
            "unknown_reference",
            gettext_noop("There is no earlier talk %(talk)s that waits for an answer."),
            talk=talk,
        )


def check_answerable(*, is_known: bool, feedback: str) -> None:
    """Refuse ``unknown_reference`` an answer to a feedback that is not there."""
    if not is_known:
        raise Refusal(
            "unknown_reference",
            gettext_noop("There is no feedback %(feedback)s."),
            feedback=feedback,
        )


def is_overdue(follow_up: date, today: date) -> bool:
    """Whether the day by which an answer was expected has passed.

    >>> is_overdue(date(2022, 8, 26), date(2022, 8, 26))
    False
    """
    return follow_up < today
