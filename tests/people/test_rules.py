"""Decisions about people, with values alone."""

from datetime import date

import pytest

from linqiao.core.refusal import Refusal
from linqiao.journal.rights import GROUPS
from linqiao.people.rules import check_consent, check_group_code, check_wish

DAY = date(2022, 8, 26)
WISH = "outside_checkpoint"


@pytest.mark.parametrize("level", ["high", "medium"])
def test_a_wish_that_the_zone_bars_is_answered_with_rule_and_openings(level: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_wish(WISH, "epidemic", level, DAY)
    assert refused.value.reason == "barred_by_zone"
    assert set(refused.value.params) == {"rule", "reference", "openings"}
    assert all(refused.value.params.values())


@pytest.mark.parametrize("level", ["low", "none"])
def test_a_wish_outside_a_risk_area_is_open(level: str) -> None:
    check_wish(WISH, "epidemic", level, DAY)


def test_nobody_is_barred_who_wishes_nothing() -> None:
    check_wish(None, "epidemic", "high", DAY)


def test_a_team_needs_the_committees_consent() -> None:
    check_consent(True)
    with pytest.raises(Refusal) as refused:
        check_consent(False)
    assert refused.value.reason == "no_consent"


@pytest.mark.parametrize("group", GROUPS)
def test_each_of_the_five_groups_is_known_before_it_is_formed(group: str) -> None:
    check_group_code(group)


def test_any_other_group_is_unknown() -> None:
    with pytest.raises(Refusal) as refused:
        check_group_code("kitchen")
    assert refused.value.reason == "unknown_reference"
