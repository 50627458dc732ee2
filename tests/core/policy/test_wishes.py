"""Which duties a level bars, and what is open instead."""

from datetime import date

import pytest

from linqiao.core.policy import Barred, answer_wish, pack_for
from linqiao.core.policy.packs import all_packs

NINTH = pack_for("epidemic", date(2022, 9, 1))


@pytest.mark.parametrize("level", ["high", "medium"])
@pytest.mark.parametrize("number", range(len(all_packs())))
def test_outside_duty_is_barred_with_rule_source_and_openings(number: int, level: str) -> None:
    pack = all_packs()[number]
    barred = answer_wish(pack, level, "outside_checkpoint")
    assert isinstance(barred, Barred)
    assert barred.rule.startswith(f"{pack.id}/")
    assert barred.reference == pack.reference
    assert barred.openings
    assert len(barred.openings) == len(barred.openings_zh)


@pytest.mark.parametrize("level", ["low", "none"])
def test_outside_duty_is_allowed_where_nobody_is_confined(level: str) -> None:
    assert answer_wish(NINTH, level, "outside_checkpoint") is None


def test_the_rule_named_is_the_one_that_was_taken_for_an_abolished_level() -> None:
    barred = answer_wish(pack_for("epidemic", date(2022, 11, 20)), "medium", "outside_checkpoint")
    assert barred is not None
    assert barred.rule == "epidemic-2022-11/high"


def test_a_wish_that_no_rule_names_is_allowed() -> None:
    assert answer_wish(NINTH, "high", "telephone_desk") is None


def test_what_is_open_depends_on_how_far_somebody_may_go() -> None:
    high = answer_wish(NINTH, "high", "outside_checkpoint")
    medium = answer_wish(NINTH, "medium", "outside_checkpoint")
    assert high is not None
    assert medium is not None
    assert "gate duty inside the compound" in medium.openings
    assert all("home" in one for one in high.openings)
