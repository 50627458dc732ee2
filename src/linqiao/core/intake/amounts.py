"""Amounts of money in a text: what somebody says it comes to, prices, sums for goods."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from linqiao.core.intake.numerals import NUMBER, number

_MONEY: Final = r"\d{1,7}(?:\.\d{1,2})?"
_SAID: Final = (
    r"正好|刚好|到付|应付|应收|一共是?|总共|共计|合计|总计|总价|总额|金额|共|计|已经?(?:付款?|"
    r"转账?|支付|打款|交)|"
    r"(?<![\u4e00-\u9fff])付款?了?|"
    r"转账?了?|支付了?|实付|微信转?账?|支付宝转?账?|打款|花了"
)
# How it was worked out: 28*2=56, 28x2+4=60.
_SUM: Final = (
    rf"(?:(?<=[\s,，;；:：(（])(?:{_MONEY}(?:\s*[*x×]\s*\d{{1,3}})?\s*\+\s*){{0,9}}"
    rf"{_MONEY}(?:\s*[*x×]\s*\d{{1,3}})?\s*)?"
)
_STATED: Final = re.compile(
    rf"(?:{_SAID})\s*[:：]?\s*[¥￥$]?\s*(?P<said>{_MONEY})\s*"
    rf"(?P<unit1>元|块钱?|rmb|圆)?(?P<after>[\u4e00-\u9fffa-z])?|"
    rf"{_SUM}=\s*[¥￥$]?\s*(?P<equal>{_MONEY})\s*(?:元|块钱?|rmb)?|"
    rf"(?P<paid>{_MONEY})(?:\s*(?:元|块钱?)\s*)?已经?(?:转|付|收|支付)(?!\s*[¥￥]?\d)|"
    rf"[¥￥]\s*(?P<sign>{_MONEY})(?!\s*/)|"
    rf"(?P<plain>{_MONEY})\s*(?:元|rmb|块钱(?!\s*的))(?!\s*[/一])|"
    r"(?P<spoken>[零一二两三四五六七八九十百]{1,8})\s*(?:元|圆)(?!\s*[/一每的])|"
    rf"(?<![\d.])(?P<cents>\d{{1,6}}\.\d{{2}})(?![\d.])(?=\s*(?:$|[\t,，;；\n]))"
)
_WORTH: Final = re.compile(
    r"(?:\d+|[一二三四五六七八九十百两]{1,12})\s*(?:块钱?|元钱?)\s*的|"
    r"[一二三四五六七八九十百两]{1,12}\s*块钱"
)


@dataclass(frozen=True)
class Amounts:
    """Stated totals in fen; spans that are explained; spans that ask for goods by money."""

    stated_fen: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    worth: tuple[tuple[int, int], ...]


@lru_cache(maxsize=16)
def _price(units: str) -> re.Pattern[str]:
    """A price per unit: 28元/板, ¥5/斤, 4元一斤, 39元/2斤."""
    unit = rf"(?:\d+\s*)?(?:{units})(?!半|多|[人家户共])"
    return re.compile(
        rf"(?:[¥￥]\s*{_MONEY}|{_MONEY}\s*(?:元|块钱?)\d?)\s*(?:/\s*{unit}|[一每]{unit})|"
        rf"(?!(?:1/[234]|[23]/[34])(?!\d)){_MONEY}/{unit}"
    )


@lru_cache(maxsize=16)
def _mention(units: str) -> re.Pattern[str]:
    """A price that is spoken of: 26一盒, 28块那种, (38的); money of another time: 上次的28块."""
    return re.compile(
        rf"(?<![\d.])(?P<per>{_MONEY})\s*[一每](?:{units})(?!半|多)|"
        rf"(?P<which>{_MONEY})\s*(?:元|块钱?)\s*的?(?:那[个种款袋盒包]|的)|"
        rf"(?<=\()\s*(?P<inside>{_MONEY})(?:\s*(?:元|块钱?))?\s*的\s*(?=\))|"
        rf"(?:上次|上回|之前|昨天|前天|上一?[轮期批])的?\s*(?P<past>{_MONEY})\s*(?:元|块钱?)"
    )


def _mentions(text: str, units: str, prices_fen: Collection[int]) -> list[tuple[int, int]]:
    """Spans of prices that are spoken of; a figure that is nobody's price is left alone."""
    found = []
    for match in _mention(units).finditer(text):
        figure = match["per"] or match["which"] or match["inside"]
        if match["past"] or _fen(figure) in prices_fen:
            found.append(match.span())
    return found


def _fen(figure: str) -> int:
    whole, _, cents = figure.partition(".")
    return int(whole) * 100 + int(cents.ljust(2, "0") or 0)


def find_amounts(
    text: str,
    units: str,
    names: Sequence[tuple[int, int]] = (),
    prices_fen: Collection[int] = (),
) -> Amounts:
    """All amounts of a text.  ``共3份`` counts goods and is left alone, and so is what begins
    within the name of goods (``体温计1``).
    """
    spans = [match.span() for match in _price(units).finditer(text)]
    spans += _mentions(text, units, prices_fen)
    worth = tuple(
        match.span()
        for match in _WORTH.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in spans)
    )
    taken = bytearray(len(text))
    for start, end in (*spans, *worth):
        taken[start:end] = b"\1" * (end - start)
    stated = []
    for match in _STATED.finditer(text):
        start, end = match.span()
        if any(taken[start:end]) or any(first <= start < last for first, last in names):
            continue
        if match["after"]:
            end -= 1
            if not match["unit1"] and re.match(rf"{units}|[样种]", text[end:]):
                continue
        if match["spoken"]:
            stated.append(int(number(match["spoken"]) or 0) * 100)
            spans.append((start, end))
            continue
        digits = (
            match["said"]
            or match["equal"]
            or match["paid"]
            or match["sign"]
            or match["plain"]
            or match["cents"]
        )
        stated.append(_fen(digits))
        spans.append((start, end))
    return Amounts(tuple(stated), tuple(spans), worth)


@dataclass(frozen=True)
class Count:
    """A stated number of things: ``共3份``, ``一共两样``."""

    start: int
    end: int
    number: Fraction
    unit: str


_COUNT: Final = re.compile(
    rf"(?:一共是?|总共|共计|合计|总计|"
    rf"(?<![一总])共)\s*[:：]?\s*(?P<n>{NUMBER})\s*(?P<unit>[份件样种个袋箱盒板包瓶斤])"
)


def find_counts(text: str) -> list[Count]:
    """Stated numbers of things; whether they are totals or a quantity of their own, the rest of the
    entry tells.
    """
    found = []
    for match in _COUNT.finditer(text):
        value = number(match["n"])
        if value is not None:
            found.append(Count(*match.span(), value, match["unit"]))
    return found
