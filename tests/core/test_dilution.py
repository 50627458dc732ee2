"""How much stock goes into a litre."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linqiao.core.dilution import CAUTIONS, mix, stock_ml_per_litre


@pytest.mark.parametrize(
    ("target", "percent", "ml"), [(500, "5", 10), (250, "5", 5), (1000, "5", 20), (500, "6.25", 8)]
)
def test_stock_is_target_by_ten_times_the_percentage(target: int, percent: str, ml: int) -> None:
    assert stock_ml_per_litre(target, Fraction(percent)) == ml


def test_a_cap_of_stock_makes_a_litre_of_500() -> None:
    litre = mix(500, Fraction(5))
    assert (litre.measure_ml, litre.bottle_caps) == (10, 1)
    assert litre.water_ml == 990
    assert litre.parts == 100


def test_stock_is_measured_out_rounded_up_so_that_it_is_never_too_weak() -> None:
    litre = mix(500, Fraction(6))
    assert litre.stock_ml == Fraction(25, 3)
    assert (litre.measure_ml, litre.bottle_caps) == (9, 1)


@pytest.mark.parametrize(
    ("target", "percent", "right"),
    [
        (0, 5, "concentration above zero"),
        (500, 0, "in percent"),
        (500, 101, "in percent"),
        (60_000, 5, "stronger than the mixture"),
    ],
)
def test_a_mixture_that_cannot_be_made_is_refused(target: int, percent: int, right: str) -> None:
    with pytest.raises(ValueError, match=right):
        stock_ml_per_litre(target, Fraction(percent))


def test_no_mixture_of_nothing() -> None:
    with pytest.raises(ValueError, match="above zero"):
        mix(500, Fraction(5), 0)


def test_stock_as_strong_as_the_mixture_needs_no_water() -> None:
    assert mix(50_000, Fraction(5)).water_ml == 0


@given(st.integers(1, 50_000), st.integers(50, 1000), st.integers(1, 100_000))
def test_the_mixture_holds_exactly_the_target(target: int, tenths: int, mixture_ml: int) -> None:
    percent = Fraction(tenths, 10)
    made = mix(target, percent, mixture_ml)
    assert made.stock_ml + made.water_ml == mixture_ml
    assert made.stock_ml * percent * 10_000 == target * mixture_ml
    assert 0 <= made.measure_ml - made.stock_ml < 1


def test_every_caution_is_said_once_and_names_where_it_comes_from() -> None:
    assert {"no_acid", "no_alcohol"} <= {one.code for one in CAUTIONS}
    assert len({one.code for one in CAUTIONS}) == len(CAUTIONS)
    assert all(one.words and one.reference for one in CAUTIONS)
