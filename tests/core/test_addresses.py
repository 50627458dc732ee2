"""The order of addresses."""

from hypothesis import given
from hypothesis import strategies as st

from linqiao.core.addresses import address_key


def test_building_unit_and_room_are_compared_as_numbers() -> None:
    homes = ["10-1-101", "2-1-1101", "2-1-201", "2-10-101", "2-2-101"]
    assert sorted(homes, key=address_key) == [
        "2-1-201",
        "2-1-1101",
        "2-2-101",
        "2-10-101",
        "10-1-101",
    ]


def test_parts_that_are_no_numbers_come_after_those_that_are() -> None:
    assert sorted(["甲-1-101", "A座-1-101", "99-1-101"], key=address_key)[0] == "99-1-101"


def test_a_number_with_a_zero_in_front_always_stands_at_the_same_place() -> None:
    assert sorted(["8-1-101", "08-1-101"], key=address_key) == ["08-1-101", "8-1-101"]
    assert sorted(["08-1-101", "8-1-101"], key=address_key) == ["08-1-101", "8-1-101"]


def test_an_endless_number_does_not_stop_the_sorting() -> None:
    assert address_key("9" * 5000) > address_key("9")


TEXTS = st.text(alphabet="0123456789０８²①-A座甲 ", max_size=12)


@given(TEXTS, TEXTS)
def test_of_any_two_texts_one_comes_first(one: str, other: str) -> None:
    assert (one == other) == (address_key(one) == address_key(other))
    lower = address_key(one) < address_key(other)
    assert one == other or lower != (address_key(other) < address_key(one))
