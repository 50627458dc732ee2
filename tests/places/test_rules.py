"""Dwellings and place nodes."""

from types import SimpleNamespace

import pytest

from linqiao.core.refusal import Refusal
from linqiao.places.rules import checked_timezone, dwellings, node_exists


def building(code: str, rooms: tuple[str, ...]) -> SimpleNamespace:
    return SimpleNamespace(code=code, units=(SimpleNamespace(code="1", rooms=rooms),))


def test_households_stand_in_the_order_of_the_file() -> None:
    assert dwellings([building("2", ("101",)), building("1", ("201", "102"))]) == [
        "2-1-101",
        "1-1-201",
        "1-1-102",
    ]


def test_a_room_that_stands_twice_is_refused() -> None:
    with pytest.raises(Refusal, match="bad_fields"):
        dwellings([building("1", ("101", "101"))])


def test_a_place_node_without_households_does_not_exist() -> None:
    assert node_exists("floor:1-1-2", ["1-1-201"])
    assert not node_exists("building:9", ["1-1-201"])


def test_a_time_zone_that_nobody_knows_is_refused() -> None:
    assert checked_timezone("Asia/Shanghai") == "Asia/Shanghai"
    with pytest.raises(Refusal, match="bad_fields"):
        checked_timezone("China/Nowhere")
