"""Rules that were mended: each with lines of its own, certain ones and ones that a person reads."""

import pytest

from linqiao.core.intake import Message, read
from tests.core.intake.world import CORPORA, reading, world

Standing = dict[str, dict[str, int]]
HOME = "3-2-501"


def said(
    text: str,
    round_code: str = "R4",
    *,
    channel: str = "jielong",
    sender: str | None = None,
    orders: Standing | None = None,
) -> list[str]:
    """The entries in short: ``3-2-501 EGG 2`` or, uncertain, ``3-2-501 EGG 2 ?reason``."""
    found = reading(text, channel=channel, round_code=round_code, sender=sender, orders=orders)
    return [
        " ".join(
            [
                entry.household or "-",
                *(
                    f"{line.code}{'' if line.action == 'order' else ':' + line.action}"
                    f" {line.quantity_milli / 1000:g}"
                    for line in entry.lines
                ),
                *(f"?{flag}" for flag in entry.flags),
            ]
        )
        for entry in found.entries
    ]


@pytest.mark.parametrize(
    ("goods", "round_code", "lines"),
    [
        ("鸡蛋 一（放门口）", "R4", "EGG 1"),
        ("鸡蛋一🙏", "R4", "EGG 1"),
        ("排骨 三=108元", "R3", "RIBS 3"),
        ("豆腐二~", "R4", "TOFU 2"),
        ("牙膏三！", "R8", "TPAS 3"),
        ("体温计1，抗原2", "R5", "THER 1 ANTG 2"),
        ("抗原2，温度计1=68元", "R5", "ANTG 2 THER 1"),
        ("青菜 五斤五两", "R4", "GREE 5.5"),
        ("土豆 2公斤5两", "R4", "POTA 4.5"),
        ("生姜 一斤 二两", "R4", "GING 1.2"),
        ("尿不湿XL 84片", "R6", "DIAX 2"),
        ("84两瓶", "R8", "DISI 2"),
        ("84 2瓶", "R8", "DISI 2"),
        ("牛奶奶 鸡蛋2板", "R4", "EGG 2"),
        ("牛奶奶家豆腐1盒", "R4", "TOFU 1"),
    ],
)
def test_goods_and_numbers_of_a_line(goods: str, round_code: str, lines: str) -> None:
    assert said(f"1. {HOME} {goods}", round_code) == [f"{HOME} {lines}"]


def test_a_spoken_room_ends_where_a_real_one_does() -> None:
    assert said("1. 三号楼二单元五零一伍元 青菜2斤") == [f"{HOME} GREE 2"]
    assert said("1. 三号楼二单元五零一两板鸡蛋") == [f"{HOME} EGG 2"]
    assert said("1. 三号楼二单元五零九 青菜2斤") == ["- GREE 2 ?invalid_address"]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("替张敏家订一板，她上夜班回不来", ["3-2-501 EGG 1"]),
        ("帮何敏菊阿姨订1板", ["1-1-302 EGG 1"]),
        ("给王建国家也来一板", ["- EGG 1 ?ambiguous_address ?missing_address"]),
        ("帮赵阿姨带1板", ["- EGG 1 ?missing_address"]),
        ("帮我妈带1板", ["- EGG 1 ?missing_address"]),
        ("帮501带一板", ["- EGG 1 ?missing_address"]),
        ("帮独居老人带2板", ["- EGG 2 ?missing_address"]),
        ("王阿姨要2板鸡蛋", ["- EGG 2 ?missing_address"]),
        ("赵玉芬要2板", ["3-3-202 EGG 2 ?address_conflict"]),
        ("我家鸡蛋1板，帮王阿姨带2板", ["3-3-202 EGG 1", "- EGG 2 ?missing_address"]),
        ("帮赵玉芬带2板，我家1板", ["1-1-101 EGG 2", "3-3-202 EGG 1"]),
        ("李奶奶托我订1板", ["- EGG 1 ?missing_address"]),
        ("我家和隔壁各1板鸡蛋", ["- EGG 1 ?missing_address"]),
        ("给物业订1板", ["- EGG 1 ?missing_address"]),
        ("给爸妈订1板", ["- EGG 1 ?missing_address"]),
        ("鸡蛋1板，3-2-501代收", ["3-2-501 EGG 1 ?address_conflict"]),
        ("给楼长报一下：鸡蛋1板", ["3-3-202 EGG 1"]),
        ("给孩子来1板", ["3-3-202 EGG 1"]),
        ("给我家来1板", ["3-3-202 EGG 1"]),
        ("鸡蛋1板，给团长点赞", ["3-3-202 EGG 1"]),
        ("鸡蛋1板，给我妈放门口", ["3-3-202 EGG 1"]),
        ("鸡蛋1板，钱转给王阿姨了", ["3-3-202 EGG 1"]),
    ],
)
def test_who_is_spoken_for_without_an_address_is_not_the_sender(
    text: str, entries: list[str]
) -> None:
    assert said(text, "R1", channel="chat", sender="3-3-202米娟") == entries


