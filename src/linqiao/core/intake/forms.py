"""Filled forms: one entry; labels are taken out, an address over several fields is put together."""

import re
from dataclasses import dataclass, field
from typing import Final

from linqiao.core.intake.address import find_addresses
from linqiao.core.intake.clause import DONE
from linqiao.core.intake.context import Context
from linqiao.core.intake.normalise import fold
from linqiao.core.intake.numerals import CHINESE, number, room_digits
from linqiao.core.intake.structure import Block, TextLine, text_lines

# A label: what stands before the first colon of a line, perhaps with a number behind (商品2：).
_LABEL: Final = re.compile(
    r"^[ \t]*(?:\d{1,2}\s*[.、)）]\s*)?(?P<label>[\u4e00-\u9fffa-z/、()（）?？ ]{1,14}?)\d{0,2}"
    r"\s*[:：][ \t]*"
)
_BRACKETED: Final = re.compile(
    r"^[ \t]*[【\[](?P<label>[\u4e00-\u9fff/、()]{1,14})[】\]][ \t]*(?=\S)"
)
# A field that says nothing is wanted: 豆腐：无.
_NOTHING: Final = re.compile(r"[^:\n]{1,12}:\s*(?:无|没有|暂无|[-/]+)\s*$")
_HEADING: Final = re.compile(
    r"\s*(?:【[^】]*】|\[[^\]]*\]|[\u4e00-\u9fff]{0,10}(?:登记|需求|订购|申请|报名|"
    r"统计)[表单]?)\s*:?\s*"
)
# What a label asks for, by the words in it; the first that fits.
_NAMES: Final = re.compile(
    r"姓名|联系人|称呼|户主|住户$|订购人|下单人|申请人|收货人|家长|监护人|患者|病人|登记人|"
    r"提交人|代填|录入|"
    r"填[写表报]人|昵称|微信"
)
_ROOM: Final = re.compile(r"^(?:房间?号?码?|门牌号?|室号?|房|几室)$")
_BUILDING: Final = re.compile(r"^(?:所在|所住)?(?:楼栋?号?|栋号?|幢号?|楼宇|几号?楼|几栋)$")
_UNIT: Final = re.compile(r"^(?:所在)?(?:单元号?|几单元|门洞)$")
_BUILDING_AND_UNIT: Final = re.compile(r"^(?:所在|所住)?楼栋?号?[、/ ]?单元号?$")
_TWO_PARTS: Final = re.compile(
    rf"(?P<b>\d{{1,3}}|{CHINESE}{{1,3}})\s*(?:号楼|栋|幢|座|楼|-)\s*(?P<u>\d{{1,2}}|"
    rf"{CHINESE}{{1,2}})\s*(?:单元|门)?"
)
# Fields that say what stands in the kitchen already.
_AT_HOME: Final = re.compile(r"已有|现有|家里有|库存|不缺")
# Fields that say something about people, times or wishes of another kind: no goods stand there.
_ABOUT: Final = re.compile(
    r"备注|要求|留言|说明|年龄|岁数|性别|日期|时间|时段|时候|月龄|体重|身高|人口|人数|几口|几人|"
    r"电话|手机|联系方式|"
    r"规格|尺码|颜色|过敏|病史|症状|是否|有无|有没有|方式|送到|自提|放在|健康|体温|码$|编号|序号|"
    r"群名|身份"
)
_MONEY: Final = re.compile(r"金额|合计|总计|总价|应付|应收|实付|付款|共计|小计|价格|单价|转账")
_HOW_MANY: Final = re.compile(r"要?(?:几|多少)[\u4e00-\u9fff]?|[袋盒份个斤箱瓶包件桶板提罐]数|数量")
_COUNT: Final = re.compile(r"数量?$|数\(|份数|件数|数\s*[(（]")
# Fields of addresses and goods: their labels are taken out, what stands in them is read.
_WANTED: Final = re.compile(
    r"需|要|购|订|买|物[资品]|商品|菜品|货|品[名种类]|药|套餐|名称|内容|选|[数份件盒袋箱]数|数量|"
    r"地址|"
    r"住址|小区|楼|单元|"
    r"房|室|门牌|户|位置|栋|幢|家庭|所在|清单|明细|请|您"
)


@dataclass
class _Form:
    """A form while its lines are taken in."""

    kept: list[str]
    first: int | None = None
    parts: dict[str, str] = field(default_factory=dict)
    who: str = ""
    amount: tuple[int, int] | None = None

    def mask(self, start: int, end: int) -> None:
        self.kept[start:end] = DONE * (end - start)


