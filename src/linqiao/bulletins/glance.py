"""The campaign at a glance: what the first page shows,
as plain values without names or addresses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class BuildingZone:
    """The strictest level that covers a building: ``high``, ``medium``, ``low`` or ``none``."""

    building: str
    level: str


@dataclass(frozen=True)
class StricterZone:
    """Buildings on which a stricter level holds than on the compound, and what it means there."""

    level: str
    label: str
    label_zh: str
    measures: str
    measures_zh: str
    buildings: Sequence[str]


@dataclass(frozen=True)
class Figures:
    """The figures of the campaign; amounts in fen, ``shift_hours`` as decimal text."""

    requests: int
    supplies_fen: int
    medicine_boxes: int
    medicine_fen: int
    volunteers_first: int
    volunteers: int
    groups: int
    rounds: int
    households_served: int
    deliveries: int
    refunds_fen: int
    shifts: int
    shift_hours: str
    tests_sessions: int
    swabbed: int
    disinfections: int
    liaison: int
    thanks: int
    complaints: int
    care_cases: int
    flagged_entries: int
    waiting_entries: int


@dataclass(frozen=True)
class StripCell:
    """One zero-discrepancy rule with its two sides;
    ``label`` is an English sentence of the catalogue.
    """

    rule: str
    label: str
    left: str
    right: str
    ok: bool


@dataclass(frozen=True)
class BridgePier:
    """A pier of the reconciliation bridge: how much has come this far, in thousandths over all
    items.

    ``lost_milli`` is what went for good between the pier before and this one (short, damaged,
    written off); what else is missing is still under way. Keys in their order: demand, reported,
    ordered, received, handed_out, delivered.
    """

    key: str
    label: str
    quantity_milli: int
    lost_milli: int = 0


@dataclass(frozen=True)
class RoundRow:
    """A round from its requests to its refunds; ``items`` is how many kinds of goods it offers."""

    code: str
    kind: str
    state: str
    items: int
    requests: int
    amount_fen: int
    ordered_milli: int
    good_milli: int
    delivered_milli: int
    refunded_fen: int


@dataclass(frozen=True)
class MedicineRow:
    """A need for medicine without patient, household and medicine; ``urgency``:
    urgent or normal.
    """

    code: str
    stage: str
    urgency: str
    boxes: int


@dataclass(frozen=True)
class GroupRow:
    """A service group; the lead is a volunteer's code."""

    code: str
    lead: str
    members: int
    open_tasks: int


@dataclass(frozen=True)
class EventRow:
    """One line of the journal; ``reason`` is empty when the event was taken."""

    seq: int
    at: datetime
    type: str
    by: str
    late: bool
    reason: str


@dataclass(frozen=True)
class Glance:
    """Everything the first page shows of one campaign."""

    code: str
    compound_name: str
    campaign_name: str
    hazard: str
    day_number: int
    starts: date | None
    level: str
    level_label: str
    level_label_zh: str
    measures: Sequence[str]
    measures_zh: Sequence[str]
    zones: Sequence[BuildingZone]
    exit_date: date | None
    figures: Figures
    strip: Sequence[StripCell]
    discrepancies: Sequence[str]
    bridge: Sequence[BridgePier]
    rounds: Sequence[RoundRow]
    medicines: Sequence[MedicineRow]
    groups: Sequence[GroupRow]
    events: Sequence[EventRow]
    as_of: datetime | None
    handover_state: str
    erase_on: date | None
    refused: int
    # The last refused events, newest first; the pages show a handful beside their number.
    refusals: Sequence[EventRow] = ()
    # From the strictest down.
    stricter: Sequence[StricterZone] = ()
