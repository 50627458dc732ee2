"""Decisions of testing: how a session goes on, and that everybody present is accounted for."""

from collections.abc import Mapping
from typing import Final

from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop

# State machine of a session: (state, what happens) -> next state.
# Source: campaign contract, ruling 13.
SESSION: Final[Mapping[tuple[str, str], str]] = {
    ("open", "test"): "open",
    ("open", "close"): "closed",
    ("closed", "answer"): "answered",
    ("answered", "answer"): "answered",
}


def next_session_state(state: str, step: str, session: str) -> str:
    """The state of a session after a step; ``wrong_state`` where the machine has no such arrow.

    >>> next_session_state("open", "close", "T1")
    'closed'
    """
    if (state, step) not in SESSION:
        raise Refusal(
            "wrong_state",
            gettext_noop("Testing session %(session)s is %(state)s: it cannot %(step)s now."),
            session=session,
            state=state,
            step=step,
        )
    return SESSION[state, step]


def check_everybody(present: int, swabbed: int, excused: int) -> None:
    """Refuse ``unbalanced`` a household where somebody present is neither swabbed nor excused."""
    if present != swabbed + excused:
        raise Refusal(
            "unbalanced",
            gettext_noop(
                "%(present)s present are not %(swabbed)s swabbed and %(excused)s excused."
            ),
            present=present,
            swabbed=swabbed,
            excused=excused,
        )
