"""Rows become messages; what is certain, what a person looks at, and what is left out."""

from dataclasses import replace

import pytest

from linqiao.core.sheets import messages_of
from tests.core.intake.world import world
from tests.core.sheets.paper import Cells, proposed, rows_of, sheet, shown

HEAD = "房号|姓名|青菜(斤)|鸡蛋(板)|备注"
ROWS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "6-1-301|李四|2|1|放门口": ("6-1-301", "GREE=2 EGG=1", ()),
    "6-1-301|土豆|2|1|": ("6-1-301", "GREE=2 EGG=1", ()),
    "6-1-301||１|两板|": ("6-1-301", "GREE=1 EGG=2", ()),
    "6-1-301||2.0|无|": ("6-1-301", "GREE=2", ()),
    "6-1-301||一斤半|1板|": ("6-1-301", "GREE=1.5 EGG=1", ()),
    "6-1-301||两|x2|": ("6-1-301", "GREE=2 EGG=2", ()),
    "6-1-301||1|60个|": ("6-1-301", "GREE=1 EGG=2", ()),
    "6-1-301||1|√|": ("6-1-301", "GREE=1 EGG=1", ("ambiguous_quantity",)),
    "6-1-301||√||半": ("6-1-301", "GREE=0.5", ("ambiguous_quantity",)),
    "6-1-301||-1||": ("6-1-301", "GREE=1", ("ambiguous_quantity",)),
    "6-1-301||1-2||": ("6-1-301", "GREE=1", ("ambiguous_quantity",)),
    "6-1-301||2022-04-02||": ("6-1-301", "GREE=1", ("ambiguous_quantity",)),
    "6-1-301||#?|1|": ("6-1-301", "GREE=1 EGG=1", ("ambiguous_quantity",)),
    "6-1-301||0.3||": ("6-1-301", "GREE=0.3", ("ambiguous_quantity",)),
    "6-1-301||1|7|": ("6-1-301", "GREE=1 EGG=7", ("over_limit",)),
    "6-1-301||1|1|要有机的": ("6-1-301", "GREE=1 EGG=1", ("ambiguous_item", "unknown_item")),
    "6-1-301||1|1|鸡蛋再加1板": ("6-1-301", "GREE=1 EGG=1 EGG=1", ("duplicate",)),
    "6-1-999||1||": ("None", "GREE=1", ("invalid_address",)),
    "|张敏|1||": ("3-2-501", "GREE=1", ()),
    "6-1-301|张敏|1||": ("6-1-301", "GREE=1", ("address_conflict",)),
    "6-1-301||1||帮6-1-303带": ("6-1-301", "GREE=1", ("address_conflict",)),
}


@pytest.mark.parametrize("row", ROWS)
def test_a_row_is_read_or_doubted(row: str) -> None:
    found = rows_of(sheet(HEAD, "1-1-101||1|1|", row))
    home, lines, flags = ROWS[row]
    assert [(str(one), two, three) for one, two, three in shown(found[3])] == [(home, lines, flags)]


def test_a_row_without_an_address_is_nobodys_unless_it_is_repeated() -> None:
    paper = sheet(HEAD, "1-1-101||1|1|", "||2||")
    mapping = proposed(paper)
    assert shown(rows_of(paper, mapping=mapping)[3]) == [("1-1-101", "GREE=2", ())]
    mapping = replace(mapping, fill_down=False)
    assert shown(rows_of(paper, mapping=mapping)[3]) == [(None, "GREE=2", ("missing_address",))]


def test_a_name_that_carries_another_address_is_a_doubt() -> None:
    found = rows_of(sheet(HEAD, "1-1-101||1|1|", "6-1-301|6-1-302李|1||"))
    assert all("address_conflict" in flags for _, _, flags in shown(found[3]))


def test_two_rooms_in_a_cell_are_a_doubt_for_each() -> None:
    found = rows_of(sheet(HEAD, "1-1-101||1|1|", "5-1-101/102||1||"))
    assert [(one[0], one[2]) for one in shown(found[3])] == [
        ("5-1-101", ("address_conflict",)),
        ("5-1-102", ("address_conflict",)),
    ]


def test_a_remark_of_need_is_never_lost() -> None:
    found = rows_of(sheet(HEAD, "3-2-501||1||独居 断药了", "3-2-502||||老人摔倒了"))
    assert "help" in found[2].reading.kinds
    assert "help" in found[3].reading.kinds
    alone = rows_of(sheet("房号|是否独居老人|鸡蛋", "3-2-501|是|1", "3-2-502|否|1"))
    assert [("help" in one.reading.kinds) for one in alone.values()] == [True, False]


def test_rows_that_are_no_orders_are_named_with_the_reason() -> None:
    paper = sheet(
        "鸡蛋团购",
        HEAD,
        "3-2-501||1||",
        "||||",
        "合计||1|0|",
        HEAD,
        "3-2-502||0||",
        "制表人：老高||||",
    )
    context, rounds = world()
    rows, left = messages_of(context, rounds["R4"], proposed(paper), paper)
    assert [one.number for one in rows] == [3, 8]  # the foot asks for nothing, and is shown
    assert {one.number: one.why for one in left} == {
        1: "above the rows of orders",
        4: "empty",
        5: "a row of totals",
        6: "the headings again",
        7: "nothing is wanted",
    }


def test_the_same_order_twice_is_a_duplicate_and_others_add_up_to_the_maximum() -> None:
    found = rows_of(sheet(HEAD, "3-2-501||1|4|", "3-2-501||1|4|", "3-2-501|||2|", "3-2-501|||1|"))
    assert [shown(one)[0][2] for one in found.values()] == [(), ("duplicate",), (), ("over_limit",)]


