"""A bulletin's figures, and the story of a request."""

import pytest

from linqiao.bulletins.models import Issue
from linqiao.bulletins.story import stories
from linqiao.bulletins.strip import reconciliation
from linqiao.core.refusal import Refusal
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
    words = [step.sentence for step in story.steps]
    assert "鸡蛋2板" in words[0]
    assert words[1:] == [
        "Charged 48.00 yuan.",
        "Paid 48.00 yuan (wechat).",
        "Handed out to volunteer V01.",
        "Delivered by V01: EGG 2.",
    ]


def test_the_story_of_nobody_is_refused() -> None:
    world = make.world()
    with inside(world.code), pytest.raises(Refusal, match="unknown_reference"):
        stories("9-9-999")
