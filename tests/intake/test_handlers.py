"""Messages become requests, or wait for a person."""

import pytest

from linqiao.core.recheck import DOUBTS, Opinion
from linqiao.intake import queries, reading
from linqiao.intake.models import EntryRead, Request
from linqiao.intake.reading import proposed_lessons
from linqiao.journal.compounds import inside
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> make.World:
    """A round that takes wishes."""
    made = make.world()
    make.opened_round(made)
    return made


def orders(world: make.World) -> dict[str, dict[str, int]]:
    with inside(world.code):
        return dict(Request.objects.values_list("household", "lines"))


def test_a_certain_line_becomes_a_request(world: make.World) -> None:
    make.wish(world, "1-1-101", "鸡蛋2板，豆腐三块")
    assert orders(world) == {"1-1-101": {"EGG": 2000, "TOFU": 3000}}


def test_an_amendment_changes_what_stands(world: make.World) -> None:
    make.wish(world, "1-1-101", "鸡蛋2板，豆腐三块")
    make.wish(world, "1-1-101", "鸡蛋改成1板")
    make.wish(world, "1-1-101", "豆腐不要了")
    assert orders(world) == {"1-1-101": {"EGG": 1000}}


def test_a_chain_posted_again_is_no_second_order(world: make.World) -> None:
    text = "#接龙\n1. 1-1-101 鸡蛋1板\n2. 1-2-301 豆腐2块"
    for more in ("", "\n3. 2-1-202 大白菜1.5斤"):
        world.must(
            "message",
            at="2022-08-26T09:00:00+08:00",
            round="R1",
            channel="jielong",
            sender="1-1-101",
            text=text + more,
        )
    assert orders(world) == {
        "1-1-101": {"EGG": 1000},
        "1-2-301": {"TOFU": 2000},
        "2-1-202": {"CABB": 1500},
    }


def test_an_uncertain_line_waits_and_is_settled_once(world: make.World) -> None:
    message = make.wish(world, "1-1-101", "鸡蛋几板")
    assert orders(world) == {}
    settle = {
        "message": message,
        "entry": 0,
        "household": "1-1-101",
        "lines": [{"code": "EGG", "qty": "2"}],
    }
    assert world.take("entry.settle", **(settle | {"message": "E0"})).reason == "unknown_reference"
    assert (
        world.take("entry.settle", **(settle | {"household": "9-9-999"})).reason
        == "unknown_reference"
    )
    assert world.take("entry.settle", **settle).accepted
    assert world.take("entry.settle", **settle).reason == "wrong_state"
    assert orders(world) == {"1-1-101": {"EGG": 2000}}


def test_a_dismissed_line_is_no_order(world: make.World) -> None:
    message = make.wish(world, "1-1-101", "鸡蛋几板")
    world.must("entry.dismiss", message=message, entry=0, reason="asked by phone")
    assert orders(world) == {}


def test_a_wish_after_the_end_is_late_and_in_an_ordered_round_too() -> None:
    made = make.world()
    make.ordered_round(made, {"1-1-101": {"EGG": "1"}})
    make.wish(made, "1-2-301", "鸡蛋1板", at="2022-08-26T10:00:00+08:00")
    with inside(made.code):
        assert EntryRead.objects.get(household="1-2-301").flags == ["late"]


def test_a_change_replaces_the_whole_order(world: make.World) -> None:
    make.wish(world, "1-1-101", "鸡蛋2板，豆腐三块")
    change = {"round": "R1", "household": "1-1-101", "reason": "phone"}
    world.must("request.change", lines=[{"code": "EGG", "qty": "3"}], **change)
    assert orders(world) == {"1-1-101": {"EGG": 3000}}
    assert (
        world.take("request.change", lines=[{"code": "EGG", "qty": "1"}] * 2, **change).reason
        == "bad_fields"
    )
    world.must("request.change", lines=[], **change)
    assert orders(world) == {}


def test_help_in_a_message_is_told_outside(world: make.World) -> None:
    from linqiao.journal.models import Notice

    make.wish(world, "1-1-101", "鸡蛋2板，我妈明天要去透析")
    with inside(world.code):
        assert Notice.objects.filter(topic="message.help").count() == 1
        assert EntryRead.objects.get().state == "accepted"