@pytest.mark.parametrize("rest", ["帮隔壁王阿姨带豆腐1盒", "帮502带豆腐1盒", "给她1盒豆腐"])
def test_a_second_wish_for_somebody_without_an_address(rest: str) -> None:
    (entry,) = reading(f"1. {HOME} 鸡蛋2板，{rest}").entries
    assert "address_conflict" in entry.flags
    (own,) = reading(f"1. {HOME} 鸡蛋2板，帮张敏带豆腐1盒").entries
    assert own.accepted


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("五花肉不要了 鸡腿留着", "PORK:cancel 0"),
        ("鸡腿留着 五花肉取消", "PORK:cancel 0"),
        ("1号不要了7号照旧", "PORK:cancel 0"),
        ("鸡腿照旧，再加1斤排骨", "RIBS 1"),
    ],
)
def test_what_is_to_stay_takes_no_change_along(text: str, lines: str) -> None:
    orders = {HOME: {"PORK": 1000, "DRUM": 1000}}
    assert said(f"4. {HOME} {text}", "R3", orders=orders) == [f"{HOME} {lines}"]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("鸡蛋取消1板", "EGG:cancel 0 ?ambiguous_quantity"),
        ("鸡蛋取消2板", "EGG:cancel 0"),
        ("鸡蛋改1板", "EGG:set 1"),
        ("鸡蛋3板改1板", "EGG:set 1"),
        ("鸡蛋改成0板", "EGG:cancel 0 ?ambiguous_quantity"),
        ("我退出", "*:cancel 0"),
        ("如果没有就取消", "*:cancel 0 ?ambiguous_item ?unknown_item"),
        ("青菜1斤，鸡蛋2板，鸡蛋改成1板", "GREE 1 EGG:set 1 ?duplicate"),
        ("青菜没收到，取消", "*:cancel 0"),
    ],
)
def test_changes_of_what_stands(text: str, entries: str) -> None:
    orders = {HOME: {"EGG": 2000, "GREE": 1000}}
    assert said(text, channel="chat", sender="3-2-501张敏", orders=orders) == [f"{HOME} {entries}"]


@pytest.mark.parametrize("text", ["鸡蛋先不取消", "鸡蛋不取消了", "鸡蛋可以取消吗"])
def test_what_is_not_taken_off_stays(text: str) -> None:
    orders = {HOME: {"EGG": 2000, "GREE": 1000}}
    assert said(text, channel="chat", sender="3-2-501张敏", orders=orders) == []


