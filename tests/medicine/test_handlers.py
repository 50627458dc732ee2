"""Needs for medicine, through the door."""

import pytest

from linqiao.journal.compounds import inside
from linqiao.journal.models import Entry, Notice
from linqiao.medicine import queries
from linqiao.medicine.models import Need
from tests import make

pytestmark = pytest.mark.django_db

HOME = "1-1-101"
PATIENT = "patient-whose-name-is-secret"
ITEM = "ZZMED"


@pytest.fixture
def world() -> make.World:
    """A compound with a medicine, a pharmacy, a hospital and a volunteer of this file's own."""
    world = make.world()
    for code, kind in (("PH8", "pharmacy"), ("HO8", "hospital"), ("SU8", "supplier")):
        assert world.take(
            "partner.set", code=code, kind=kind, name=code, phone="", note=""
        ).accepted
    item = {"label": "", "aliases": "", "category": "medicine", "unit": "box", "packs": ""}
    assert world.take(
        "item.set", code=ITEM, name="tablets", price="10.00", step="1", max="", rx="1", **item
    ).accepted
    person = {"name": "n", "household": HOME, "roles": ["resident"], "skills": [], "phone": ""}
    assert world.take("volunteer.report", code="V81", **person).accepted
    return world


def need(world: make.World, code: str = "M81", **changes: object) -> str:
    fields: dict[str, object] = {
        "code": code,
        "household": HOME,
        "patient": PATIENT,
        "item": ITEM,
        "qty": "2",
        "days_left": 3,
        "prescription": "needed",
    }
    return world.take("medicine.need", **(fields | changes)).reason


def prescribe(world: make.World, qty: str = "2", **changes: object) -> str:
    fields: dict[str, object] = {"need": "M81", "hospital": "HO8", "valid_until": "2022-09-02"}
    return world.take("medicine.prescription", **(fields | {"qty": qty} | changes)).reason


def buy(world: make.World, boxes: object = 1, **changes: object) -> str:
    fields: dict[str, object] = {"need": "M81", "partner": "PH8", "amount": "22.40"}
    return world.take("medicine.buy", **(fields | {"boxes": boxes} | changes)).reason


def deliver(world: make.World, boxes: int, member: str = "V81") -> str:
    return world.take("medicine.deliver", need="M81", member=member, boxes=boxes).reason


def close(world: make.World) -> str:
    return world.take("medicine.close", need="M81", reason="signed for").reason


def stage(world: make.World) -> str:
    with inside(world.code):
        return queries.need("M81").stage


def test_a_need_goes_from_the_household_to_the_signature(world: make.World) -> None:
    stages = []
    for step in (
        lambda: need(world),
        lambda: prescribe(world),
        lambda: world.take("medicine.source", need="M81", partner="PH8", status="asked").reason,
        lambda: world.take("medicine.source", need="M81", partner="PH8", status="has").reason,
        lambda: buy(world, 2),
        lambda: deliver(world, 1),
        lambda: deliver(world, 1),
        lambda: close(world),
    ):
        assert step() == ""
        stages.append(stage(world))
    assert stages == [
        "open",
        "open",
        "sourcing",
        "promised",
        "bought",
        "bought",
        "delivered",
        "closed",
    ]


def test_the_small_book_counts_what_was_bought(world: make.World) -> None:
    need(world, prescription="none")
    assert buy(world, 2) == ""
    assert buy(world, 1, amount="0.60") == ""
    with inside(world.code):
        assert queries.boxes_and_amount() == (3, 2300)


def test_a_code_that_exists_is_a_duplicate_even_when_all_else_is_wrong(world: make.World) -> None:
    need(world)
    assert need(world, household="9-9-999") == "duplicate_code"


@pytest.mark.parametrize(
    "change",
    [
        {"days_left": -1},
        {"days_left": "3"},
        {"days_left": 1.5},
        {"days_left": True},
        {"qty": "0"},
        {"qty": 2},
        {"prescription": "perhaps"},
        {"urgent": "yes"},
        {"dose": "1"},
    ],
)
def test_a_need_with_a_bad_field_is_refused(world: make.World, change: dict[str, object]) -> None:
    assert need(world, **change) == "bad_fields"


def test_days_left_may_be_left_out(world: make.World) -> None:
    fields = {"household": HOME, "patient": "p", "item": ITEM, "qty": "1", "prescription": "none"}
    assert world.take("medicine.need", code="M82", **fields).accepted


def test_an_unknown_household_is_refused(world: make.World) -> None:
    assert need(world, household="9-9-999") == "unknown_reference"


def test_an_unknown_medicine_is_refused_without_repeating_its_name(world: make.World) -> None:
    fields = {"household": HOME, "patient": "p", "qty": "1", "prescription": "none"}
    answer = world.take("medicine.need", code="M82", item="SECRETPILL", **fields)
    assert answer.reason == "unknown_reference"
    with inside(world.code):
        entry = Entry.objects.get(seq=answer.seq)
    assert "SECRETPILL" not in entry.words + entry.payload


