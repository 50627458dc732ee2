"""What columns are taken for, in the shapes that people use."""

import pytest

from tests.core.sheets.paper import Cells, proposed, roles, sheet

WIDE = ("序号|房号|姓名|电话|青菜(斤)|鸡蛋(板)|备注", "1|6-1-301|张三|13812345678|1|2|放门口")
CERTAIN: dict[str, tuple[tuple[Cells, ...], list[str]]] = {
    "one column an item": (
        WIDE,
        ["row_number", "address", "name", "phone", "item:GREE", "item:EGG", "remark"],
    ),
    "one row a wish": (
        ("地址|户主|品名|规格|单价|数量|单位|小计", "3-2-501|张敏|鸡蛋|30枚/板|28|2|板|56"),
        [
            "address",
            "name",
            "item_name",
            "specification",
            "ignore",
            "quantity",
            "measure",
            "amount",
        ],
    ),
    "a form's export": (
        (
            "提交答卷时间|所用时间|来自IP|1、您的房号（必填）|2、您的姓名|3、您需要什么物资？",
            "2022/4/10 9:00:00|35秒|1.2.3.4|3-3-302|潘军|鸡蛋2板青菜三斤",
        ),
        ["time", "ignore", "ignore", "address", "name", "text"],
    ),
    "an address in three columns": (
        ("楼栋|单元|房号|青菜", "3号楼|2|501|1", "三号楼|2单元|502室|2"),
        ["building", "unit", "room", "item:GREE"],
    ),
    "traditional characters": (
        ("房號|姓名|雞蛋（30枚/板）|胡蘿蔔|備註", "３－２－５０１|張敏|１|２|"),
        ["address", "name", "item:EGG", "item:CARR", "remark"],
    ),
    "a title above": (
        (["蔬菜团购登记表", "", ""], ["", "", ""], ["房号", "青菜", "鸡蛋"], ["6-1-301", "1", "1"]),
        ["address", "item:GREE", "item:EGG"],
    ),
    "a row of units beneath": (
        ("楼室|青菜|鸡蛋|合计", "|斤|板|元", "3-2-501|2|1|37"),
        ["address", "item:GREE", "item:EGG", "amount"],
    ),
    "figures and amounts beneath each item": (
        ("楼室|鸡蛋||青菜|", "|数量|金额|数量|金额", "3-2-501|1|28|2|9"),
        ["address", "item:EGG", "ignore", "item:GREE", "ignore"],
    ),
    "groups above the items": (
        ("团购", "房号|蔬菜||蛋类", "|青菜|土豆|鸡蛋", "2-1-502|1||2"),
        ["address", "item:GREE", "item:POTA", "item:EGG"],
    ),
    "goods beside a quantity": (
        ("您的房号|您需要什么物资|数量", "3-2-501|鸡蛋|2板"),
        ["address", "item_name", "quantity"],
    ),
    "two pairs of goods": (
        ("房号|商品1|数量1|商品2|数量2", "3-2-501|鸡蛋|2|青菜|3"),
        ["address", "item_name", "quantity", "item_name", "quantity"],
    ),
}


@pytest.mark.parametrize("shape", CERTAIN)
def test_usual_sheets_are_wholly_certain(shape: str) -> None:
    rows, expected = CERTAIN[shape]
    paper = sheet(*rows)
    assert roles(paper) == expected
    assert proposed(paper).is_certain


