"""The texts of an item."""

from fractions import Fraction

import pytest

from linqiao.catalogue.rules import parse_max, parse_packs, parse_step, split_aliases
from linqiao.core.refusal import Refusal


def test_packs_are_exact_fractions() -> None:
    assert parse_packs("箱=12|个=1/30") == {"箱": Fraction(12), "个": Fraction(1, 30)}


@pytest.mark.parametrize("text", ["箱", "箱=", "=3", "箱=0", "箱=1/0", "箱=viel"])
def test_a_pack_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="packs"):
        parse_packs(text)


def test_steps_and_maxima_are_thousandths() -> None:
    assert (parse_step("0.5"), parse_max("20"), parse_max("")) == (500, 20000, None)
    with pytest.raises(Refusal, match="step"):
        parse_step("0")


def test_aliases_stand_between_bars() -> None:
    assert split_aliases("") == ()
