"""What others read of medicine."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Sum

from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop
from linqiao.journal.fields import Sealed
from linqiao.journal.seal import CAMPAIGN
from linqiao.medicine.models import MedicinePurchase, Need, Prescription, Sourcing


@dataclass(frozen=True)
class NeedFacts:
    """A need; what is sealed opens when it is shown."""

    code: str
    household: str
    patient: Sealed
    item: Sealed
    days_left: Sealed
    quantity_milli: int
    prescription: str
    is_urgent: bool
    stage: str
    allowed_milli: int | None
    bought_boxes: int
    delivered_boxes: int
    escalated_to: str
    opened_at: datetime


@dataclass(frozen=True)
class SourcingFacts:
    """What a partner said."""

    need: str
    partner: str
    status: str
    eta: datetime | None
    at: datetime


@dataclass(frozen=True)
class PrescriptionFacts:
    """A prescription."""

    hospital: str
    valid_until: date
    quantity_milli: int


def need(code: str) -> Need:
    """The need; refused as ``unknown_reference`` when there is none."""
    row = Need.objects.find(code=code)
    if row is None:
        words = gettext_noop("There is no need for medicine %(need)s.")
        raise Refusal("unknown_reference", words, need=code)
    return row


def owner_of(code: str) -> str:
    """Whose key seals what is said about a need: its household's, or the campaign's for no need."""
    household = Need.objects.filter(code=code).values_list("household", flat=True).first()
    return CAMPAIGN if household is None else f"household:{household}"


def open_needs() -> list[NeedFacts]:
    """Needs that are not closed, the urgent ones first, then as they came."""
    rows = Need.objects.exclude(stage="closed").order_by("-is_urgent", "seq")
    return [_facts(row) for row in rows]


def needs_of(household: str) -> list[NeedFacts]:
    """All needs of a household, newest first."""
    return [_facts(row) for row in Need.objects.filter(household=household).order_by("-seq")]


def boxes_and_amount() -> tuple[int, int]:
    """(boxes, fen) of all that was bought (ruling 8)."""
    sums = MedicinePurchase.objects.aggregate(boxes=Sum("boxes"), fen=Sum("amount_fen"))
    return sums["boxes"] or 0, sums["fen"] or 0


def sourcings(code: str) -> list[SourcingFacts]:
    """What partners said about a need, in that order."""
    rows = Sourcing.objects.filter(need=code).order_by("seq")
    return [SourcingFacts(row.need, row.partner, row.status, row.eta, row.at) for row in rows]


def prescriptions(code: str) -> list[PrescriptionFacts]:
    """Prescriptions for a need, in the order in which they came."""
    rows = Prescription.objects.filter(need=code).order_by("seq")
    return [PrescriptionFacts(row.hospital, row.valid_until, row.quantity_milli) for row in rows]


def _facts(row: Need) -> NeedFacts:
    return NeedFacts(
        row.code,
        row.household,
        row.patient,
        row.item,
        row.days_left,
        row.quantity_milli,
        row.prescription,
        row.is_urgent,
        row.stage,
        row.allowed_milli,
        row.bought_boxes,
        row.delivered_boxes,
        row.escalated_to,
        row.opened_at,
    )
