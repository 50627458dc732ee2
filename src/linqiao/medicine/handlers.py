"""How events change needs for medicine."""

from linqiao.catalogue.queries import items
from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop
from linqiao.journal.events import Stamp, handles
from linqiao.journal.outbox import tell
from linqiao.medicine import queries, rules
from linqiao.medicine.events import (
    MedicineBuy,
    MedicineClose,
    MedicineDeliver,
    MedicineEscalate,
    MedicineNeed,
    MedicinePrescription,
    MedicineSource,
)
from linqiao.medicine.models import (
    Escalation,
    MedicineDelivery,
    MedicinePurchase,
    Need,
    Prescription,
    Sourcing,
)
from linqiao.people.queries import require_partner, require_volunteer
from linqiao.places.queries import require_household


@handles(MedicineNeed)
def open_need(event: MedicineNeed, stamp: Stamp) -> None:
    """Take a need in."""
    if Need.objects.filter(code=event.code).exists():
        words = gettext_noop("There is a need for medicine %(need)s already.")
        raise Refusal("duplicate_code", words, need=event.code)
    require_household(event.household)
    # The code is not repeated: refusals are logged, and it says what somebody takes.  An erased
    # one can only be met in a rebuild, and was checked when the event came.
    if not event.item.erased and event.item.text not in items():
        raise Refusal("unknown_reference", gettext_noop("The catalogue has no such medicine."))
    Need(
        code=event.code,
        household=event.household,
        patient=event.patient,
        item=event.item,
        days_left=event.days_left,
        quantity_milli=event.qty,
        prescription=event.prescription,
        is_urgent=bool(event.urgent),
        stage="open",
        opened_at=stamp.at,
        seq=stamp.seq,
    ).save()


@handles(MedicinePrescription)
def add_prescription(event: MedicinePrescription, stamp: Stamp) -> None:
    """Add what a hospital allows to what was allowed before."""
    need = queries.need(event.need)
    require_partner(event.hospital, "hospital")
    need.stage = rules.next_stage(need.stage, "prescribe", need.code)
    need.allowed_milli = (need.allowed_milli or 0) + event.qty
    need.save(update_fields=["stage", "allowed_milli"])
    Prescription(
        seq=stamp.seq,
        need=need.code,
        hospital=event.hospital,
        valid_until=event.valid_until,
        quantity_milli=event.qty,
    ).save()


@handles(MedicineSource)
def note_source(event: MedicineSource, stamp: Stamp) -> None:
    """Keep what a partner said; a promise moves the need on."""
    need = queries.need(event.need)
    require_partner(event.partner)
    step = rules.SOURCE_STEP[event.status]
    need.stage = rules.next_stage(need.stage, step, need.code)
    need.save(update_fields=["stage"])
    Sourcing(
        seq=stamp.seq,
        need=need.code,
        partner=event.partner,
        status=event.status,
        eta=event.eta,
        at=stamp.at,
    ).save()


@handles(MedicineEscalate)
def escalate_need(event: MedicineEscalate, stamp: Stamp) -> None:
    """Send a need up, and tell so after the commit."""
    need = queries.need(event.need)
    need.stage = rules.next_stage(need.stage, "escalate", need.code)
    need.escalated_to = event.to
    need.save(update_fields=["stage", "escalated_to"])
    Escalation(seq=stamp.seq, need=need.code, to=event.to, note=event.note, at=stamp.at).save()
    tell(stamp, "medicine.escalate", need=need.code, to=event.to)


@handles(MedicineBuy)
def buy_boxes(event: MedicineBuy, stamp: Stamp) -> None:
    """Book boxes bought, within what prescriptions allow."""
    need = queries.need(event.need)
    require_partner(event.partner, "pharmacy", "hospital")
    need.stage = rules.next_stage(need.stage, "buy", need.code)
    rules.check_purchase(_boxes(need), event.boxes)
    need.bought_boxes += event.boxes
    need.save(update_fields=["stage", "bought_boxes"])
    MedicinePurchase(
        seq=stamp.seq,
        need=need.code,
        partner=event.partner,
        boxes=event.boxes,
        amount_fen=event.amount,
        at=stamp.at,
    ).save()


@handles(MedicineDeliver)
def deliver_boxes(event: MedicineDeliver, stamp: Stamp) -> None:
    """Hand over boxes, never more than were bought."""
    need = queries.need(event.need)
    require_volunteer(event.member)
    rules.check_open(need.stage, need.code)
    step = rules.delivery_step(_boxes(need), event.boxes)
    need.stage = rules.next_stage(need.stage, step, need.code)
    need.delivered_boxes += event.boxes
    need.save(update_fields=["stage", "delivered_boxes"])
    MedicineDelivery(
        seq=stamp.seq, need=need.code, member=event.member, boxes=event.boxes, at=stamp.at
    ).save()


@handles(MedicineClose)
def close_need(event: MedicineClose, stamp: Stamp) -> None:
    """Close a need with the reason."""
    need = queries.need(event.need)
    need.stage = rules.next_stage(need.stage, "close", need.code)
    need.reason, need.closed_at = event.reason, stamp.at
    need.save(update_fields=["stage", "reason", "closed_at"])


def _boxes(need: Need) -> rules.Boxes:
    return rules.Boxes(
        need.prescription, need.allowed_milli, need.bought_boxes, need.delivered_boxes
    )
