"""The end of a confinement through the door."""

import pytest

from linqiao.handover.models import Item, Progress
from linqiao.journal.compounds import inside
from tests import make

pytestmark = pytest.mark.django_db


def test_a_hand_over_from_start_to_purge() -> None:
    world = make.world()
    world.must("handover.start", to="CM1")
    world.must("handover.item", code="H1", text="名册", to="CM1")
    assert world.take("handover.item", code="H1", text="x", to="CM1").reason == "duplicate_code"
    assert world.take("handover.item", code="H2", text="x", to="XX").reason == "unknown_reference"
    assert world.take("handover.complete").reason == "not_allowed"
    assert world.take("handover.accept", by="CM1", code="H9").reason == "unknown_reference"
    world.must("handover.accept", by="CM1", code="H1")
    world.must("handover.complete")
    world.must("campaign.close")
    world.must("privacy.purge", after_days=30)
    with inside(world.code):
        assert Item.objects.get().accepted_by == "CM1"
        assert Progress.objects.get().erase_on.isoformat() == "2022-09-24"


def test_an_unpaid_charge_stops_the_hand_over_until_it_is_listed() -> None:
    world = make.world()
    make.ordered_round(world, {"1-1-101": {"EGG": "1"}})
    make.received(world, EGG="1")
    assert world.take("handover.complete").reason == "not_allowed"
    world.must("handover.item", code="H1", text="1-1-101 欠 24.00 元", to="CM1")
    world.must("handover.accept", by="CM1", code="H1")
    world.must("handover.complete")


def test_a_purge_comes_after_the_close() -> None:
    assert make.world().take("privacy.purge", after_days=1).reason == "wrong_state"