def test_the_journal_holds_neither_patient_nor_medicine_in_the_open(world: make.World) -> None:
    need(world)
    world.take("medicine.escalate", need="M81", to="CM8", note=f"{PATIENT} waits")
    close(world)
    with inside(world.code):
        row = queries.need("M81")
        kept = [one.payload for one in Entry.objects.filter(type__startswith="medicine.")]
        assert (row.patient.text, row.item.text, row.days_left.value) == (PATIENT, ITEM, 3)
        tokens = [row.patient.token, row.days_left.token, row.reason.token]
    assert not [text for text in kept if PATIENT in text or ITEM in text]
    assert all(token.startswith(f"household:{HOME}~") for token in tokens)


def test_buying_before_the_prescription_came_is_not_allowed(world: make.World) -> None:
    need(world)
    assert buy(world) == "not_allowed"
    prescribe(world)
    assert buy(world) == ""


def test_prescriptions_add_up_and_limit_the_boxes(world: make.World) -> None:
    need(world)
    prescribe(world, "1")
    prescribe(world, "2")
    assert buy(world, 4) == "exceeds"
    assert buy(world, 3) == ""
    assert buy(world, 1) == "exceeds"


def test_a_refused_purchase_leaves_no_trace_in_the_book(world: make.World) -> None:
    need(world)
    prescribe(world, "1")
    buy(world, 5)
    with inside(world.code):
        assert queries.boxes_and_amount() == (0, 0)
        assert queries.need("M81").bought_boxes == 0


@pytest.mark.parametrize("prescription", ["have", "none"])
def test_needs_without_a_needed_prescription_have_no_limit(
    world: make.World, prescription: str
) -> None:
    need(world, prescription=prescription)
    prescribe(world, "1")
    assert buy(world, 9) == ""


@pytest.mark.parametrize("boxes", [0, -1, "1", 1.0, True])
def test_boxes_are_a_whole_number_above_zero(world: make.World, boxes: object) -> None:
    need(world, prescription="none")
    assert buy(world, boxes) == "bad_fields"


@pytest.mark.parametrize("amount", ["0.00", "-1.00", "1", 1])
def test_an_amount_that_is_no_money_is_refused(world: make.World, amount: object) -> None:
    need(world, prescription="none")
    assert buy(world, amount=amount) == "bad_fields"


def test_only_a_hospital_prescribes(world: make.World) -> None:
    need(world)
    assert prescribe(world, hospital="PH8") == "unknown_reference"


@pytest.mark.parametrize("day", ["2022-13-01", "20220902", "2022-W35-5", 0])
def test_a_prescription_needs_a_real_last_day(world: make.World, day: object) -> None:
    need(world)
    assert prescribe(world, valid_until=day) == "bad_fields"


def test_only_a_pharmacy_or_a_hospital_sells(world: make.World) -> None:
    need(world, prescription="none")
    assert buy(world, partner="SU8") == "unknown_reference"
    assert buy(world, partner="HO8") == ""


def test_more_than_was_bought_cannot_be_delivered(world: make.World) -> None:
    need(world, prescription="none")
    assert deliver(world, 1) == "exceeds"
    buy(world, 2)
    assert deliver(world, 3) == "exceeds"
    assert deliver(world, 1, member="V99") == "unknown_reference"
    assert deliver(world, 2) == ""
    assert deliver(world, 1) == "exceeds"


def test_nothing_happens_to_a_closed_need(world: make.World) -> None:
    need(world)
    close(world)
    source = {"need": "M81", "partner": "PH8", "status": "asked"}
    reasons = [
        prescribe(world),
        world.take("medicine.source", **source).reason,
        world.take("medicine.escalate", need="M81", to="CM8", note="n").reason,
        buy(world),
        deliver(world, 1),
        close(world),
    ]
    assert set(reasons) == {"wrong_state"}


def test_an_unknown_need_is_refused_whatever_happens_to_it(world: make.World) -> None:
    source = {"need": "M81", "partner": "PH8", "status": "asked"}
    reasons = [
        prescribe(world),
        world.take("medicine.source", **source).reason,
        world.take("medicine.escalate", need="M81", to="CM8", note="n").reason,
        buy(world),
        deliver(world, 1),
        close(world),
    ]
    assert set(reasons) == {"unknown_reference"}


def test_an_escalation_leaves_a_notice_with_codes_only(world: make.World) -> None:
    need(world)
    answer = world.take("medicine.escalate", need="M81", to="CM8", note=PATIENT)
    with inside(world.code):
        notice = Notice.objects.get(seq=answer.seq)
        assert queries.need("M81").escalated_to == "CM8"
    assert notice.topic == "medicine.escalate"
    assert "M81" in notice.body
    assert PATIENT not in notice.body


def test_a_need_that_went_up_can_still_be_bought_elsewhere(world: make.World) -> None:
    need(world, prescription="none")
    world.take("medicine.escalate", need="M81", to="CM8", note="n")
    assert buy(world) == ""


def test_open_needs_show_the_urgent_ones_first(world: make.World) -> None:
    need(world)
    need(world, "M82", urgent=True)
    need(world, "M83", urgent=False)
    close(world)
    with inside(world.code):
        assert [one.code for one in queries.open_needs()] == ["M82", "M83"]
        assert Need.objects.count() == 3
