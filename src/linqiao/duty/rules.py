"""Decisions of duty: what a plan may replace, who may swap, how a turn goes from in to out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop

# State machine of one person's turn: (state, what happens) -> next state.
# Source: campaign contract (S4).
TURN: Final[Mapping[tuple[str, str], str]] = {
    ("planned", "swap"): "planned",
    ("planned", "check_in"): "in",
    ("in", "check_out"): "out",
}


@dataclass(frozen=True)
class Turn:
    """One person's turn of a shift, as far as it has gone."""

    checked_in: datetime | None = None
    checked_out: datetime | None = None

    @property
    def state(self) -> str:
        """``planned``, ``in`` or ``out``."""
        if self.checked_out is not None:
            return "out"
        return "planned" if self.checked_in is None else "in"


def check_span(starts: datetime, ends: datetime) -> None:
    """Refuse ``bad_fields`` a shift that does not end after it begins."""
    if ends <= starts:
        raise Refusal("bad_fields", gettext_noop("A shift must end after it begins."))


def check_replaceable(turns: Collection[Turn], post: str) -> None:
    """Refuse ``wrong_state`` a new plan for a shift that somebody has begun already."""
    if any(turn.checked_in is not None for turn in turns):
        raise Refusal(
            "wrong_state",
            gettext_noop("Somebody has begun this shift of post %(post)s: swap people instead."),
            post=post,
        )


def next_turn_state(turn: Turn | None, step: str, member: str) -> str:
    """The state of a turn after a step; ``wrong_state`` where there is no such arrow or no turn."""
    if turn is None:
        raise Refusal(
            "wrong_state",
            gettext_noop("%(volunteer)s is not planned for this shift."),
            volunteer=member,
        )
    if (turn.state, step) not in TURN:
        raise Refusal(
            "wrong_state",
            gettext_noop("The turn of %(volunteer)s is %(state)s: it cannot %(step)s now."),
            volunteer=member,
            state=turn.state,
            step=step,
        )
    return TURN[turn.state, step]


def check_swap(leaving: Turn | None, arriving: Turn | None, *, leaver: str, joiner: str) -> None:
    """Refuse ``wrong_state`` a swap of a turn that began, or to somebody who stands it already."""
    next_turn_state(leaving, "swap", leaver)
    if arriving is not None:
        raise Refusal(
            "wrong_state",
            gettext_noop("%(volunteer)s stands this shift already."),
            volunteer=joiner,
        )


def worked_seconds(turn: Turn, out: datetime, member: str) -> int:
    """Whole seconds from check-in to check-out; ``wrong_state`` when the turn cannot end now.

    >>> from datetime import UTC
    >>> day = datetime(2022, 8, 26, tzinfo=UTC)
    >>> worked_seconds(Turn(day.replace(hour=7)), day.replace(hour=12), "V01")
    18000
    """
    next_turn_state(turn, "check_out", member)
    assert turn.checked_in is not None
    if out < turn.checked_in:
        raise Refusal(
            "wrong_state",
            gettext_noop("%(volunteer)s cannot check out before the check-in."),
            volunteer=member,
        )
    return int((out - turn.checked_in).total_seconds())
