"""Writes of intake that several handlers share, and what supply tells it about rounds."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from linqiao.intake.models import Change, Request, Window
from linqiao.intake.rules import applied
from linqiao.journal.events import Stamp


def open_window(
    round_code: str, kind: str, items: Sequence[str], opens: datetime, closes: datetime
) -> None:
    """A round begins to take wishes."""
    Window(round=round_code, kind=kind, items=list(items), opens=opens, closes=closes).save()


def freeze_window(round_code: str) -> None:
    """The round was ordered: requests change no more."""
    Window.objects.filter(round=round_code).update(is_frozen=True)


def cancel_window(round_code: str) -> None:
    """The round was cancelled: its requests stay to be read and count nowhere."""
    Window.objects.filter(round=round_code).update(is_frozen=True, is_cancelled=True)


def apply_lines(
    round_code: str, household: str, lines: Iterable[Sequence[Any]], asked_at: datetime
) -> tuple[dict[str, int], dict[str, int]]:
    """Apply lines to a household's order; returns it before and after.
    The earliest wish keeps its time.
    """
    request = Request.objects.find(round=round_code, household=household)
    before = dict(request.lines) if request else {}
    after = applied(before, lines)
    write_request(request, round_code, household, after, asked_at)
    return before, after


def write_request(
    request: Request | None,
    round_code: str,
    household: str,
    after: dict[str, int],
    asked_at: datetime,
) -> None:
    """Keep the order as it is now; an order that is wholly taken off leaves no row."""
    if request is None:
        if after:
            Request(round=round_code, household=household, lines=after, asked_at=asked_at).save(
                force_insert=True
            )
    elif not after:
        request.delete()
    else:
        request.lines, request.asked_at = after, min(request.asked_at, asked_at)
        request.save(update_fields=["lines", "asked_at"])


def note_change(
    stamp: Stamp,
    round_code: str,
    household: str,
    kind: str,
    *,
    before: dict[str, int],
    after: dict[str, int],
) -> None:
    """Record that a person changed a request, for the demand rule and the trace."""
    Change(
        seq=stamp.seq, round=round_code, household=household, kind=kind, before=before, after=after
    ).save(force_insert=True)
