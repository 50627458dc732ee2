"""Numbers as people write them: Arabic digits, Chinese numerals, halves."""

from fractions import Fraction
from functools import lru_cache
from typing import Final

DIGITS: Final = {one: value for value, one in enumerate("零一二三四五六七八九")} | {
    "两": 2,
    "幺": 1,
    "俩": 2,
    "仨": 3,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
}
CHINESE: Final = "[零一幺二两三四五六七八九十百廿俩仨壹贰叁肆伍]"
NUMBER: Final = rf"(?:\d{{1,7}}(?:\.\d{{1,3}})?(?:/(?:2|3|4)(?![\d]))?|半|{CHINESE}+)"


@lru_cache(maxsize=20_000)
def number(text: str) -> Fraction | None:
    """The value of a numeral; ``None`` where it is none.

    >>> number("十二"), number("半"), number("1.5"), number("廿"), number("一百五")
    (Fraction(12, 1), Fraction(1, 2), Fraction(3, 2), Fraction(20, 1), Fraction(150, 1))
    """
    if text == "半":
        return Fraction(1, 2)
    if text[:1].isdigit() and text.isascii():
        whole, _, part = text.partition("/")
        value = Fraction(whole) / Fraction(part or 1)
        return value if not part or value < 1 else None  # 3/2 is two figures side by side
    return _chinese(text)


def _chinese(text: str) -> Fraction | None:
    if text == "廿":
        return Fraction(20)
    if text in ("俩", "仨"):
        return Fraction(DIGITS[text])
    if not any(one in "十百" for one in text):
        if not all(one in DIGITS for one in text) or len(text) > 7:
            return None
        return Fraction(int("".join(str(DIGITS[one]) for one in text)))
    if len(text) >= 2 and text[-2] == "百" and text[-1] in DIGITS and text[-1] != "零":
        text += "十"  # 百五 and 一百五 are 150
    total = current = 0
    for one in text:
        if one in ("十", "百"):
            total += (current or 1) * (10 if one == "十" else 100)
            current = 0
        elif one in DIGITS:
            current = DIGITS[one]
        else:
            return None
    return Fraction(total + current)


def room_digits(text: str) -> str:
    """The digits of a room number, read one by one: 五零一, 幺零幺, or 五百零一.

    >>> room_digits("五零一"), room_digits("501")
    ('501', '501')
    """
    if text.isdigit():
        return text
    if any(one in "十百" for one in text):
        value = _chinese(text)
        return str(value) if value is not None else ""
    return "".join(str(DIGITS.get(one, "")) for one in text)
