"""The dated rule packs: what stands in them, and how a bad one is refused."""

from datetime import date
from importlib.resources import files

import pytest

from linqiao.core.policy import PackFault, RulePack, level_rules, pack_for
from linqiao.core.policy.packs import all_packs, in_order, read_pack

FOLDER = files("linqiao.core.policy") / "packs"
TEXT = (FOLDER / "epidemic-2022-06.yaml").read_text(encoding="utf-8")
NAME = "epidemic-2022-06.yaml"


def test_every_file_of_the_folder_is_a_pack() -> None:
    assert [pack.id for pack in all_packs()] == [
        "epidemic-2022-06",
        "epidemic-2022-11",
        "flood",
        "heat",
    ]


@pytest.mark.parametrize(
    ("day", "pack", "timing"),
    [
        (date(2022, 3, 28), "epidemic-2022-06", "before_first"),
        (date(2022, 6, 28), "epidemic-2022-06", "in_force"),
        (date(2022, 11, 10), "epidemic-2022-06", "in_force"),
        (date(2022, 11, 11), "epidemic-2022-11", "in_force"),
        (date(2022, 12, 7), "epidemic-2022-11", "after_last"),
    ],
)
def test_the_pack_of_a_day_is_the_latest_that_has_begun(day: date, pack: str, timing: str) -> None:
    found = pack_for("epidemic", day)
    assert (found.id, found.timing) == (pack, timing)


def test_an_unknown_hazard_is_answered_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="epidemic, flood, heat"):
        pack_for("quake", date(2022, 9, 1))


def test_a_level_that_the_pack_abolished_is_read_as_the_next_stricter_one() -> None:
    rules = level_rules(pack_for("epidemic", date(2022, 11, 20)), "medium")
    assert (rules.code, rules.is_exact, rules.service) == ("high", False, "door_delivery")
    assert level_rules(pack_for("epidemic", date(2022, 9, 1)), "medium").is_exact


def test_a_word_that_is_no_level_is_refused() -> None:
    with pytest.raises(ValueError, match="high, medium, low, none"):
        level_rules(pack_for("flood", date(2022, 9, 1)), "orange")


@pytest.mark.parametrize("pack", all_packs(), ids=lambda pack: pack.id)
def test_high_and_medium_bar_duty_outside_in_every_pack(pack: RulePack) -> None:
    levels = pack.levels
    for code in {"high", "medium"} & levels.keys():
        assert [bar.wish for bar in levels[code].bars] == ["outside_checkpoint"]


@pytest.mark.parametrize("pack", all_packs(), ids=lambda pack: pack.id)
def test_who_may_not_leave_the_home_is_offered_nothing_at_the_gate(pack: RulePack) -> None:
    high = pack.levels["high"]
    if high.may_leave == "none":
        assert not [one for bar in high.bars for one in bar.openings if "gate" in one]


def test_hazards_without_an_official_rule_claim_none() -> None:
    for hazard in ("flood", "heat"):
        pack = pack_for(hazard, date(2022, 9, 1))
        assert pack.reference == "project practice; no national figure"


def test_figures_of_duties_are_numbers_that_can_be_computed_with() -> None:
    duties = {one.code: one for one in pack_for("flood", date(2022, 9, 1)).duties}
    assert duties["water"].figures["litres_per_person_day"] == 15
    assert "Sphere" in duties["water"].reference


def test_rules_that_were_read_cannot_be_changed() -> None:
    levels = pack_for("heat", date(2022, 9, 1)).levels
    with pytest.raises(TypeError):
        levels["high"] = levels["low"]  # type: ignore[index]  # what must not work


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("hazard: epidemic", "hazard: plague", "hazard: one of epidemic, flood, heat"),
        ("id: epidemic-2022-06", "id: other", "id: one of epidemic-2022-06"),
        ("from: 2022-06-28", "from: soon", "from: a day such as"),
        ("from: 2022-06-28", "from: 2022-06-28 10:00:00", "from: a day such as"),
        ("until: 2022-11-10", "until: 2022-01-01", "until: a day from 2022-06-28 on"),
        ("until: 2022-11-10", "till: 2022-11-10", "till: there is no such field"),
        ("hazard: epidemic\n", "", "hazard: this field is missing"),
        ("hazard: epidemic", "hazard: epidemic\nhazard: heat", "hazard stands twice"),
        ("service: timed_pickup", "service: drone", "levels.medium.service: one of"),
        ("service: timed_pickup", "service: [1]", "levels.medium.service: one of"),
        ("may_leave: masked", "may_leave: yes", "levels.low.may_leave: one of"),
        ("  low:\n", "  mild:\n", "levels.mild: a level is one of"),
        ("days_no_new: 3", "days_no_new: 0", "exit_from.high.days_no_new: a whole number"),
        ("days_no_new: 3", "days_no_new: true", "exit_from.high.days_no_new: a whole number"),
        ("days_no_new: 3", "hours: 3", "hours: there is no such field"),
        ("        days_no_new: 3\n", "", "either days_no_new or hours_no_new"),
        ("final_round: false", "final_round: 0", "exit_from.high.final_round: true or false"),
        ("next: medium", "next: high", "levels.high.exit.next: a milder level"),
        ("      high:\n", "      low:\n", "levels.medium.exit_from.low: a stricter level"),
        ("    bars: []", "    bars: none", "levels.low.bars: a list"),
        ("wish: outside_checkpoint", "wish: holiday", r"bars\[0\].wish: one of outside_checkpoint"),
        ('zh: "低风险区"', 'zh: ""', "levels.low.label.zh: a text of 1 to"),
        ('label: {en: "Low risk", zh: "低风险区"}', "label: Low", "low.label: named fields"),
        ("figures: {times_per_day: 2}", "figures: {times_per_day: 2.5}", "times_per_day: a whole"),
    ],
)
def test_a_bad_pack_is_refused_with_file_and_field(old: str, new: str, message: str) -> None:
    assert old in TEXT
    with pytest.raises(PackFault, match=message) as refused:
        read_pack(NAME, TEXT.replace(old, new, 1))
    assert str(refused.value).startswith(f"{NAME}: ")


@pytest.mark.parametrize("text", ["", "- a list", "{", "12"])
def test_a_file_that_is_no_pack_at_all_is_refused(text: str) -> None:
    with pytest.raises(PackFault, match=NAME):
        read_pack(NAME, text)


def test_a_medium_level_that_lets_people_stand_outside_is_refused() -> None:
    head, _, tail = TEXT.partition("  medium:\n")
    start, end = tail.index("    bars:"), tail.index("    # A zone that was medium")
    with pytest.raises(PackFault, match=r"levels.medium.bars: outside_checkpoint is barred"):
        read_pack(NAME, f"{head}  medium:\n{tail[:start]}    bars: []\n{tail[end:]}")


def test_levels_in_another_order_are_refused() -> None:
    head, _, rest = TEXT.partition("  low:\n")
    low, _, tail = rest.partition("  none:\n")
    none, _, duties = tail.partition("duties:\n")
    with pytest.raises(PackFault, match="from the strictest to the mildest"):
        read_pack(NAME, f"{head}  none:\n{none}  low:\n{low}duties:\n{duties}")


def test_two_packs_of_a_hazard_on_the_same_day_are_refused() -> None:
    pack = pack_for("epidemic", date(2022, 9, 1))
    later = read_pack("late.yaml", TEXT.replace("id: epidemic-2022-06", "id: late"))
    with pytest.raises(PackFault, match="still holds on"):
        in_order([pack, later])
