"""Rows of the glance in words: rounds, needs, groups, lines of the journal."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linqiao.bulletins.glance import EventRow, GroupRow, MedicineRow, RoundRow
from linqiao.web import labels
from linqiao.web.labels import quantity

NOTHING: Final = "—"
ORDERED: Final = ("ordered", "received", "delivered")
TRACK_WIDTH: Final = 100


@dataclass(frozen=True)
class Status:
    """A state in words with the class of its mark."""

    text: str
    mark: str


@dataclass(frozen=True)
class Track:
    """How far a round's goods have come, in hundredths of what was ordered: delivered,
    and lost for good.
    """

    delivered: int
    lost: int

    @property
    def kept(self) -> int:
        """Where the lost part begins."""
        return TRACK_WIDTH - self.lost


@dataclass(frozen=True)
class RoundLine:
    """A round in words; ``track`` is missing until something is ordered."""

    code: str
    kind: str
    status: Status
    track: Track | None
    kinds: str
    requests: str
    amount: str
    ordered: str
    good: str
    delivered: str
    refunded: str
    is_short: bool


@dataclass(frozen=True)
class Total:
    """The foot of the table of rounds."""

    requests: str
    amount: str
    ordered: str
    good: str
    delivered: str
    refunded: str


@dataclass(frozen=True)
class NeedLine:
    """A need for medicine in words."""

    code: str
    status: Status
    is_urgent: bool
    boxes: int


@dataclass(frozen=True)
class GroupLine:
    """A group in words."""

    name: str
    lead: str
    members: str
    tasks: Status


@dataclass(frozen=True)
class EventLine:
    """A line of the journal in words."""

    seq: int
    at: str
    iso: str
    words: str
    by: str
    status: Status


def status_of(words: dict[str, tuple[str, str]], code: str) -> Status:
    """The state that a code stands for."""
    return Status(*labels.marked(words, code))


def day(one: date) -> str:
    """A date as the language writes it."""
    # Translators: a date in the notation of Django's date filter.
    return date_format(one, _("j M Y"), use_l10n=False)


def when(at: datetime) -> str:
    """Day and time in the compound's zone."""
    # Translators: a time in the notation of Django's date filter.
    return date_format(localtime(at), _("j M, H:i"), use_l10n=False)


def round_lines(rows: Sequence[RoundRow]) -> tuple[RoundLine, ...]:
    """The rounds by their code, R2 before R10: opened on one morning,
    they are told apart by number.
    """
    return tuple(_round(row) for row in sorted(rows, key=lambda row: _place(row.code)))


def _place(code: str) -> list[tuple[int, str]]:
    return [(int(piece) if piece.isdecimal() else -1, piece) for piece in re.split(r"(\d+)", code)]


def _round(row: RoundRow) -> RoundLine:
    """What has no number yet (nothing is ordered,
    so nothing has a price) shows a dash and not a zero.
    """
    is_ordered = row.state in ORDERED
    return RoundLine(
        code=row.code,
        kind="" if row.kind == "supply" else labels.word(labels.ROUND_KIND, row.kind),
        status=status_of(labels.ROUND_STATE, row.state),
        track=_track(row) if is_ordered and row.ordered_milli else None,
        kinds=ngettext("%(count)s item", "%(count)s items", row.items) % {"count": row.items},
        requests=f"{row.requests:,}",
        amount=labels.money(row.amount_fen) if is_ordered else NOTHING,
        ordered=quantity(row.ordered_milli) if is_ordered else NOTHING,
        good=quantity(row.good_milli) if is_ordered else NOTHING,
        delivered=quantity(row.delivered_milli) if is_ordered else NOTHING,
        refunded=labels.money(row.refunded_fen) if row.refunded_fen else NOTHING,
        is_short=is_short(row),
    )


def _track(row: RoundRow) -> Track:
    """Once all is delivered, everything else is lost: short, damaged, written off or refused at the
    door.

    Rounded down, so that a track is full only when everything has come.
    """
    there = row.delivered_milli if row.state == "delivered" else row.good_milli
    lost = row.ordered_milli - there if row.state != "ordered" else 0
    share = -(-lost * TRACK_WIDTH // row.ordered_milli)
    return Track(
        min(row.delivered_milli * TRACK_WIDTH // row.ordered_milli, TRACK_WIDTH - share), share
    )


def is_short(row: RoundRow) -> bool:
    """Whether less came good than was ordered."""
    return row.state in ("received", "delivered") and row.good_milli < row.ordered_milli


def total(rows: Sequence[RoundRow]) -> Total:
    """The sums of all rounds."""
    return Total(
        requests=f"{sum(row.requests for row in rows):,}",
        amount=labels.money(sum(row.amount_fen for row in rows)),
        ordered=quantity(sum(row.ordered_milli for row in rows)),
        good=quantity(sum(row.good_milli for row in rows)),
        delivered=quantity(sum(row.delivered_milli for row in rows)),
        refunded=labels.money(sum(row.refunded_fen for row in rows)),
    )


def open_needs(rows: Sequence[MedicineRow]) -> tuple[NeedLine, ...]:
    """Needs that are not closed, in the order given."""
    return tuple(
        NeedLine(
            row.code, status_of(labels.NEED_STAGE, row.stage), row.urgency == "urgent", row.boxes
        )
        for row in rows
        if row.stage != "closed"
    )


def needs_by_stage(rows: Sequence[MedicineRow]) -> tuple[tuple[Status, int], ...]:
    """How many needs stand at each stage that has any."""
    counts = Counter(row.stage for row in rows)
    return tuple(
        (status_of(labels.NEED_STAGE, stage), counts[stage])
        for stage in labels.NEED_STAGE
        if counts[stage]
    )


def group_line(row: GroupRow) -> GroupLine:
    """A group with its size and what is open in it."""
    tasks = ngettext("%(count)s open task", "%(count)s open tasks", row.open_tasks) % {
        "count": row.open_tasks
    }
    members = ngettext("%(count)s person", "%(count)s people", row.members) % {"count": row.members}
    status = Status(tasks, "go") if row.open_tasks else Status(_("no open task"), "ok")
    return GroupLine(labels.word(labels.GROUP, row.code), row.lead, members, status)


def event_line(row: EventRow) -> EventLine:
    """An event as it was taken, taken late, or refused."""
    if row.reason:
        status = Status(
            _("refused: %(reason)s") % {"reason": labels.word(labels.REASON, row.reason)}, "bad"
        )
    else:
        status = Status(_("late"), "warn") if row.late else Status(_("taken"), "ok")
    words = labels.word(labels.EVENT, row.type)
    return EventLine(row.seq, when(row.at), row.at.isoformat(), words, labels.actor(row.by), status)
