"""Which households a place node covers, and which level holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linqiao.core.policy import check_scope, covers, floor_of, level_of, strictest, strictness

LEVELS = st.sampled_from(["none", "low", "medium", "high"])
AROUND = ("compound", "building:8", "unit:8-1", "floor:8-1-3", "household:8-1-301")
SCOPES = st.sampled_from([*AROUND, "area", "unit:8-2"])


@pytest.mark.parametrize("scope", AROUND)
def test_every_node_above_a_household_covers_it(scope: str) -> None:
    assert covers(scope, "8-1-301")


@pytest.mark.parametrize(
    "scope",
    ["area", "building:1", "building:80", "unit:8-2", "floor:8-1-30", "household:8-1-302"],
)
def test_a_node_elsewhere_does_not_cover_a_household(scope: str) -> None:
    assert not covers(scope, "8-1-301")


def test_a_building_covers_no_other_whose_number_begins_or_ends_alike() -> None:
    assert not covers("building:8", "18-1-301")
    assert not covers("building:8", "81-1-301")
    assert not covers("floor:8-1-3", "8-11-301")


@pytest.mark.parametrize(
    ("home", "floor"),
    [
        ("8-1-301", 3),
        ("8-1-1203", 12),
        ("8-1-0301", 3),
        ("8-1-301A", 3),
        ("8-1-B101", None),
        ("8-1-12", None),
        ("8-1-中户", None),
    ],
)
def test_the_floor_is_the_room_without_its_last_two_digits(home: str, floor: int | None) -> None:
    assert floor_of(home) == floor


def test_a_floor_written_with_a_zero_is_the_same_floor() -> None:
    assert covers("floor:8-1-03", "8-1-301")


@pytest.mark.parametrize(
    "scope",
    [
        "",
        "building",
        "building:",
        "building:8-1",
        "unit:8",
        "unit:8-",
        "floor:8-1",
        "floor:8-1-B",
        "floor:8-1-٣",
        "household:8-1",
        "household:8-1-3-1",
        "street:4",
        "Compound",
    ],
)
def test_a_bad_scope_is_answered_with_what_would_be_right(scope: str) -> None:
    with pytest.raises(ValueError, match="unit:8-1, floor:8-1-3 or household:8-1-301"):
        check_scope(scope)
    with pytest.raises(ValueError, match="compound, area"):
        covers(scope, "8-1-301")


def test_the_strictest_zone_that_covers_a_household_holds() -> None:
    zones = {"compound": "medium", "building:8": "high", "building:9": "low", "area": "high"}
    assert level_of(zones, "8-1-301") == "high"
    assert level_of(zones, "9-1-301") == "medium"
    assert level_of({"area": "high"}, "8-1-301") == "none"


def test_without_zones_no_level_holds() -> None:
    assert level_of({}, "8-1-301") == strictest([]) == "none"


def test_a_word_that_is_no_level_is_answered_with_the_levels() -> None:
    with pytest.raises(ValueError, match="high, medium, low, none"):
        strictness("red")


@given(st.dictionaries(SCOPES, LEVELS), SCOPES, LEVELS)
def test_one_more_zone_never_eases_a_home(zones: dict[str, str], scope: str, level: str) -> None:
    before = level_of({one: zones[one] for one in zones if one != scope}, "8-1-301")
    after = level_of({**zones, scope: level}, "8-1-301")
    assert strictness(after) >= strictness(before)
