"""What the glance template shows: every value in words, so that the template only places it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from linqiao.bulletins.glance import EventRow, Figures, Glance, GroupRow, MedicineRow, RoundRow, StripCell
from linqiao.web import labels
from linqiao.web.bridge import Bridge, drawn
from linqiao.web.labels import quantity, yuan

EVENTS_SHOWN: Final = 12
DISCREPANCIES_SHOWN: Final = 20


@dataclass(frozen=True)
class Status:
    """A state in words with the class of its mark."""

    text: str
    mark: str


@dataclass(frozen=True)
class Number:
    """A figure with its unit and what it says."""

    label: str
    value: str
    unit: str
    note: str = ""


@dataclass(frozen=True)
class Cell:
    """A rule of the strip."""

    label: str
    meaning: str
    left: str
    sign: str
    right: str
    ok: bool


@dataclass(frozen=True)
class ZoneCell:
    """A building and its level."""

    building: str
    status: Status


@dataclass(frozen=True)
class RoundLine:
    """A round in words."""

    code: str
    kind: str
    status: Status
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


@dataclass(frozen=True)
class Board:
    """The page."""

    compound: str
    campaign: str
    hazard: str
    day: str
    title: str
    as_of: str
    level: Status
    handover: Status
    erasure: str
    exit: str
    seal: Status
    headline: tuple[Number, ...]
    numbers: tuple[Number, ...]
    strip: tuple[Cell, ...]
    discrepancies: tuple[str, ...]
    discrepancies_left: int
    bridge: Bridge
    zones: tuple[ZoneCell, ...]
    measures: tuple[str, ...]
    differences: int
    rounds: tuple[RoundLine, ...]
    has_shortage: bool
    total: Total
    needs_open: tuple[NeedLine, ...]
    needs_by_stage: tuple[tuple[Status, int], ...]
    groups: tuple[GroupLine, ...]
    events: tuple[EventLine, ...]
    refused: str
    waiting: str


def board(one: Glance) -> Board:
    """The glance in the reader's language and the active time zone."""
    chinese = not (get_language() or "").startswith("en")
    level = (one.level_label_zh if chinese else one.level_label) or labels.word(labels.LEVEL_NAME, one.level)
    differences = len(one.discrepancies)
    return Board(
        compound=one.compound_name,
        campaign=one.campaign_name,
        hazard=labels.word(labels.HAZARD, one.hazard),
        day=_("Day %(day)s of the confinement") % {"day": one.day_number} if one.day_number > 0 else "",
        title=_title(differences),
        as_of=_when(one.as_of) if one.as_of else "",
        level=Status(level, labels.LEVEL.get(one.level, ("", ""))[1]),
        handover=_status(labels.HANDOVER, one.handover_state),
        erasure=_erasure(one.erase_on),
        exit=_exit(one.exit_date),
        seal=_seal(differences),
        headline=_headline(one.figures, differences),
        numbers=_numbers(one.figures),
        strip=tuple(_cell(cell) for cell in one.strip),
        discrepancies=tuple(one.discrepancies[:DISCREPANCIES_SHOWN]),
        discrepancies_left=max(0, differences - DISCREPANCIES_SHOWN),
        bridge=drawn(one.bridge),
        zones=tuple(ZoneCell(z.building, _status(labels.LEVEL, z.level)) for z in one.zones),
        measures=tuple(one.measures_zh if chinese else one.measures),
        differences=differences,
        rounds=tuple(_round(row) for row in one.rounds),
        has_shortage=any(_is_short(row) for row in one.rounds),
        total=_total(one.rounds),
        needs_open=tuple(_need(row) for row in one.medicines if row.stage != "closed"),
        needs_by_stage=_by_stage(one.medicines),
        groups=tuple(_group(row) for row in one.groups),
        events=tuple(_event(row) for row in one.events[:EVENTS_SHOWN]),
        refused=_refused(one.refused),
        waiting=_waiting(one.figures.waiting_entries),
    )


def _cell(cell: StripCell) -> Cell:
    """The sign says how the sides stand: the same, different with every difference on record, or broken."""
    sign = "≠" if not cell.ok else "=" if cell.left == cell.right else "→"
    meaning = labels.word(labels.RULE, cell.rule)
    return Cell(_(cell.label), meaning, labels.grouped(cell.left), sign, labels.grouped(cell.right), cell.ok)


def _status(words: dict[str, tuple[str, str]], code: str) -> Status:
    return Status(*labels.marked(words, code))


def _title(differences: int) -> str:
    if differences == 0:
        return _("The books agree, no discrepancy")
    return ngettext("%(count)s discrepancy to explain", "%(count)s discrepancies to explain", differences) % {
        "count": differences
    }


def _seal(differences: int) -> Status:
    return Status(_("The books agree"), "ok") if differences == 0 else Status(_("To be explained"), "bad")


def _refused(count: int) -> str:
    if count == 0:
        return ""
    return ngettext(
        "%(count)s event was refused; its reason stands in the journal, the books are not touched.",
        "%(count)s events were refused; their reasons stand in the journal, the books are not touched.",
        count,
    ) % {"count": count}


def _waiting(count: int) -> str:
    if count == 0:
        return ""
    return ngettext(
        "%(count)s entry of the chat waits for a person to read it.",
        "%(count)s entries of the chat wait for a person to read them.",
        count,
    ) % {"count": count}