def form_blocks(context: Context, text: str) -> tuple[list[Block], str]:
    """The one entry of a form, and its text in which only what was filled in is left.

    A label is whatever stands before a colon.  Fields about people, times and remarks are taken out
    unless goods of the catalogue stand in them.
    """
    form = _Form(list(text))
    for line in text_lines(context, text):
        body = text[line.start : line.end]
        if _NOTHING.match(body):
            form.mask(line.start, line.end)
            continue
        label = _LABEL.match(body) or _BRACKETED.match(body)
        if label is not None and context.word_pattern.search(label["label"]):
            _take_count(form, line.start, label)
        if label is None or not _is_label(context, label["label"].strip()):
            if _HEADING.fullmatch(body):
                form.mask(line.start, line.end)
            elif body.strip() and form.first is None and find_addresses(context, body):
                form.first = line.index
            continue
        form.first = line.index if form.first is None else form.first
        _take_field(context, form, line, label, body)
    whole = "".join(form.kept) + _address_of(form.parts, form.who)
    blocks = [Block(form.first or 0, 0, len(whole), False, 0)] if text.strip() else []
    return blocks, whole


def _take_count(form: _Form, start: int, label: re.Match[str]) -> None:
    """``酸菜几袋：6``, ``面粉袋数：2``: what asks for a number beside the goods is taken out."""
    for match in _HOW_MANY.finditer(label["label"]):
        first = start + label.start("label") + match.start()
        form.mask(first, first + len(match[0]))
    for place in range(start, start + label.end()):
        if form.kept[place] in "【】[]":
            form.mask(place, place + 1)


def _take_field(
    context: Context, form: _Form, line: TextLine, label: re.Match[str], body: str
) -> None:
    start, end = line.start, line.end
    name, value = label["label"].strip(), body[label.end() :].strip()
    if name == "单位" and form.amount and fold(value) in context.units:
        first, last = form.amount
        form.kept[first - len(value) : last] = [*form.kept[first:last], *value]
        value = ""
    if value.isdigit() and _COUNT.search(name):
        form.amount = (end - len(value), end)
    if _BUILDING_AND_UNIT.match(name) and (both := _TWO_PARTS.fullmatch(value)):
        form.parts |= {"b": both["b"], "u": both["u"]}
        form.mask(start, end)
        return
    part = _part(name)
    figure = _place_figure(context, part, value) if part else ""
    names_goods = bool(context.word_pattern.search(value))
    if _AT_HOME.search(name):
        form.mask(start, end)
        return
    if figure:
        form.parts[part] = figure
        form.mask(start, end)
    elif name.startswith("规格") and value:
        # read like 鸡蛋（规格25斤）, behind the goods
        form.kept[start : start + label.end()] = "(规格".rjust(label.end(), DONE)[-label.end() :]
        form.kept[end : end + 1] = [")"]
    elif _MONEY.search(name) and re.search(r"\d", value):
        form.kept[start : start + label.end()] = _stated(label.end())
    elif (
        (_ABOUT.search(name) and not names_goods)
        or (name == "单位" and not value)
        or (_NAMES.search(name) and _is_strangers_name(context, value))
    ):
        form.mask(start, end)
    else:
        form.mask(start, start + label.end())
        if _NAMES.search(name) and value in context.names:
            form.who = value


def _is_label(context: Context, label: str) -> bool:
    """Whether words before a colon name a field; not goods (``鸡蛋：2``), nor what nobody knows
    (``大闸蟹：2``), which may be goods.
    """
    if context.word_pattern.search(label) or (label.isascii() and len(label) == 1):
        return False
    kinds = (_NAMES, _ABOUT, _MONEY, _COUNT, _WANTED)
    return any(kind.search(label) for kind in kinds) or label == "单位"


def _part(label: str) -> str:
    if _BUILDING.match(label):
        return "b"
    if _UNIT.match(label):
        return "u"
    return "r" if _ROOM.match(label) else ""


def _place_figure(context: Context, part: str, value: str) -> str:
    """The figure of one part of an address; an alias of a building stands for its code."""
    if part == "b" and fold(value) in context.building_names:
        return context.building_names[fold(value)]
    plain = value.rstrip("号楼栋幢单元室房")
    return plain if re.fullmatch(r"\d{1,5}|[零幺一二三四五六七八九十]{1,5}", plain) else ""


def _stated(length: int) -> str:
    """A label of money as words that state an amount, at the same length."""
    return "合计".rjust(length, DONE)[-length:]


def _is_strangers_name(context: Context, value: str) -> bool:
    """A name that the register does not know explains itself where the form asks for one."""
    return value not in context.names and not find_addresses(context, value)


def _address_of(parts: dict[str, str], who: str) -> str:
    """The address that stood in several fields, behind the text in a form that is read; a building
    alone beside a resident's full name (ruling 19).
    """
    if {"b", "r"} <= set(parts):
        return "\n" + "-".join(_figures(part, parts[part]) for part in "bur" if part in parts)
    if "b" in parts and who:
        stairs = f"{_figures('u', parts['u'])}单元" if "u" in parts else ""
        return f"\n{_figures('b', parts['b'])}号楼{stairs}{who}"
    return "\n" + parts["r"] if "r" in parts else ""


def _figures(part: str, text: str) -> str:
    if part == "r":
        return room_digits(text)
    value = number(text)
    return str(value) if value is not None else text
