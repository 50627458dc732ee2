"""Quantities in a text, and what they come to in an item's selling unit."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from linqiao.core.intake import lexicon
from linqiao.core.intake.context import WEIGHTS, Context
from linqiao.core.intake.normalise import fold
from linqiao.core.intake.numerals import CHINESE, NUMBER, number
from linqiao.core.intake.types import Item

NUMERAL_LENGTH_MAX: Final = 12  # Chinese numerals in a row; more say nothing certain
# Numbers that count people, hours or times, never goods.
_NOT_GOODS: Final = (
    rf"{NUMBER}月{NUMBER}[号日]|"
    rf"[一每]天(?:[能要就得只]*[吃喝用](?:掉|得)?)?\s*{NUMBER}\s*[袋个盒瓶份包片粒斤颗勺碗]|"
    rf"[吃喝用拿装放搬](?:不了|不完|不下|不动)\s*{NUMBER}\s*[袋个盒瓶份包斤箱板]|"
    rf"(?:发烧|体温|烧到|高烧|低烧|烧)[^\d,，]{{0,3}}[34]\d\.\d|"
    rf"{NUMBER}\s*度[\d一二三四五六七八九]|"
    rf"{NUMBER}\s*点\s*(?:\d{{1,2}}|{CHINESE}{{1,3}})\s*分?(?!{CHINESE})|"
    rf"(?:宝宝|孩子|小孩|娃|体重|身高)(?:已经|已|都|现在|快|有|才)*\s*{NUMBER}\s*(?:公斤|斤|kg|"
    rf"厘米|cm)|{NUMBER}\s*(?:个|位|名|"
    rf"口|只)?\s*(?:之家|人|老人|老头|老太|大人|孩子|小孩|娃|(?<![\t])宝宝|小时|钟头|月大|月|星期|"
    rf"礼拜|单元|"
    rf"电话|问题|事情|地方|点钟?(?!儿)|分钟|岁半?|层|次|回|楼|遍|天|"
    rf"年|日(?!用)|期|批|车|轮|号(?![\d\x02])|户|家)|[一两几]下|一起|一样|一定|一直|一般|一共|"
    rf"一家|统一|"
    rf"\d{{1,2}}:\d{{2}}|\d{{1,2}}-\d{{1,2}}\s*(?:那边|门口|旁|楼下|门卫|大门|岗)|"
    rf"第\s*{NUMBER}\s*[次个名回]?|[一二三四五六七八九]?十多(?:岁|了)?|{NUMBER}\s*(?:℃|度)|"
    rf"周[一二三四五六日]"
)


# What ends a bare spoken number: a mark, a bracket, an amount, a picture, what is masked already.
_ENDS: Final = (
    "(?:[，,。；;、\\s)）(\\[【=!！…\x01\u2600-\u27bf\U0001f000-\U0001faff]|"
    rf"~(?!\s*{NUMBER}))"
)


@dataclass(frozen=True)
class Quantity:
    """A quantity as written: its measures (number and unit), or vague;
    ``times`` multiplies the first.
    """

    start: int
    end: int
    measures: tuple[tuple[Fraction, str], ...]
    vague: bool = False
    sign: str = ""


@lru_cache(maxsize=16)
def _pattern(units: str) -> re.Pattern[str]:
    half = r"(?P<half>半)?"
    return re.compile(
        rf"(?P<run>{CHINESE}{{{NUMERAL_LENGTH_MAX + 1},}})|(?P<skip>\s*(?:{_NOT_GOODS}))|"
        rf"(?P<vague>(?<![\u4e00-\u9fff\d])两(?=\s*(?:$|{_ENDS}))|"
        rf"(?:{lexicon.VAGUE})\s*(?:{units})?|{NUMBER}\s*来\s*(?:{units})|"
        rf"{NUMBER}\s*(?:{units})(?:多(?![谢多放给少装带])|出头)|"
        rf"[?？#]{{2,}}\s*(?:{units})?|[?？#]\s*(?:{units})(?![a-z])|[▇■□█▓▒░]+\s*(?:{units})?)|"
        rf"\s*(?P<jin>{NUMBER})\s*(?P<jinu>斤|市斤|公斤|千克|kg)\s*(?P<liang>{CHINESE}|\d)\s*两|"
        rf"(?P<sign>[x×*+])?\s*(?P<n>{NUMBER})\s*(?P<u>{units})(?![a-wyz]){half}"
        rf"(?P<times>\s*(?:装\s*[x×*]?|[x×*])\s*(?P<tn>{NUMBER})(?P<tu>\s*(?:{units}))?)?|"
        rf"(?P<sign2>[x×*+])\s*(?P<n2>{NUMBER})|"
        rf"(?<![\d.a-z])(?P<n3>\d{{1,6}}(?:\.\d{{1,3}})?)(?![\d.]|\s*[a-z]{{2}})|"
        rf"(?P<n4>半|(?!两(?!{CHINESE})){CHINESE}{{1,3}})(?=\s*(?:$|{_ENDS}))"
    )


def find_quantities(context: Context, text: str) -> list[Quantity]:
    """All quantities of a text in order."""
    found = []
    for match in _pattern(context.unit_pattern).finditer(text):
        quantity = _quantity(match)
        if quantity is not None:
            found.append(quantity)
    return found


def _quantity(match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    if match["skip"] is not None:
        return Quantity(start, end, (), sign="skip")
    if match["vague"] is not None or match["run"] is not None:
        return Quantity(start, end, (), vague=True)
    if match["jin"] is not None:
        whole, part = number(match["jin"]), number(match["liang"])
        if whole is None or part is None:
            return None
        grams = whole * WEIGHTS[match["jinu"]] + part * WEIGHTS["两"]
        return Quantity(start, end, ((grams / WEIGHTS["斤"], "斤"),))
    for name, sign in (("n", "sign"), ("n2", "sign2")):
        if match[name] is not None:
            return _signed(match, name, sign)
    value = number(match["n3"] or match["n4"])
    return None if value is None else Quantity(start, end, ((value, ""),))


def _signed(match: re.Match[str], name: str, sign: str) -> Quantity | None:
    value = number(match[name])
    if value is None:
        return None
    if "/" in match[name] and match[sign]:
        return None  # x1/2 may be two figures side by side
    unit = match["u"] or "" if name == "n" else ""
    if name == "n" and match["half"]:
        value += Fraction(1, 2)
    measures = [(value, unit)]
    if name == "n" and match["times"]:
        times = number(match["tn"])
        if times is None:
            return None
        measures.append((times, "×" + (match["tu"] or "").strip()))
    return Quantity(*match.span(), tuple(measures), sign=match[sign] or "")


def convert(item: Item, value: Fraction, unit: str) -> Fraction | None:
    """A measure in the item's selling unit; ``None`` where the item does not know the unit.

    Weights convert among each other where the selling unit or a pack is one of them.
    """
    if not unit or unit == fold(item.unit):
        return value
    packs = {fold(name): size for name, size in item.packs.items()}
    if unit in packs:
        return value * packs[unit]
    if unit not in WEIGHTS:
        return None
    if fold(item.unit) in WEIGHTS:
        return value * WEIGHTS[unit] / WEIGHTS[fold(item.unit)]
    for pack, size in packs.items():
        if pack in WEIGHTS:
            return value * WEIGHTS[unit] / WEIGHTS[pack] * size
    return None


def amount(item: Item, quantity: Quantity) -> Fraction | None:
    """What a quantity comes to in selling units; ``None`` where that is not certain.

    ``10斤×2`` of a bag of ten 斤 is two bags (ruling 9).
    """
    if quantity.vague or not quantity.measures:
        return None
    first = convert(item, *quantity.measures[0])
    if first is None or len(quantity.measures) == 1:
        return first
    times, unit = quantity.measures[1]
    counted = convert(item, times, unit.removeprefix("×"))
    if first == 1 and counted is not None:
        return counted
    if unit != "×" or quantity.measures[0][1] != fold(item.unit):
        return None
    return times if first == 1 else None  # 2板x2: two, or four?