def _day(day: date) -> str:
    # Translators: a date in the notation of Django's date filter.
    return date_format(day, _("j M Y"), use_l10n=False)


def _when(at: datetime) -> str:
    # Translators: a time in the notation of Django's date filter.
    return date_format(localtime(at), _("j M, H:i"), use_l10n=False)


def _erasure(day: date | None) -> str:
    return _("Names, phones and messages are erased on %(day)s.") % {"day": _day(day)} if day else ""


def _exit(day: date | None) -> str:
    if day is None:
        return ""
    words = _("Earliest exit by the rule: %(day)s. Only a notice of the authority lifts it.")
    return words % {"day": _day(day)}


def _headline(f: Figures, differences: int) -> tuple[Number, ...]:
    first = _("%(count)s in the first team") % {"count": f.volunteers_first}
    return (
        Number(_("Requests"), f"{f.requests:,}", _("requests")),
        Number(_("Supplies"), *_money(f.supplies_fen)),
        Number(_("Medicine"), f"{f.medicine_boxes:,}", _("boxes"), yuan(f.medicine_fen)),
        Number(_("Volunteers"), f"{f.volunteers:,}", _("people"), first),
        Number(_("Households served"), f"{f.households_served:,}", _("households")),
        Number(_("Discrepancies"), f"{differences:,}", _("open")),
    )


def _money(fen: int) -> tuple[str, str]:
    """An amount in two pieces so that its unit can be set small; English sets its sign in front."""
    unit = _("yuan")
    amount = yuan(fen)
    return (amount.removesuffix(unit).rstrip(), unit) if amount.endswith(unit) else (amount, "")


def _numbers(f: Figures) -> tuple[Number, ...]:
    pairs = (
        (_("Rounds"), f"{f.rounds:,}"),
        (_("Deliveries"), f"{f.deliveries:,}"),
        (_("Refunds"), yuan(f.refunds_fen)),
        (_("Groups"), f"{f.groups:,}"),
        (_("Shifts"), f"{f.shifts:,}"),
        (_("Hours on duty"), labels.grouped(f.shift_hours)),
        (_("Testing sessions"), f"{f.tests_sessions:,}"),
        (_("People swabbed"), f"{f.swabbed:,}"),
        (_("Disinfections"), f"{f.disinfections:,}"),
        (_("Talks with partners"), f"{f.liaison:,}"),
        (_("Care cases"), f"{f.care_cases:,}"),
        (_("Thanks"), f"{f.thanks:,}"),
        (_("Complaints"), f"{f.complaints:,}"),
        (_("Unclear entries"), f"{f.flagged_entries:,}"),
    )
    return tuple(Number(label, value, "") for label, value in pairs)


def _round(row: RoundRow) -> RoundLine:
    return RoundLine(
        code=row.code,
        kind="" if row.kind == "supply" else labels.word(labels.ROUND_KIND, row.kind),
        status=_status(labels.ROUND_STATE, row.state),
        kinds=ngettext("%(count)s item", "%(count)s items", row.items) % {"count": row.items},
        requests=f"{row.requests:,}",
        amount=labels.money(row.amount_fen),
        ordered=quantity(row.ordered_milli),
        good=quantity(row.good_milli),
        delivered=quantity(row.delivered_milli),
        refunded=labels.money(row.refunded_fen) if row.refunded_fen else "—",
        is_short=_is_short(row),
    )


def _is_short(row: RoundRow) -> bool:
    return row.state in ("received", "delivered") and row.good_milli < row.ordered_milli


def _total(rows: Sequence[RoundRow]) -> Total:
    return Total(
        requests=f"{sum(row.requests for row in rows):,}",
        amount=labels.money(sum(row.amount_fen for row in rows)),
        ordered=quantity(sum(row.ordered_milli for row in rows)),
        good=quantity(sum(row.good_milli for row in rows)),
        delivered=quantity(sum(row.delivered_milli for row in rows)),
        refunded=labels.money(sum(row.refunded_fen for row in rows)),
    )


def _need(row: MedicineRow) -> NeedLine:
    return NeedLine(row.code, _status(labels.NEED_STAGE, row.stage), row.urgency == "urgent", row.boxes)


def _by_stage(rows: Sequence[MedicineRow]) -> tuple[tuple[Status, int], ...]:
    counts = Counter(row.stage for row in rows)
    return tuple((_status(labels.NEED_STAGE, stage), counts[stage]) for stage in labels.NEED_STAGE if counts[stage])


def _group(row: GroupRow) -> GroupLine:
    tasks = ngettext("%(count)s open task", "%(count)s open tasks", row.open_tasks) % {"count": row.open_tasks}
    members = ngettext("%(count)s person", "%(count)s people", row.members) % {"count": row.members}
    status = Status(tasks, "go") if row.open_tasks else Status(_("no open task"), "ok")
    return GroupLine(labels.word(labels.GROUP, row.code), row.lead, members, status)


def _event(row: EventRow) -> EventLine:
    if row.reason:
        status = Status(_("refused: %(reason)s") % {"reason": labels.word(labels.REASON, row.reason)}, "bad")
    else:
        status = Status(_("late"), "warn") if row.late else Status(_("taken"), "ok")
    words = labels.word(labels.EVENT, row.type)
    return EventLine(row.seq, _when(row.at), row.at.isoformat(), words, labels.actor(row.by), status)
