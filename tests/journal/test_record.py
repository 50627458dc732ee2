"""The one door: recognising, refusing, appending."""

import pytest

from linqiao.journal.compounds import inside
from linqiao.journal.models import Compound, Entry, Notice
from linqiao.journal.record import EnvelopeError, open_envelope, record, session
from linqiao.journal.rights import RESIDENT, Actor
from linqiao.people.models import Volunteer
from linqiao.supply.models import Round
from tests import make

pytestmark = pytest.mark.django_db
OPEN = {"items": ["EGG"], "opens": make.OPENS, "closes": make.CLOSES, "kind": "supply"}


def test_the_same_event_twice_changes_nothing_the_second_time() -> None:
    world = make.world()
    raw = world.raw("round.open", code="R1", **OPEN)
    first, second = (record(world.code, raw, make.REPLAY) for _ in range(2))
    assert (first.repeated, second.repeated, second.seq) == (False, True, first.seq)


def test_an_id_with_other_content_is_refused_and_kept() -> None:
    world = make.world()
    raw = world.raw("round.open", code="R1", **OPEN)
    record(world.code, raw, make.REPLAY)
    other = raw | {"code": "R2"}
    assert record(world.code, other, make.REPLAY).reason == "duplicate_code"
    again = record(world.code, other, make.REPLAY)
    assert (again.reason, again.repeated) == ("duplicate_code", True)
    with inside(world.code):
        assert list(Round.objects.values_list("code", flat=True)) == ["R1"]
        assert Entry.objects.filter(event_id=raw["id"]).count() == 2


def test_a_refused_event_changes_nothing_and_keeps_its_reason() -> None:
    world = make.world()
    answer = world.take("round.close", code="R9")
    assert answer.reason == "unknown_reference"
    assert answer.words % answer.params == "There is no round R9."
    with inside(world.code):
        assert Entry.objects.get(seq=answer.seq).reason == "unknown_reference"


@pytest.mark.parametrize(
    ("type_", "fields", "reason"),
    [
        ("supply.teleport", {"round": "R1"}, "unknown_type"),
        ("round.close", {}, "bad_fields"),
        ("round.close", {"code": "R1", "colour": "red"}, "bad_fields"),
        (
            "payment",
            {
                "round": "R1",
                "household": "9-9-9",
                "amount": "12",
                "method": "cash",
                "reference": "",
            },
            "bad_fields",
        ),
        (
            "payment",
            {
                "round": "R1",
                "household": "9-9-9",
                "amount": "1.00",
                "method": "gold",
                "reference": "",
            },
            "bad_fields",
        ),
    ],
)
def test_the_first_check_that_fails_names_the_refusal(
    type_: str, fields: dict[str, object], reason: str
) -> None:
    assert make.world().take(type_, **fields).reason == reason


@pytest.mark.parametrize(
    "broken",
    [{"id": ""}, {"at": "yesterday"}, {"at": "2022-08-25T08:00:00"}, {"by": 7}, {"type": None}],
)
def test_what_is_no_event_is_not_taken(broken: dict[str, object]) -> None:
    raw = {"id": "E1", "at": "2022-08-25T08:00:00+08:00", "by": "V01", "type": "round.close"}
    with pytest.raises(EnvelopeError):
        open_envelope(raw | broken)


def test_an_event_earlier_than_the_last_by_more_than_a_minute_is_marked_late() -> None:
    world = make.world()
    early = world.must(
        "group.form", at="2022-08-25T07:00:00+08:00", code="order", lead="V01", members=["V01"]
    )
    with inside(world.code):
        assert Entry.objects.get(seq=early.seq).late


def test_a_role_without_the_right_is_refused_at_the_door() -> None:
    world = make.world()
    stranger = Actor("1-1-101", frozenset({RESIDENT}), household="1-1-101")
    assert world.take("round.open", actor=stranger, code="R1", **OPEN).reason == "not_allowed"


def test_a_resident_pays_for_the_own_household_only() -> None:
    world = make.world()
    make.opened_round(world)
    neighbour = Actor("1-1-101", frozenset({RESIDENT}), household="1-1-101")
    pay = {"round": "R1", "amount": "5.00", "method": "cash", "reference": ""}
    assert world.take("payment", actor=neighbour, household="1-1-101", **pay).accepted
    assert (
        world.take("payment", actor=neighbour, household="1-1-102", **pay).reason == "not_allowed"
    )


def test_a_session_that_fails_leaves_nothing_behind() -> None:
    world = make.world()
    before = Compound.objects.get(code=world.code).seq
    with pytest.raises(RuntimeError, match="power"), session(world.code) as door:  # noqa: PT012
        door.take(world.raw("round.open", code="R1", **OPEN), make.REPLAY)
        raise RuntimeError("power")
    assert Compound.objects.get(code=world.code).seq == before
    with inside(world.code):
        assert not Round.objects.exists()
    assert world.take("round.open", code="R1", **OPEN).accepted


def test_two_compounds_do_not_see_each_other() -> None:
    here, there = make.world("here"), make.world("there")
    make.opened_round(here)
    assert there.take("round.close", code="R1").reason == "unknown_reference"
    with inside(there.code):
        assert Volunteer.objects.count() == 3


def test_a_notice_is_written_with_its_event_and_delivered_once() -> None:
    from linqiao.journal.outbox import deliver_pending

    world = make.world()
    world.must("volunteer.stand_down", code="V01", reason="ill")
    told: list[str] = []
    with inside(world.code):
        assert deliver_pending(lambda seq, topic, body: told.append(f"{topic} {body['code']}")) == 1
        assert deliver_pending(lambda seq, topic, body: told.append("again")) == 0
        assert Notice.objects.filter(delivered_at=None).count() == 0
    assert told == ["volunteer.stood_down V01"]


def test_after_the_close_the_door_takes_erasure_only() -> None:
    world = make.world()
    world.must("handover.complete")
    world.must("campaign.close")
    assert (
        world.take("group.form", code="order", lead="V01", members=["V01"]).reason == "wrong_state"
    )
    assert world.take("campaign.close").reason == "wrong_state"
    assert world.take("privacy.purge", after_days=30).accepted


def test_a_sealed_value_from_outside_is_refused() -> None:
    made = make.world()
    answer = made.take("committee.consent", text={"$sealed": "campaign~abc"})
    assert answer.reason == "bad_fields"
