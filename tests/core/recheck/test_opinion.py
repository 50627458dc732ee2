"""What the second reader agrees with and what it doubts, one rule in each test."""

from dataclasses import replace
from datetime import timedelta

import pytest

from linqiao.core.intake import Entry, Line, Message
from linqiao.core.recheck import AGREES, CANNOT_TELL, DOUBTS, Opinion, Register, recheck
from tests.core.intake.world import HOME, world
from tests.core.recheck.cases import register_of

Wanted = tuple[str, str, str]


@pytest.fixture(scope="module")
def register() -> Register:
    return register_of(world()[0])


def opinion(
    register: Register,
    text: str,
    *lines: Wanted,
    home: str = HOME,
    round_code: str = "R4",
    channel: str = "jielong",
    sender: str | None = None,
    standing: dict[str, int] | None = None,
    before: Entry | None = None,
) -> Opinion:
    """The opinion on a text that is one entry with these lines: code, quantity, action."""
    round_ = world()[1][round_code]
    message = Message("M1", round_code, channel, sender, round_.opens, text)
    read = tuple(Line(code, thousandths(qty), action) for code, qty, action in lines)
    entry = Entry(0, 0, len(text), home, None, read, ())
    return recheck(register, round_, message, entry, standing or {}, before=before)


def thousandths(quantity: str) -> int:
    whole, _, rest = quantity.partition(".")
    return int(whole) * 1000 + int((rest or "0").ljust(3, "0"))


ORDERS = [
    ("3-2-501 张敏 青菜2斤，豆腐1盒", [("GREE", "2", "order"), ("TOFU", "1", "order")]),
    ("3号楼2单元501 两斤青菜 豆腐1盒", [("GREE", "2", "order"), ("TOFU", "1", "order")]),
    (
        "4.三号楼二单元五零一 青菜、土豆各一斤半",
        [("GREE", "1.5", "order"), ("POTA", "1.5", "order")],
    ),
    ("3-2-501 纯牛柰1箱", [("MILP", "1", "order")]),
    ("3-2-501 大葱1000克 共10.4元", [("LEEK", "2", "order")]),
    ("3-2-501 鸡蛋60个（放门口，别敲门）", [("EGG", "2", "order")]),
]


@pytest.mark.parametrize(("text", "lines"), ORDERS, ids=[text for text, _ in ORDERS])
def test_it_agrees_with_what_is_written(register: Register, text: str, lines: list[Wanted]) -> None:
    assert opinion(register, text, *lines) == Opinion(AGREES)


DOUBTED = [
    ("3-2-501 青菜2斤", [("GREE", "3", "order")]),
    ("3-2-501 青菜2斤", [("POTA", "2", "order")]),
    ("3-2-501 青菜2斤，豆腐1盒", [("GREE", "2", "order")]),
    ("3-2-501 青菜2斤，豆腐1盒", [("GREE", "1", "order"), ("TOFU", "2", "order")]),
    ("3-2-502 青菜2斤", [("GREE", "2", "order")]),
    ("青菜2斤", [("GREE", "2", "order")]),
    ("3-2-501 青菜2斤 共10元", [("GREE", "2", "order")]),
    ("3-2-501 青菜2斤", [("GREE", "2", "add")]),
    ("3-2-501 青菜2斤或者土豆2斤", [("GREE", "2", "order"), ("POTA", "2", "order")]),
    ("3-2-501 纯牛奶1箱，要低脂的", [("MILP", "1", "order")]),
    ("3-2-501 青菜2斤，苹果1斤", [("GREE", "2", "order")]),
    ("3-2-501 青菜2斤，蛋1板", [("GREE", "2", "order"), ("EGG", "1", "order")]),
    ("3-2-501 豆腐5盒", [("TOFU", "5", "order")]),
    ("3-2-501 豆腐1盒", [("TOFU", "1", "order"), ("TOFU", "1", "order")]),
]


@pytest.mark.parametrize(("text", "lines"), DOUBTED, ids=[f"{t} {w[0]}" for t, w in DOUBTED])
def test_it_doubts_what_is_not_written(register: Register, text: str, lines: list[Wanted]) -> None:
    found = opinion(register, text, *lines)
    assert found.verdict == DOUBTS
    assert found.reason


