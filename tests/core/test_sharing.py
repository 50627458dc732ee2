"""Who goes without when goods are short."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linqiao.core.sharing import Wish, share_out, turn

EIGHT = datetime(2022, 8, 26, 0, tzinfo=UTC)


def wish(home: str, milli: int, *, special: bool = False, minutes: int = 0) -> Wish:
    return Wish(home, milli, special, EIGHT + timedelta(minutes=minutes))


WISHES = st.lists(
    st.builds(
        wish,
        st.builds("{}-1-{}".format, st.integers(1, 20), st.integers(101, 1804)),
        st.integers(0, 5000),
        special=st.booleans(),
        minutes=st.integers(0, 5),
    ),
    max_size=12,
    unique_by=lambda one: one.household,
)


def test_a_special_care_household_is_served_before_earlier_requests() -> None:
    special = wish("9-1-901", 2000, special=True, minutes=60)
    shares, left = share_out(2000, [wish("1-1-101", 2000), special])
    assert shares == {"9-1-901": 2000, "1-1-101": 0}
    assert left == 0


def test_among_equals_the_earlier_request_is_served_first() -> None:
    shares, _ = share_out(1000, [wish("1-1-101", 1000, minutes=1), wish("2-1-101", 1000)])
    assert shares == {"2-1-101": 1000, "1-1-101": 0}


def test_at_the_same_minute_the_lower_address_is_served_first_by_numbers() -> None:
    shares, _ = share_out(1000, [wish("10-1-101", 1000), wish("2-1-1101", 1000)])
    assert shares == {"2-1-1101": 1000, "10-1-101": 0}


def test_who_comes_last_gets_what_is_left_and_the_next_nothing() -> None:
    shares, left = share_out(3500, [wish(f"{home}-1-101", 2000) for home in (1, 2, 3)])
    assert list(shares.values()) == [2000, 1500, 0]
    assert left == 0


def test_what_nobody_wished_stays_left() -> None:
    assert share_out(3000, [wish("1-1-101", 1000)]) == ({"1-1-101": 1000}, 2000)
    assert share_out(3000, []) == ({}, 3000)


def test_a_household_that_stands_twice_in_the_line_is_a_fault_of_the_caller() -> None:
    with pytest.raises(AssertionError):
        share_out(3000, [wish("1-1-101", 1000), wish("1-1-101", 1000)])


@given(st.integers(0, 30_000), WISHES)
def test_nothing_is_lost_and_nobody_gets_more_than_wished(good: int, wishes: list[Wish]) -> None:
    shares, left = share_out(good, wishes)
    assert sum(shares.values()) + left == good
    assert all(0 <= shares[one.household] <= one.wish_milli for one in wishes)
    assert shares.keys() == {one.household for one in wishes}


@given(st.integers(0, 30_000), WISHES)
def test_nobody_later_gets_anything_once_one_goes_short(good: int, wishes: list[Wish]) -> None:
    shares, left = share_out(good, wishes)
    in_turn = sorted(wishes, key=turn)
    short = [place for place, one in enumerate(in_turn) if shares[one.household] < one.wish_milli]
    if short:
        assert left == 0
        assert not any(shares[one.household] for one in in_turn[short[0] + 1 :])


@given(st.integers(0, 30_000), WISHES)
def test_more_goods_never_leave_anybody_worse_off(good: int, wishes: list[Wish]) -> None:
    fewer, _ = share_out(good, wishes)
    more, _ = share_out(good + 500, wishes)
    assert all(more[home] >= share for home, share in fewer.items())


@given(st.integers(0, 30_000), WISHES, st.randoms(use_true_random=False))
def test_the_order_of_the_list_does_not_matter(good: int, wishes: list[Wish], by: Random) -> None:
    mixed = list(wishes)
    by.shuffle(mixed)
    assert share_out(good, mixed) == share_out(good, wishes)
