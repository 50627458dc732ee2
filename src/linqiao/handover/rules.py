"""Decisions of the end: what stands in the way of a hand-over, which step may follow which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop

# State machine: (state, what happens) -> next state.
HANDOVER: Final[Mapping[tuple[str, str], str]] = {
    ("running", "start"): "started",
    ("started", "start"): "started",
    ("running", "complete"): "complete",
    ("started", "complete"): "complete",
    ("complete", "close"): "closed",
    ("closed", "purge"): "closed",
}


def next_state(state: str, step: str) -> str:
    """The state after a step; refused as ``wrong_state`` where the machine has no such arrow."""
    if (state, step) not in HANDOVER:
        raise Refusal(
            "wrong_state",
            gettext_noop("The hand-over is %(state)s: it cannot %(step)s now."),
            state=state,
            step=step,
        )
    return HANDOVER[state, step]


@dataclass(frozen=True)
class Open:
    """What stands open before a hand-over."""

    discrepancies: int
    untaken: Sequence[str]
    open_needs: Sequence[str]
    unfinished_shifts: int
    balances: Sequence[str]
    item_texts: Sequence[str]


def check_complete(found: Open) -> None:
    """Refuse ``not_allowed`` a hand-over while something stands open, naming the first of it.

    A household's balance is covered by an item whose text names the address (ruling 12).
    """
    uncovered = [
        address
        for address in found.balances
        if not any(_names(text, address) for text in found.item_texts)
    ]
    reasons = [
        (found.discrepancies, gettext_noop("Not handed over: %(count)s discrepancies stand.")),
        (
            len(found.untaken),
            gettext_noop("Not handed over: %(count)s items are not taken over yet."),
        ),
        (
            len(found.open_needs),
            gettext_noop("Not handed over: %(count)s medicine needs are open."),
        ),
        (
            found.unfinished_shifts,
            gettext_noop("Not handed over: %(count)s shifts are not finished."),
        ),
        (
            len(uncovered),
            gettext_noop(
                "Not handed over: %(count)s household balances are neither zero nor listed."
            ),
        ),
    ]
    for count, words in reasons:
        if count:
            raise Refusal("not_allowed", words, count=count)


def _names(text: str, address: str) -> bool:
    """Whether a text names an address as a whole:
    ``1-1-101`` is not in ``11-1-101`` nor in ``1-1-1012``.
    """
    start = text.find(address)
    while start >= 0:
        before, after = (
            text[start - 1 : start],
            text[start + len(address) : start + len(address) + 1],
        )
        if not (before.isdecimal() or before == "-" or after.isdecimal() or after == "-"):
            return True
        start = text.find(address, start + 1)
    return False