@pytest.mark.parametrize(
    ("goods", "lines"),
    [
        ("鸡蛋2板 28*2=56", "EGG 2"),
        ("鸡蛋2板，豆腐1盒 28x2+4=60", "EGG 2 TOFU 1"),
        ("鸡蛋2板，豆腐1盒 28x2+4=61", "EGG 2 TOFU 1 ?amount_mismatch"),
        ("鸡蛋2板 豆腐1盒 共2样", "EGG 2 TOFU 1"),
        ("鸡蛋2板 五十六元", "EGG 2"),
        ("鸡蛋2板 共五十元", "EGG 2 ?amount_mismatch"),
        ("豆腐2块钱", "TOFU 1 ?ambiguous_quantity ?amount_mismatch"),
        ("豆腐两块钱", "TOFU 1 ?ambiguous_quantity"),
        ("青菜1 1/2斤", "GREE 1 ?ambiguous_quantity"),
        ("土豆1/2斤", "POTA 0.5"),
        ("鸡蛋2板（取消）", "EGG:cancel 0 ?conflicting_amendment"),
        ("鸡蛋2板 还没到", "EGG 2 ?ambiguous_item"),
        ("土鸡蛋2板", "EGG 2 ?ambiguous_item"),
    ],
)
def test_money_brackets_and_kinds(goods: str, lines: str) -> None:
    assert said(f"1. {HOME} {goods}") == [f"{HOME} {lines}"]


@pytest.mark.parametrize("text", ["谁多2板鸡蛋", "鸡蛋2板有人要吗", "我的2板鸡蛋呢"])
def test_questions_about_goods_are_no_wish(text: str) -> None:
    assert said(text, channel="chat", sender="3-2-501张敏") == []


def test_entries_are_numbered_in_many_ways() -> None:
    text = (
        "#接龙\n21。3-2-501 鸡蛋1板\nNo.22 3-2-502 鸡蛋1板\n第23 3-2-601 鸡蛋1板\n"
        "#24 3-2-602 鸡蛋1板"
    )
    assert [(one.line, one.household, one.flags) for one in reading(text).entries] == [
        (1, "3-2-501", ()),
        (2, "3-2-502", ()),
        (3, "3-2-601", ()),
        (4, "3-2-602", ()),
    ]


def test_a_line_that_only_says_that_something_is_wanted() -> None:
    assert said("1. 3-2-501 要", "R1") == ["3-2-501 EGG 1 ?ambiguous_quantity"]
    assert said("1. 3-2-501 空\n2. 3-2-502 不需要", "R1") == []


@pytest.mark.parametrize(
    ("goods", "lines"),
    [
        ("东北大米5kg装2袋", "RIC1 2"),
        ("30枚装的鸡蛋2板", "EGG 2"),
        ("鸡蛋20枚装2板", "EGG 2 ?ambiguous_item"),
        ("25斤装的东北大米1袋", "RIC1 1 ?ambiguous_item"),
        ("鸡 蛋 1 板 , 青  菜2 斤　　豆腐 １盒", "EGG 1 GREE 2 TOFU 1"),
    ],
)
def test_sizes_and_spaces(goods: str, lines: str) -> None:
    assert said(f"1. {HOME} {goods}") == [f"{HOME} {lines}"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("收货地址：3-2-501\n物品：鸡蛋2板\n备注：我替楼下老人填的", "EGG 2"),
        ("地址：3-2-501\n品名：东北大米\n规格：25斤\n数量：1袋", "RIC1 1 ?ambiguous_item"),
        ("地址：3-2-501\n品名：东北大米\n规格：10斤装\n数量：1袋", "RIC1 1"),
        ("地址：3-2-501\n鸡蛋：两板\n豆腐：无\n备注：无", "EGG 2"),
        ("楼号：3\n姓名：张敏\n商品1：鸡蛋\n数量1：1板\n商品2：洋葱\n数量2：2斤", "EGG 1 ONIO 2"),
    ],
)
def test_forms(text: str, lines: str) -> None:
    assert said(text, channel="form") == [f"{HOME} {lines}"]


