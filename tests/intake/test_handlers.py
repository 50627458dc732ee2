"""Messages become requests, or wait for a person."""

import pytest

from linqiao.intake.models import EntryRead, Request
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
