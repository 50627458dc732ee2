"""Numerals with their units, and what they come to in the selling unit of an item."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from linqiao.core.intake.types import Item
from linqiao.core.recheck.plain import count, word
from linqiao.core.recheck.register import GRAMS

_FIGURE: Final = r"\d+(?:\.\d+)?(?:/\d+)?"
_SPOKEN: Final = r"两(?=\D)|俩|仨|半|[零一二三四五六七八九十百廿]+"
_PAIR: Final = {"俩": Fraction(2), "仨": Fraction(3), "两": Fraction(2), "半": Fraction(1, 2)}
# A counter that belongs to the next word counts no goods: 一个人, 一块儿, 两个小时.
_NO_COUNTER: Final = (
    r"(?![个块两条](?:人|月|小时|老[人头太婆公妈爸]|孩|钟|星期|单元|门|儿|娃|女|住))"
)


@dataclass(frozen=True)
class Amount:
    """A number as it stands in the text; ``unit`` is empty where none is written."""

    value: Fraction
    unit: str = ""


@lru_cache(maxsize=8)
def _pattern(units: tuple[str, ...]) -> re.Pattern[str]:
    unit = "|".join(map(re.escape, units))
    spoken = "|".join(re.escape(one) for one in units if not one.isascii())
    latin = "|".join(re.escape(one) for one in units if one.isascii()) or "(?!)"
    return re.compile(
        rf"(?P<n>{_FIGURE}|{_SPOKEN})"
        rf"(?:(?P<u>[ \t]*{_NO_COUNTER}(?:{spoken})|(?:{latin})(?![a-z]))"
        rf"(?:(?P<half>半)(?!{unit})|(?P<more>[\d一二三四五六七八九](?=两))两)?)?"
    )


def amount_at(units: tuple[str, ...], text: str, place: int) -> tuple[Amount, int] | None:
    """The amount that begins at a place of the text, and where it ends."""
    match = _pattern(units).match(text, place)
    if match is None:
        return None
    value, unit = _value(match["n"]), (match["u"] or "").strip()
    if match["half"]:
        value += Fraction(1, 2)
    if match["more"]:
        if unit not in ("斤", "市斤"):
            return None
        value += _value(match["more"]) / 10
    return Amount(value, unit), match.end()


def _value(numeral: str) -> Fraction:
    if numeral in _PAIR:
        return _PAIR[numeral]
    if numeral[0].isdigit():
        return Fraction(numeral)
    return Fraction(count(numeral))


def in_selling_units(item: Item, amount: Amount) -> Fraction | None:
    """The amount in the item's selling unit; nothing where the unit says nothing about it."""
    sizes = {word(unit): size for unit, size in item.packs.items()}
    sizes[word(item.unit)] = Fraction(1)
    if not amount.unit:
        return amount.value
    if amount.unit in sizes:
        return amount.value * sizes[amount.unit]
    for unit, size in sizes.items():
        if unit in GRAMS and amount.unit in GRAMS:
            return amount.value * GRAMS[amount.unit] / GRAMS[unit] * size
    return None
