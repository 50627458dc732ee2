"""A bulletin's figures, and the story of a request."""

import pytest

from linqiao.bulletins import doors
from linqiao.bulletins.models import Issue
from linqiao.bulletins.story import stories
from linqiao.bulletins.strip import reconciliation
from linqiao.core.refusal import Refusal
from linqiao.delivery.models import Holding
from linqiao.journal.compounds import inside
from tests import make

pytestmark = pytest.mark.django_db


def test_a_bulletin_keeps_the_figures_of_its_moment() -> None:
    world = make.world()
    world.must("bulletin", date="2022-08-25")
    make.volunteer(world, "V09", "2-1-101")
    world.must("bulletin", date="2022-08-26")
    with inside(world.code):
        assert [issue.figures["volunteers"] for issue in Issue.objects.order_by("seq")] == [3, 4]


def test_a_story_goes_from_the_words_to_the_door() -> None:
    world = make.world()
    make.opened_round(world)
    make.wish(world, "1-1-101", "鸡蛋2板，谢谢")
    world.must("round.close", code="R1", at=make.CLOSES)
    world.must("round.report", round="R1", to="CM1", at=make.CLOSES)
    line = {"code": "EGG", "qty": "2", "price": "24.00"}
    world.must(
        "purchase.order", code="PO-R1", round="R1", supplier="S1", lines=[line], at=make.CLOSES
    )
    world.must(
        "payment",
        round="R1",
        household="1-1-101",
        amount="48.00",
        method="wechat",
        reference="x",
        at=make.CLOSES,
    )
    world.must(
        "goods.receive",
        order="PO-R1",
        lines=[{"code": "EGG", "good": "2", "damaged": "0"}],
        at=make.CLOSES,
    )
    world.must("goods.hand_out", round="R1", member="V01", households=["1-1-101"], at=make.CLOSES)
    world.must("delivery", round="R1", household="1-1-101", member="V01", at=make.CLOSES)
    with inside(world.code):
        (story,) = stories("1-1-101")
        assert all(cell.ok for cell in reconciliation().cells)
    words = [step.said.told(str) for step in story.steps]
    assert "鸡蛋2板" in words[0]
    assert words[1:] == [
        "Charged 48.00 yuan.",
        "Paid 48.00 yuan (by WeChat).",
        "Handed out to volunteer V01.",
        "Delivered by V01: EGG 鸡蛋 2 板.",
    ]


def test_a_return_stands_in_the_story_of_those_whose_goods_came_back() -> None:
    """First what was refused, then the rest by address; who got everything has no part in it."""
    world = make.world()
    homes = ("1-1-101", "1-2-301", "2-1-101", "2-1-202")
    make.ordered_round(world, {home: {"EGG": "2", "TOFU": "1"} for home in homes})
    lines = [
        {"code": "EGG", "good": "8", "damaged": "0"},
        {"code": "TOFU", "good": "4", "damaged": "0"},
    ]
    world.must("goods.receive", order="PO-R1", lines=lines)
    world.must("goods.hand_out", round="R1", member="V01", households=list(homes))
    door = {"round": "R1", "member": "V01"}
    world.must("delivery", household="1-1-101", **door)
    eggs = [{"code": "EGG", "qty": "2"}]
    world.must("delivery.exception", household="2-1-202", reason="refused", lines=eggs, **door)
    world.must("goods.return", lines=[{"code": "EGG", "qty": "3"}], **door)
    world.must("goods.hand_out", round="R1", member="V02", households=["1-2-301"])
    world.must("goods.return", round="R1", member="V02", lines=[{"code": "EGG", "qty": "1"}])
    with inside(world.code):
        told = {
            home: [
                step.said.told(str)
                for (story,) in [stories(home)]
                for step in story.steps
                if "Brought back" in step.said.words
            ]
            for home in homes
        }
    assert told == {
        "1-1-101": [],
        "1-2-301": [
            "Brought back to the store by V01: EGG 鸡蛋 1 板.",
            "Brought back to the store by V02: EGG 鸡蛋 1 板.",
        ],
        "2-1-101": [],
        "2-1-202": ["Brought back to the store by V01: EGG 鸡蛋 2 板 (not accepted)."],
    }


def test_the_hands_that_are_followed_hold_what_the_tables_say() -> None:
    """Wrong door, damage, sealed door, a share that is handed out twice."""
    world = make.world()
    homes = ("1-1-101", "1-2-301", "2-1-101", "2-1-202")
    make.ordered_round(world, {home: {"EGG": "2"} for home in homes})
    lines = [{"code": "EGG", "good": "7", "damaged": "1"}]
    world.must("goods.receive", order="PO-R1", lines=lines)
    world.must("goods.hand_out", round="R1", member="V01", households=list(homes))
    door = {"round": "R1", "member": "V01"}
    eggs = [{"code": "EGG", "qty": "1"}]
    world.must("delivery", household="1-1-101", **door)
    world.must(
        "delivery.exception", household="1-1-101", reason="wrong_household", lines=eggs, **door
    )
    for home, reason in (("1-2-301", "damaged"), ("1-2-301", "isolated"), ("2-1-202", "absent")):
        world.must("delivery.exception", household=home, reason=reason, lines=eggs, **door)
    world.must("delivery", household="2-1-202", **door)
    world.must("goods.return", lines=eggs, **door)
    with inside(world.code):
        hands = hands_after("R1")
        held = {
            (row.member, row.household, row.item): row.quantity_milli
            for row in Holding.objects.filter(quantity_milli__gt=0)
        }
    assert {place: quantity for place, quantity in hands.items() if quantity} == held


def hands_after(round_code: str) -> dict[tuple[str, str, str], int]:
    hands = doors.followed_hands(round_code)
    for _ in doors.brought_back(round_code, hands):
        pass
    return dict(hands.held)


def test_the_story_of_nobody_is_refused() -> None:
    world = make.world()
    with inside(world.code), pytest.raises(Refusal, match="unknown_reference"):
        stories("9-9-999")
