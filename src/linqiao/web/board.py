"""What the glance template shows: every value in words, so that the template only places it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.timezone import localdate
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from linqiao.bulletins.glance import Figures, Glance, StricterZone, StripCell
from linqiao.web import labels, rows
from linqiao.web.bridge import Bridge, drawn
from linqiao.web.labels import yuan
from linqiao.web.rows import (
    EventLine,
    GroupLine,
    NeedLine,
    RoundLine,
    Status,
    Total,
    day,
    status_of,
    when,
)

EVENTS_SHOWN: Final = 12
DISCREPANCIES_SHOWN: Final = 20
REFUSALS_SHOWN: Final = 5


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
class Stricter:
    """Buildings with a stricter level than the compound, and what it means there."""

    status: Status
    measures: str


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
    stricter: tuple[Stricter, ...]
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
    refusals: tuple[EventLine, ...]
    waiting: str


def board(one: Glance) -> Board:
    """The glance in the reader's language and the active time zone."""
    chinese = not (get_language() or "").startswith("en")
    level = (one.level_label_zh if chinese else one.level_label) or labels.word(
        labels.LEVEL_NAME, one.level
    )
    differences = len(one.discrepancies)
    return Board(
        compound=one.compound_name,
        campaign=one.campaign_name,
        hazard=labels.word(labels.HAZARD, one.hazard),
        day=_("Day %(day)s of the confinement") % {"day": one.day_number}
        if one.day_number > 0
        else "",
        title=_title(differences),
        as_of=when(one.as_of) if one.as_of else "",
        level=Status(level, labels.LEVEL.get(one.level, ("", ""))[1]),
        handover=status_of(labels.HANDOVER, one.handover_state),
        erasure=_erasure(one.erase_on),
        exit=_exit(one.exit_date, one.as_of),
        seal=_seal(differences),
        headline=_headline(one.figures, differences),
        numbers=_numbers(one.figures),
        strip=tuple(_cell(cell) for cell in one.strip),
        discrepancies=tuple(one.discrepancies[:DISCREPANCIES_SHOWN]),
        discrepancies_left=max(0, differences - DISCREPANCIES_SHOWN),
        bridge=drawn(one.bridge),
        zones=tuple(ZoneCell(z.building, status_of(labels.LEVEL, z.level)) for z in one.zones),
        stricter=tuple(_stricter(zone, chinese=chinese) for zone in one.stricter),
        measures=tuple(one.measures_zh if chinese else one.measures),
        differences=differences,
        rounds=rows.round_lines(one.rounds),
        has_shortage=any(rows.is_short(row) for row in one.rounds),
        total=rows.total(one.rounds),
        needs_open=rows.open_needs(one.medicines),
        needs_by_stage=rows.needs_by_stage(one.medicines),
        groups=tuple(rows.group_line(row) for row in one.groups),
        events=tuple(rows.event_line(row) for row in one.events[:EVENTS_SHOWN]),
        refused=_refused(one.refused),
        refusals=tuple(rows.event_line(row) for row in one.refusals[:REFUSALS_SHOWN]),
        waiting=_waiting(one.figures.waiting_entries),
    )


def _stricter(zone: StricterZone, *, chinese: bool) -> Stricter:
    codes = ("、" if chinese else ", ").join(zone.buildings)
    words = ngettext(
        "%(level)s: building %(buildings)s",
        "%(level)s: buildings %(buildings)s",
        len(zone.buildings),
    ) % {"level": zone.label_zh if chinese else zone.label, "buildings": codes}
    mark = labels.LEVEL.get(zone.level, ("", ""))[1]
    return Stricter(Status(words, mark), zone.measures_zh if chinese else zone.measures)


def _cell(cell: StripCell) -> Cell:
    """The sign says how the sides stand: the same, different with every difference on record,
    or broken.
    """
    sign = "≠" if not cell.ok else "=" if cell.left == cell.right else "→"
    meaning = labels.word(labels.RULE, cell.rule)
    return Cell(
        _(cell.label), meaning, labels.grouped(cell.left), sign, labels.grouped(cell.right), cell.ok
    )


def _title(differences: int) -> str:
    if differences == 0:
        return _("The books agree, no discrepancy")
    return ngettext(
        "%(count)s discrepancy to explain", "%(count)s discrepancies to explain", differences
    ) % {"count": differences}


def _seal(differences: int) -> Status:
    return (
        Status(_("The books agree"), "ok")
        if differences == 0
        else Status(_("To be explained"), "bad")
    )


def _refused(count: int) -> str:
    if count == 0:
        return ""
    return ngettext(
        "%(count)s event was refused; its reason stands in the journal, the books are not touched.",
        "%(count)s events were refused; their reasons stand in the journal, the books are not "
        "touched.",
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


def _erasure(due: date | None) -> str:
    return _("Names, phones and messages are erased on %(day)s.") % {"day": day(due)} if due else ""


def _exit(earliest: date | None, as_of: datetime | None) -> str:
    """The rule's date, to come or gone by: the level stays until a notice lifts it."""
    if earliest is None:
        return ""
    if as_of and earliest <= localdate(as_of):
        words = _(
            "By the rule this level could end since %(day)s. Only a notice of the authority lifts "
            "it."
        )
    else:
        words = _("Earliest exit by the rule: %(day)s. Only a notice of the authority lifts it.")
    return words % {"day": day(earliest)}


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
        (_("Hours on duty"), labels.hours(f.shift_hours)),
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
