"""Compound, residents, zones, announcements."""

import pytest

from linqiao.journal.compounds import inside
from linqiao.places import queries
from linqiao.places.models import Household, Zone
from tests import make

pytestmark = pytest.mark.django_db


def household(world: make.World, code: str) -> tuple[int, bool]:
    with inside(world.code):
        row = Household.objects.get(code=code)
        return row.people, row.is_special


def test_a_flag_makes_a_household_special_and_its_going_ends_that() -> None:
    world = make.world()
    make.resident(world, "1-1-102", "丁", "")
    assert household(world, "1-1-102") == (1, False)
    make.resident(world, "1-1-102", "戊", "pregnant")
    assert household(world, "1-1-102") == (2, True)
    world.must("resident.remove", household="1-1-102", name="戊")
    assert household(world, "1-1-102") == (1, False)
    assert (
        world.take("resident.remove", household="1-1-102", name="戊").reason == "unknown_reference"
    )


def test_the_same_person_again_replaces() -> None:
    world = make.world()
    for flags in ("pregnant", ""):
        make.resident(world, "1-1-102", "丁", flags)
    assert household(world, "1-1-102") == (1, False)


def test_a_zone_is_set_on_a_node_and_a_later_notice_replaces_it() -> None:
    world = make.world()
    for level in ("high", "low"):
        world.must("zone.set", scope="unit:1-2", level=level, source="notice")
    with inside(world.code):
        assert queries.zone_levels() == {"unit:1-2": "low"}
        assert Zone.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"scope": "building:9"}, "unknown_reference"),
        ({"scope": "street:1"}, "bad_fields"),
        ({"scope": "area"}, "bad_fields"),
        ({"level": "purple"}, "bad_fields"),
    ],
)
def test_a_zone_that_cannot_be_is_refused(fields: dict[str, str], reason: str) -> None:
    usual = {"scope": "compound", "level": "high", "source": "notice"}
    assert make.world().take("zone.set", **(usual | fields)).reason == reason


def test_a_compound_defined_again_keeps_its_households() -> None:
    world = make.world()
    building = {"code": "3", "aliases": [], "units": [{"code": "1", "rooms": ["101"]}]}
    world.must("compound.define", by="system", name="x", buildings=[building])
    with inside(world.code):
        assert {"1-1-101", "3-1-101"} <= queries.households()


def test_announcements_stand_side_by_side() -> None:
    from linqiao.places.models import Announcement

    world = make.world()
    for status in ("announced", "confirmed"):
        world.must(
            "policy.announce", level_of="city", text="解除", effective_at=make.OPENS, status=status
        )
    with inside(world.code):
        assert Announcement.objects.count() == 2
