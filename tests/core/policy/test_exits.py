"""When a zone may end at the earliest."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linqiao.core.policy import RulePack, earliest_exit, pack_for

SINCE = date(2022, 9, 1)
NINTH = pack_for("epidemic", SINCE)
TWENTY = pack_for("epidemic", date(2022, 11, 20))
DAYS = st.dates(date(2022, 1, 1), date(2023, 1, 1))


@pytest.mark.parametrize(
    ("pack", "level", "days", "next_level"),
    [
        (NINTH, "high", 7, "medium"),
        (NINTH, "medium", 7, "low"),
        (TWENTY, "high", 5, "low"),
        (TWENTY, "medium", 5, "low"),
        (pack_for("flood", SINCE), "high", 1, "medium"),
        (pack_for("heat", SINCE), "medium", 1, "low"),
    ],
)
def test_the_earliest_day_and_what_follows_come_from_the_pack(
    pack: RulePack, level: str, days: int, next_level: str
) -> None:
    outlook = earliest_exit(pack, level, SINCE)
    assert outlook is not None
    assert outlook.day == SINCE + timedelta(days=days)
    assert outlook.next_level == next_level
    assert outlook.notice
    assert outlook.reference


def test_a_medium_zone_that_was_high_waits_three_more_days_without_a_round() -> None:
    outlook = earliest_exit(NINTH, "medium", date(2022, 9, 8), came_from="high")
    assert outlook is not None
    assert outlook.day == date(2022, 9, 11)
    assert outlook.words == "Needs the authority's notice."


def test_a_new_case_that_counts_starts_the_days_anew() -> None:
    outlook = earliest_exit(NINTH, "high", SINCE, last_case=date(2022, 9, 5))
    assert outlook is not None
    assert outlook.day == date(2022, 9, 12)


def test_a_case_before_the_zone_was_set_changes_nothing() -> None:
    outlook = earliest_exit(NINTH, "high", SINCE, last_case=date(2022, 8, 20))
    assert outlook is not None
    assert outlook.day == date(2022, 9, 8)


@pytest.mark.parametrize("done", [False, None])
def test_days_alone_are_not_enough_without_the_final_round(done: bool | None) -> None:
    outlook = earliest_exit(NINTH, "high", SINCE, final_round_done=done)
    assert outlook is not None
    assert "final round" in outlook.words


def test_after_the_final_round_the_notice_is_still_needed() -> None:
    outlook = earliest_exit(NINTH, "high", SINCE, final_round_done=True)
    assert outlook is not None
    assert outlook.words == "Needs the authority's notice."


@pytest.mark.parametrize("level", ["low", "none"])
def test_a_level_without_an_exit_rule_has_no_outlook(level: str) -> None:
    assert earliest_exit(NINTH, level, SINCE) is None


@given(DAYS, DAYS)
def test_a_case_never_brings_the_exit_nearer(since: date, case: date) -> None:
    with_case = earliest_exit(NINTH, "high", since, last_case=case)
    without = earliest_exit(NINTH, "high", since)
    assert with_case is not None
    assert without is not None
    assert with_case.day >= without.day