UNCERTAIN: dict[str, tuple[tuple[Cells, ...], list[str], str]] = {
    "goods that nobody sells": (("房号|奶茶", "6-1-301|1"), ["address", "ignore?"], "奶茶"),
    "a word for two items": (("房号|大米", "6-1-301|1"), ["address", "item:RIC1?"], "RIC2"),
    "goods of another round": (("房号|苹果", "6-1-301|1"), ["address", "item:APPL?"], "round"),
    "a misspelt item": (("房号|西红是", "6-1-301|1"), ["address", "item:TOMA?"], "西红柿"),
    "a unit that the item has not": (
        ("房号|鸡蛋(斤)", "6-1-301|1"),
        ["address", "item:EGG?"],
        "斤",
    ),
    "another size": (("房号|鸡蛋(20枚/板)", "6-1-301|1"), ["address", "item:EGG?"], "20枚"),
    "another price": (("房号|鸡蛋(30元/板)", "6-1-301|1"), ["address", "item:EGG?"], "price 30"),
    "an item twice": (
        ("房号|鸡蛋|鸡蛋", "6-1-301|1|1"),
        ["address", "item:EGG", "item:EGG?"],
        "EGG too",
    ),
    "two addresses": (
        ("房号|住址|鸡蛋", "6-1-301|6-1-302|1"),
        ["address", "address?", "item:EGG"],
        "another column",
    ),
    "cells that speak against the heading": (
        ("房号|电话|鸡蛋", "6-1-301|2|1", "6-1-302|1|1"),
        ["address", "phone?", "item:EGG"],
        "do not look like",
    ),
    "a quantity of nothing": (("房号|数量", "6-1-301|1"), ["address", "quantity?"], "no column"),
    "a sum of money or things": (
        ("房号|鸡蛋|合计", "6-1-301|1|1"),
        ["address", "item:EGG", "amount?"],
        "or of things",
    ),
    "a column without a word": (
        ("房号|鸡蛋|", "6-1-301|1|abc"),
        ["address", "item:EGG", "ignore?"],
        "nothing tells",
    ),
}


@pytest.mark.parametrize("shape", UNCERTAIN)
def test_a_doubtful_column_says_why(shape: str) -> None:
    rows, expected, why = UNCERTAIN[shape]
    paper = sheet(*rows)
    assert roles(paper) == expected
    doubtful = next(one for one in proposed(paper).columns if not one.certain)
    assert why in doubtful.reason
    assert not proposed(paper).is_certain


def test_a_sheet_without_addresses_is_doubted() -> None:
    assert "no column holds the address" in proposed(sheet("姓名|鸡蛋", "张敏|1")).doubts


def test_a_sheet_without_headings_is_told_by_its_cells_and_doubted() -> None:
    paper = sheet("3-3-302|潘军|鸡蛋|2|板", "3-2-501|张敏|青菜|1|斤")
    assert roles(paper) == ["address", "name", "item_name", "quantity?", "measure"]
    assert proposed(paper).first_row == 1
    assert proposed(paper).doubts


def test_a_unit_in_the_title_that_is_not_the_selling_unit_is_doubted() -> None:
    paper = sheet("登记表 单位：公斤", "楼室|青菜", "3-2-501|2")
    column = proposed(paper).columns[1]
    assert (column.unit, column.certain) == ("公斤", False)


def test_the_only_item_of_a_round_needs_no_name() -> None:
    assert roles(sheet("房号|数量(板)", "5-1-101|2"), "R1") == ["address", "item:EGG"]
    assert roles(sheet("楼号|单元|室|袋数", "1|1|101|2"), "R7")[-1] == "item:RIC1"


def test_labels_of_a_round_are_headings() -> None:
    assert roles(sheet("房号|A|B", "2-1-502|1|"), "R2") == ["address", "item:VEGA", "item:VEGB"]


def test_rows_without_an_address_ask_whether_it_is_repeated() -> None:
    bare = proposed(sheet("房号|商品|数量", "3-2-501|鸡蛋|1", "|青菜|2"))
    assert bare.fill_down
    assert "row 3" in bare.doubts[0]
    own = proposed(sheet("房号|姓名|鸡蛋", "3-2-501|张敏|1", "|潘军|1"))
    assert not own.fill_down  # another person's row: the address is missing, not merged


def test_merged_cells_of_a_workbook_leave_no_doubt() -> None:
    paper = sheet("房号|商品|数量", "3-2-501|鸡蛋|1", "|青菜|2", merged={(2, 0): (1, 0)})
    assert proposed(paper).is_certain