def test_rows_with_a_total_and_a_lone_two() -> None:
    head = "房号\t鸡蛋(板)\t青菜(斤)\t合计\n"
    assert said(f"{head}3-2-501\t两\t1\t60.5", channel="sheet_row") == ["3-2-501 EGG 2 GREE 1"]
    assert said(f"{head}3-2-501\t2\t1\t99", channel="sheet_row") == [
        "3-2-501 EGG 2 GREE 1 ?amount_mismatch"
    ]
    assert said("房号\t板数\n3-2-501\t两", "R1", channel="sheet_row") == ["3-2-501 EGG 2"]


@pytest.mark.parametrize(
    "text",
    [
        "老人摔着了能不能帮叫个车",
        "胰岛素只够今天",
        "我怀孕38周见红了",
        "孩子奶粉今晚就没了",
        "隔壁老人两天没开门了",
        "煤气味很重",
        "停药三天了头疼得厉害",
        "小孩误吞了硬币",
    ],
)
def test_calls_for_help_are_never_lost(text: str) -> None:
    assert "help" in reading(text, channel="chat", sender="3-2-501张敏").kinds


@pytest.mark.parametrize(
    "text", ["少给我一盒豆腐", "缺斤短两", "等了三天还没到", "五花肉全是肥的", "我家的被人拿走了"]
)
def test_complaints_are_never_lost_and_never_a_wish(text: str) -> None:
    found = reading(text, channel="chat", sender="3-2-501张敏")
    assert "complaint" in found.kinds
    assert not any(one.accepted for one in found.entries)


@pytest.mark.parametrize(
    ("goods", "round_code", "lines"),
    [
        ("75%酒精1瓶", "R8", "ALCO 1"),
        ("纸尿裤（L码）2包", "R6", "DIAL 2"),
        ("鸡蛋（2板），豆腐（1盒）", "R4", "EGG 2 TOFU 1"),
        ("东北大米（10斤）2袋", "R4", "RIC1 2"),
        ("东北大米（10斤）", "R4", "RIC1 1 ?ambiguous_quantity"),
        ("洗衣粉1", "R8", "?unknown_item"),
        ("感冒药1盒", "R5", "?ambiguous_item ?unknown_item"),
        ("板兰根2袋", "R5", "BLGK 2"),
    ],
)
def test_words_with_marks_and_words_that_are_no_misspelling(
    goods: str, round_code: str, lines: str
) -> None:
    assert said(f"1. {HOME} {goods}", round_code) == [f"{HOME} {lines}"]


def test_other_goods_of_one_character_are_no_misspelling() -> None:
    here = CORPORA / "wangjiang"
    context, rounds = world(here)

    def lines(text: str) -> list[tuple[list[str], bool]]:
        message = Message("M1", "R8", "jielong", None, rounds["R8"].opens, f"1. 4-1-101 {text}")
        found = read(context, rounds["R8"], message, {}).entries
        return [([line.code for line in one.lines], one.accepted) for one in found]

    assert lines("洗衣液1") == [([], False)]
    assert lines("洗衣分1袋") == [(["LAUN"], True)]
    assert lines("5号7号电池各4节") == [(["BAT7"], False)]


def test_a_name_may_stand_before_the_address() -> None:
    text = "接龙 鸡蛋\n张三 1-1-101 2板\n李四1-1-102 1板\n小王：1-1-201 1\n1-1-202 3"
    assert said(text, "R1") == ["1-1-101 EGG 2", "1-1-102 EGG 1", "1-1-201 EGG 1", "1-1-202 EGG 3"]
    assert said("1. 王五 3-2-501 2板", "R1") == ["3-2-501 EGG 2"]
    assert said("1. 3-2-501 张三 2板", "R1") == ["3-2-501 EGG 2"]
    assert said("1. 3-2-501 姜二 豆腐1") == ["3-2-501 GING 2 TOFU 1"]


def test_a_lone_liang_is_no_number() -> None:
    assert said("1. 3-2-501 两", "R1") == ["3-2-501 EGG 1 ?ambiguous_quantity"]
    assert said("1. 3-2-501 10斤装2袋", "R7") == ["3-2-501 RIC1 2"]