def flagged(world: make.World, text: str, sender: str = "阳光") -> str:
    """A message whose only entry waits for a person; returns its id."""
    raw = world.raw(
        "message",
        by="1-1-101",
        at="2022-08-26T09:00:00+08:00",
        round="R1",
        channel="chat",
        sender=sender,
        text=text,
    )
    assert make.record(world.code, raw, make.REPLAY).accepted
    with inside(world.code):
        entry = EntryRead.objects.get(message=raw["id"])
        assert entry.state == "flagged", entry.flags
    return str(raw["id"])


def test_a_word_that_was_taught_is_certain_from_then_on_and_can_be_taken_back(
    world: make.World,
) -> None:
    text = "1-1-101 笨鸡下的2板"
    flagged(world, text)
    learned = world.must("lesson.learn", kind="alias", words="笨鸡下的", means="EGG")
    make.wish(world, "1-1-101", "笨鸡下的2板")
    assert orders(world) == {"1-1-101": {"EGG": 2000}}
    world.must("lesson.forget", lesson=learned.event_id)
    flagged(world, text)
    again = world.take("lesson.forget", lesson=learned.event_id)
    assert again.reason == "unknown_reference"


def test_a_nickname_that_was_taught_has_its_address(world: make.World) -> None:
    flagged(world, "鸡蛋2板")
    world.must("lesson.learn", kind="nickname", words="阳光", means="1-2-301")
    make.wish(world, "阳光", "鸡蛋2板")
    assert orders(world) == {"1-2-301": {"EGG": 2000}}


def test_a_spelling_that_was_taught_is_an_address(world: make.World) -> None:
    flagged(world, "东头二楼陈奶奶家 鸡蛋1板")
    world.must("lesson.learn", kind="spelling", words="东头二楼陈奶奶家", means="2-1-202")
    make.wish(world, "阳光", "东头二楼陈奶奶家 鸡蛋1板")
    assert orders(world) == {"2-1-202": {"EGG": 1000}}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"kind": "alias", "words": "鸡蛋", "means": "TOFU"}, "duplicate_code"),
        ({"kind": "alias", "words": "  ", "means": "EGG"}, "bad_fields"),
        ({"kind": "alias", "words": "30枚", "means": "EGG"}, "bad_fields"),
        ({"kind": "alias", "words": "红果", "means": "GOLD"}, "unknown_reference"),
        ({"kind": "nickname", "words": "阳光", "means": "9-9-999"}, "unknown_reference"),
    ],
)
def test_a_lesson_that_contradicts_is_refused(
    world: make.World, fields: dict[str, str], reason: str
) -> None:
    assert world.take("lesson.learn", **fields).reason == reason


def test_a_settled_entry_suggests_what_could_be_learned(world: make.World) -> None:
    message = flagged(world, "笨鸡下的2板，豆腐1块")
    lines = [{"code": "EGG", "qty": "2"}, {"code": "TOFU", "qty": "1"}]
    world.must("entry.settle", message=message, entry=0, household="1-1-102", lines=lines)
    with inside(world.code):
        found = {(one.proposal.kind, one.proposal.means) for one in proposed_lessons()}
        words = {one.proposal.words for one in proposed_lessons()}
    assert found == {("alias", "EGG"), ("nickname", "1-1-102")}
    assert words == {"笨鸡下的", "阳光"}


def test_an_erased_household_takes_its_lessons_along(world: make.World) -> None:
    world.must("lesson.learn", kind="nickname", words="阳光", means="1-2-301")
    world.must("privacy.erase", by="system", household="1-2-301")
    flagged(world, "鸡蛋2板")


def test_what_two_readers_read_differently_waits_for_a_person(
    world: make.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "recheck", lambda *_, **__: Opinion(DOUBTS, "a stray number"))
    message = make.wish(world, "1-1-101", "鸡蛋2板")
    assert orders(world) == {"1-1-101": {"EGG": 2000}}, "it is accepted all the same"
    with inside(world.code):
        assert [(one.message, one.doubt) for one in queries.doubts()] == [
            (message, "a stray number")
        ]
    world.must("entry.confirm", message=message, entry=0)
    with inside(world.code):
        assert queries.doubts() == []
    assert world.take("entry.confirm", message=message, entry=0).reason == "wrong_state"
