"""Plain writing for the second reader: one width, one script, numerals of places in digits."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

import opencc

_NOISE: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufe0f\u20e3\r]")
_DASH: Final = re.compile("[‐‑‒–—―−－﹣_]")
DIGITS: Final = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"幺": 1, "两": 2}
_TENS: Final = {"十": 10, "百": 100}
_PLACE: Final = re.compile(r"[一二三四五六七八九十]{1,3}(?=\s*(?:号|栋|幢|单元|座|#))")
_SPELT: Final = re.compile(r"[零一二三四五六七八九幺]{3,4}(?![十百])")


@lru_cache(maxsize=1)
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=20_000)
def _simple(sign: str) -> str:
    return str(_simplifier().convert(sign))


def plain(text: str) -> str:
    """Half width, simplified, lower case, without invisible marks.

    >>> plain("３號 Ａ套")
    '3号 a套'
    """
    flat = unicodedata.normalize("NFKC", _NOISE.sub("", _DASH.sub("-", text)))
    flat = _DASH.sub("-", flat).lower().replace("〇", "零").replace("⁄", "/")
    return "".join(_simple(sign) if sign > "\u2e80" else sign for sign in flat)


def word(text: str) -> str:
    """A word for comparison: plain and without spaces."""
    return "".join(plain(text).split())


def count(numeral: str) -> int:
    """The value of a Chinese whole number below a thousand.

    >>> count("二十三"), count("十"), count("廿一")
    (23, 10, 21)
    """
    total, last = 0, 0
    for sign in numeral.replace("廿", "二十"):
        if sign in _TENS:
            total, last = total + (last or 1) * _TENS[sign], 0
        else:
            last = DIGITS[sign]
    return total + last


def with_digits(text: str) -> str:
    """Numerals of places and labels in digits: ``三号楼二单元五零一`` becomes ``3号楼2单元501``.

    >>> with_digits("三号楼二单元五零一")
    '3号楼2单元501'
    """
    text = _SPELT.sub(lambda found: "".join(str(DIGITS[sign]) for sign in found[0]), text)
    return _PLACE.sub(lambda found: str(count(found[0])), text)
