"""Rows of sheets and fields of forms, written out as one plain line of words and numbers."""

import re
from typing import Final

from linqiao.core.recheck.masks import names_goods
from linqiao.core.recheck.plain import plain, with_digits
from linqiao.core.recheck.register import Register

_PLACE: Final = re.compile(r"房|楼|栋|幢|单元|室|门牌|户号|地址|住址|座")
_AMOUNT: Final = re.compile(r"数量|份数|袋数|件数|盒数|板数|数$|几[份袋板盒]|订购量|qty")
_GOODS: Final = re.compile(r"品名|商品|物资|物品|货|药|品种|规格|内容|需求|需要|订|单位|清单|名称$")
_IDLE: Final = re.compile(
    r"姓名|联系人|称呼|电话|手机|备注|序号|编号|时间|日期|金额|合计|人数|处方|年龄|身份|户主|"
    r"说明|签"
)
_FIELD: Final = re.compile(
    r"^\s*(?:\d{1,2}[.、)])?\s*(?P<label>[^:\n]{1,14}?)\s*:\s*(?P<value>.*)$"
)
_UNIT: Final = re.compile(r"[(\[](.*?)[)\]]|/(?P<per>[^/]+)$")
_PRICE: Final = re.compile(r"^\d+\.\d\d$")
_TOTAL: Final = re.compile(r"合计|总计|金额|总价")
_NOTHING: Final = re.compile(r"^(?:0|无|没有|-|/|不要|不需要|否|零)?$")


def cells(line: str) -> list[str]:
    """The cells of a row: parted by tabs, bars or commas, whichever comes first of these."""
    for mark in ("\t", "|", ",", ";"):
        if mark in line:
            return [one.strip() for one in line.split(mark)]
    return [line.strip()]


def row_written_out(register: Register, before: str, row: str) -> str:
    """A row of a sheet as words: the place first, then goods with their numbers.

    ``before`` is the text above the row; a heading there says what each column holds.
    """
    values = cells(plain(row).strip("\n"))
    heads = _heading(register, plain(before), len(values))
    if heads is None:
        return " ".join(f"={one}" if _PRICE.match(one) else one for one in values)
    places, goods = [], []
    for head, value in zip(heads, values, strict=False):
        is_goods = names_goods(register, _UNIT.sub("", head))
        if _IDLE.search(head) or (is_goods and _NOTHING.match(value)):
            continue
        if is_goods:
            unit = _UNIT.search(head) if value[-1:].isdigit() else None
            counted = (unit[1] or unit["per"]) if unit else ""
            goods.append(f"{_UNIT.sub('', head)} {value}{counted};")
        elif _PLACE.search(head):
            places.append(value)
        else:
            goods.append(value)
    return f"{'-'.join(one.strip(' -') for one in places if one)} ; {' '.join(goods)}"


def _heading(register: Register, before: str, width: int) -> list[str] | None:
    for line in before.split("\n"):
        heads = cells(line)
        named = sum(
            bool(_PLACE.search(one) or _IDLE.search(one) or _AMOUNT.search(one)) for one in heads
        )
        if len(heads) > 1 and named and not re.search(r"\d{3}", line) and len(heads) >= width - 3:
            return heads
    return None


def form_written_out(register: Register, text: str) -> str:
    """The fields of a form as words: the place first, then goods with their numbers."""
    places: list[str] = []
    goods: list[str] = []
    for line in plain(text).split("\n"):
        match = _FIELD.match(line)
        if match is None:
            goods.append(line)
            continue
        label, value = match["label"].strip(), with_digits(match["value"].strip())
        is_goods = names_goods(register, label) and not _GOODS.search(label)
        if _TOTAL.search(label):
            goods.append(f"合计{value};")
        elif _IDLE.search(label) or (is_goods and _NOTHING.match(value)):
            continue
        elif is_goods:
            goods.append(f"{label} {value};")
        elif _PLACE.search(label):
            places.append(value)
        else:
            goods.append(value)
    place = "-".join(re.sub(r"(?:号楼|栋|单元|室|号|楼)$", "", one) for one in places if one)
    return f"{place if len(places) > 1 else ''.join(places)} ; {' '.join(goods)}"
