"""Decisions of care: how a case goes on."""

from collections.abc import Mapping
from typing import Final

from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop

# State machine of a case: (state, what happens) -> next state.  Source: campaign contract (S10).
# What was done may be noted late, after the case was closed.
CASE: Final[Mapping[tuple[str, str], str]] = {
    ("open", "act"): "open",
    ("open", "close"): "closed",
    ("closed", "act"): "closed",
}


def next_case_state(state: str, step: str, case: str) -> str:
    """The state of a case after a step; ``wrong_state`` where the machine has no such arrow.

    >>> next_case_state("open", "close", "C01")
    'closed'
    """
    if (state, step) not in CASE:
        raise Refusal(
            "wrong_state",
            gettext_noop("Care case %(case)s is closed already. Open a new one for a new need."),
            case=case,
        )
    return CASE[state, step]