LONG: dict[str, tuple[tuple[Cells, ...], list[tuple[str, tuple[str, ...]]]]] = {
    "a specification of its own": (
        ("房号|品名|规格|数量", "3-2-501|鸡蛋|30枚/板|2", "3-2-501|东北大米|10斤/袋|1"),
        [("EGG=2", ()), ("RIC1=1", ())],
    ),
    "another specification": (
        ("房号|品名|规格|数量", "3-2-501|东北大米|25斤/袋|1"),
        [("RIC1=1", ("ambiguous_item",))],
    ),
    "a specification that completes the name": (
        ("房号|品名|规格|数量", "3-2-501|青菜||1", "3-2-502|速冻|水饺|1"),
        [("GREE=1", ()), ("DUMP=1", ())],
    ),
    "a unit that the item has not": (
        ("房号|品名|数量|单位", "3-2-501|鸡蛋|1|盒"),
        [("EGG=1", ("ambiguous_quantity",))],
    ),
    "packs and dialect": (
        ("房号|品名|数量|单位", "3-2-501|洋芋|1|袋", "3-2-502|番茄|１|斤"),
        [("POTA=5", ()), ("TOMA=1", ())],
    ),
    "an amount that is another": (
        ("房号|品名|数量|金额", "3-2-501|鸡蛋|2|56", "3-2-502|鸡蛋|1|30"),
        [("EGG=2", ()), ("EGG=1", ("amount_mismatch",))],
    ),
    "no quantity, nought, and no goods": (
        ("房号|品名|数量", "3-2-501|鸡蛋|", "3-2-502|鸡蛋|0", "3-2-601||2"),
        [("EGG=1", ("ambiguous_quantity",)), ("", ("ambiguous_item",))],
    ),
    "goods that nobody knows": (
        ("房号|品名|数量", "3-2-501|奶茶|1", "3-2-502|鸡蛋|1"),
        [("", ("unknown_item",)), ("EGG=1", ())],
    ),
}


@pytest.mark.parametrize("shape", LONG)
def test_rows_of_one_wish_each(shape: str) -> None:
    rows, expected = LONG[shape]
    found = rows_of(sheet(*rows))
    entries = [(lines, flags) for one in found.values() for _, lines, flags in shown(one)]
    assert [entry[0] for entry in entries] == [entry[0] for entry in expected]
    for (_, flags), (_, wanted) in zip(entries, expected, strict=True):
        assert set(wanted) <= set(flags)
        assert bool(wanted) == bool(flags)


def test_the_building_is_repeated_but_never_another_rows_room() -> None:
    paper = sheet("楼栋|单元|房号|鸡蛋", "3|2|501|1", "||502|1", "6||301|1", "|1|302|1", "6|1||1")
    found = rows_of(paper)
    assert [shown(one)[0][0] for one in found.values()] == [
        "3-2-501",
        "3-2-502",
        "6-1-301",
        "6-1-302",
        None,
    ]


def test_a_row_of_totals_ends_what_is_repeated() -> None:
    found = rows_of(sheet("房号|商品|数量", "3-2-501|鸡蛋|1", "|青菜|2", "小计||3", "|土豆|1"))
    assert shown(found[3]) == [("3-2-501", "GREE=2", ())]
    assert shown(found[5])[0][0] is None


def test_a_wish_merged_over_two_households_is_a_doubt_for_both() -> None:
    paper = sheet("房号|鸡蛋", "3-2-501|2", "3-2-502|", merged={(2, 1): (1, 1)})
    found = rows_of(paper)
    assert shown(found[2])[0][2] == ("ambiguous_quantity",)
    assert "ambiguous_quantity" in shown(found[3])[0][2]


def test_ditto_marks_repeat_the_cell_above() -> None:
    found = rows_of(sheet("房号|商品|数量", "3-2-501|鸡蛋|2", "3-2-502|同上|〃", "同上|青菜|1"))
    assert shown(found[3]) == [("3-2-502", "EGG=2", ())]
    assert shown(found[4]) == [("3-2-502", "GREE=1", ())]


def test_free_words_are_read_as_a_form() -> None:
    paper = sheet(
        ["提交时间", "房号", "姓名", "订购内容"],
        ["2022-04-10 09:00", "3-2-501", "小宝妈", "1、鸡蛋2板\n2、青菜1斤"],
        ["2022-04-10 20:01", "3-2-502", "", "土豆2斤"],
        ["不详", "3-2-601", "", "土豆2斤"],
        ["2022-04-10", "3-2-602", "", "雞蛋兩板"],
    )
    found = rows_of(paper)
    assert {one.row.message.channel for one in found.values()} == {"form"}
    assert [shown(one)[0] for one in found.values()] == [
        ("3-2-501", "EGG=2 GREE=1", ()),
        ("3-2-502", "POTA=2", ("late",)),
        ("3-2-601", "POTA=2", ("late",)),
        ("3-2-602", "EGG=2", ()),
    ]


def test_a_row_of_a_round_of_one_item_without_a_figure_is_asked_about() -> None:
    found = rows_of(sheet("房号|数量", "5-1-101|2", "5-1-102|", "5-1-201|0"), "R1")
    assert shown(found[3]) == [("5-1-102", "EGG=1", ("ambiguous_quantity",))]
    assert 4 not in found


def test_a_message_is_the_contracts_and_names_its_row() -> None:
    row = rows_of(sheet(HEAD, "3-2-501|张敏|1||放门口"))[2].row
    assert row.fields() == {
        "id": "S:2",
        "round": "R4",
        "channel": "sheet_row",
        "sender": None,
        "at": "2022-04-10T20:00:00+08:00",
        "text": "3-2-501\t张敏\t青菜 1斤\t放门口",
        "orders": {},
        "row": 2,
    }