def test_changes_are_what_their_words_say(register: Register) -> None:
    standing = {"GREE": 2000, "POTA": 3000}
    text = "3-2-501 青菜不要了，土豆改成1斤"
    said = [("GREE", "0", "cancel"), ("POTA", "1", "set")]
    assert opinion(register, text, *said, standing=standing).verdict == AGREES
    for wrong in (
        [("GREE", "0", "cancel"), ("POTA", "1", "add")],
        [("GREE", "0", "cancel")],
        [("POTA", "0", "cancel"), ("GREE", "1", "set")],
    ):
        assert opinion(register, text, *wrong, standing=standing).is_doubt


def test_the_same_as_above_means_the_lines_of_the_entry_before(register: Register) -> None:
    before = Entry(0, 0, 0, "3-2-502", None, (Line("GREE", 2000, "order"),), ())
    same = ("GREE", "2", "order")
    assert opinion(register, "3-2-501 同上", same, before=before).verdict == AGREES
    assert opinion(register, "3-2-501 同上", ("GREE", "3", "order"), before=before).is_doubt
    assert opinion(register, "3-2-501 同上", same).is_doubt
    doubted = replace(before, flags=("over_limit",))
    assert opinion(register, "3-2-501 同上", same, before=doubted).is_doubt


def test_the_nickname_says_the_household_where_the_text_does_not(register: Register) -> None:
    wish = ("GREE", "2", "order")
    for sender, verdict in (("3-2-501张敏", AGREES), ("3-2-502李", DOUBTS), ("小鱼", DOUBTS)):
        found = opinion(register, "青菜2斤", wish, channel="chat", sender=sender)
        assert found.verdict == verdict


def test_in_chat_nobody_orders_for_others_without_saying_so(register: Register) -> None:
    wish = ("GREE", "2", "order")
    sender = "5-1-402唐磊"
    said = opinion(register, "帮3-2-501带青菜2斤", wish, channel="chat", sender=sender)
    unsaid = opinion(register, "3-2-501 青菜2斤", wish, channel="chat", sender=sender)
    assert (said.verdict, unsaid.verdict) == (AGREES, DOUBTS)


def test_forms_and_rows_are_read_by_their_fields(register: Register) -> None:
    form = "楼号：3\n单元：2\n房号：501\n青菜：2\n豆腐：0\n备注：晚上7点"
    assert opinion(register, form, ("GREE", "2", "order"), channel="form").verdict == AGREES
    row = "3-2-501\t张敏\t青菜\t2\t斤"
    assert opinion(register, row, ("GREE", "2", "order"), channel="sheet_row").verdict == AGREES
    assert opinion(register, row, ("GREE", "1", "order"), channel="sheet_row").is_doubt


def test_a_bare_number_counts_the_only_item(register: Register) -> None:
    said = {"round_code": "R1", "home": HOME}
    assert opinion(register, "3-2-501 +2", ("EGG", "2", "order"), **said).verdict == AGREES
    assert opinion(register, "3-2-501 +2", ("EGG", "1", "order"), **said).is_doubt
    assert opinion(register, "3-2-501 蛋2板", ("EGG", "2", "order"), **said).is_doubt


def test_what_it_cannot_read_is_let_pass_only_with_one_quantity(register: Register) -> None:
    one = "3-2-501 青菜，昨天的青菜很好，2斤"
    assert opinion(register, one, ("GREE", "2", "order")).verdict in (AGREES, CANNOT_TELL)
    two = "3-2-501 青菜豆腐 2 1"
    lines = [("GREE", "2", "order"), ("TOFU", "1", "order")]
    assert opinion(register, two, *lines).is_doubt


def test_after_the_round_has_closed_everything_is_doubted(register: Register) -> None:
    round_ = world()[1]["R4"]
    late = round_.closes + timedelta(seconds=1)
    message = Message("M1", "R4", "jielong", None, late, "3-2-501 青菜2斤")
    entry = Entry(0, 0, len(message.text), HOME, None, (Line("GREE", 2000, "order"),), ())
    assert recheck(register, round_, message, entry, {}).is_doubt
