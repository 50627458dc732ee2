"""Normalisation: one width, one script, one kind of digit,
with the way back to the original text.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import opencc

_INVISIBLE: Final = frozenset(
    "\u200b\u200c\u200d\u2060\ufeff\ufe0f\u20e3\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
)
_DASHES: Final = dict.fromkeys("‐‑‒–—―−－﹣_", "-")
_OTHER: Final = {
    "＃": "#",
    "﹟": "#",
    "х": "x",
    "✕": "×",
    "✖": "×",
    "╳": "×",
    "〇": "零",
    "○": "零",
    "🔟": "10",
}


# Numbers in a ring, a disc or a bracket, which people put before the lines of a list.
_RINGED: Final = {
    chr(first + step): str(1 + step)
    for first, count in (
        (0x2460, 20),
        (0x2474, 20),
        (0x2488, 20),
        (0x24F5, 10),
        (0x2776, 10),
        (0x2780, 10),
        (0x278A, 10),
        (0x3220, 10),
        (0x3280, 10),
    )
    for step in range(count)
} | {chr(0x24EB + step): str(11 + step) for step in range(10)}
# What such a number counts where a measure stands right behind it: ``②份``.
_COUNTED: Final = frozenset("份个只箱盒袋瓶包板提件桶罐支把捆颗棵根条块套组枚斤打筒卷片双")


@dataclass(frozen=True)
class Normal:
    """Normalised text; ``origin[i]`` is where its character ``i`` begins in the original."""

    text: str
    origin: tuple[int, ...]
    length: int

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a normalised one."""
        first = self.origin[start] if start < len(self.origin) else self.length
        last = self.origin[end] if end < len(self.origin) else self.length
        return first, max(first, last)


@lru_cache(maxsize=1)
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=20_000)
def plain(character: str) -> str:
    """One character in its plain form: half width, simplified, lower case; nothing for an invisible
    one.

    >>> plain("３"), plain("蘿"), plain("Ａ")
    ('3', '萝', 'a')
    """
    if character in _INVISIBLE:
        return ""
    if character in "\r\n":
        return "\n" if character == "\n" else ""
    folded = unicodedata.normalize(
        "NFKC", _DASHES.get(character, _OTHER.get(character, character))
    ).lower()
    folded = "".join(_DASHES.get(one, _OTHER.get(one, one)) for one in folded)
    simple: str = (
        _simplifier().convert(folded) if any(ord(one) > 0x2E80 for one in folded) else folded
    )
    return simple.replace("⁄", "/")


def normalise(text: str) -> Normal:
    """The whole text in plain form, with the origin of every character."""
    kept: list[str] = []
    origin: list[int] = []
    at_start = True  # nothing but blanks since the last line break
    for place, character in enumerate(text):
        ringed = character in _RINGED
        for one in _ringed(text, place, at_start=at_start) if ringed else plain(character):
            kept.append(one)
            origin.append(place)
        at_start = character == "\n" or (at_start and character in " \t\u3000" + "\r")
    return Normal("".join(kept), tuple(origin), len(text))


def _ringed(text: str, place: int, *, at_start: bool) -> str:
    """A ringed number: the number of a line at its beginning, elsewhere a figure by itself, so that
    ``①5-2-401`` never reads as fifteen.
    """
    figure, following = _RINGED[text[place]], text[place + 1 : place + 2]
    if at_start and following not in _COUNTED:
        return figure + "."
    return figure + " " * (following.isdigit() or following in _RINGED)


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """A word for comparison: plain, without spaces.

    >>> fold("Ａ 套")
    'a套'
    """
    return "".join("".join(plain(one) for one in word).split())
