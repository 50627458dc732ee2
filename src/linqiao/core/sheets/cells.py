"""What cells hold by themselves: addresses, names, telephones, figures, times, goods."""

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo
from fractions import Fraction
from typing import Final

from linqiao.core.intake import Context, Round
from linqiao.core.intake.address import find_addresses
from linqiao.core.intake.normalise import fold, normalise
from linqiao.core.intake.numerals import number
from linqiao.core.intake.quantities import find_quantities
from linqiao.core.intake.words import find_words, vocabulary

SAMPLE_MAX: Final = 300
MOST: Final = Fraction(9, 10)
HALF: Final = Fraction(1, 2)
NOTHING: Final = frozenset(
    "无 没有 不要 不需要 不用 否 空 不订 不买 "
    "n no none false nil null / \\ - -- × x * . 。 、".split()
)
TICKED: Final = frozenset("√ ✓ ✔ ☑ 要 是 有 对 y yes true 订 勾选 已选 选".split())
DITTO: Final = frozenset("同上 〃 \" '' '' ″ 同楼上 同前".split())
_PHONE: Final = re.compile(r"\+?\d[\d*\- ]{5,16}\d")
_ROOM: Final = re.compile(r"(?:\d{1,2}[-.]|\d{1,2}单元)?\d{2,5}(?:室|房|号|户)?")
_BUILDING: Final = re.compile(r"(.{1,4}?)(?:号楼|栋楼|楼栋|号院|栋|幢|座|楼|#|号)?")
_DATE: Final = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[ t]*(上午|下午|晚上)?[ ]*(\d{1,2})[:点时](\d{1,2})"
    r"(?:[:分](\d{1,2})(?:\.\d+)?秒?|分)?)?[ ]*(am|pm)?"
)


def plain_text(cell: str) -> str:
    """A cell in plain form on one line."""
    return " ".join(normalise(cell).text.split())


def is_nothing(cell: str) -> bool:
    """Whether a cell says that nothing is wanted, by being empty, zero, a dash or a word for it."""
    text = fold(cell)
    return not text or text in NOTHING or bool(re.fullmatch(r"0+(?:\.0+)?[^\d.]{0,2}", text))


def is_ditto(cell: str) -> bool:
    """Whether a cell repeats the one above it by a word or a mark."""
    return fold(cell) in DITTO


def whole_address(context: Context, cell: str) -> str | None:
    """The household of a cell that holds exactly one whole address."""
    found = find_addresses(context, plain_text(cell))
    return found[0].household if len(found) == 1 else None


def building_code(context: Context, cell: str) -> str | None:
    """The building that a cell names by number or alias."""
    text = fold(cell)
    if text in context.building_names:
        return context.building_names[text]
    match = _BUILDING.fullmatch(text)
    if match is None:
        return None
    value = number(match[1]) if re.fullmatch(r"[\d零一二三四五六七八九十]+", match[1]) else None
    code = str(value) if value is not None else match[1].upper()
    return code if code in context.buildings else None


def time_of(cell: str, zone: tzinfo | None) -> tuple[datetime, bool] | None:
    """A point in time, and whether the cell gives more than the day; nothing where it is no time.

    >>> time_of("2022年4月5日 下午3:07", None)
    (datetime.datetime(2022, 4, 5, 15, 7), True)
    """
    match = _DATE.fullmatch(plain_text(cell))
    if match is None:
        return None
    year, month, day, half, hour, minute, second, english = match.groups()
    late = half in ("下午", "晚上") or english == "pm"
    try:
        clock = int(hour or 0)
        clock += 12 if late and clock < 12 else 0
        moment = datetime(
            int(year), int(month), int(day), clock, int(minute or 0), int(second or 0), tzinfo=zone
        )
    except ValueError:
        return None
    return moment, hour is not None


@dataclass(frozen=True)
class Evidence:
    """How many cells of a column are of each kind, of those that hold anything."""

    filled: int
    counts: dict[str, int]
    is_sequence: bool

    def share(self, *kinds: str) -> Fraction:
        """The share of filled cells that are of one of these kinds."""
        total = sum(self.counts.get(kind, 0) for kind in kinds)
        return Fraction(total, self.filled) if self.filled else Fraction(0)


def evidence(context: Context, round_: Round, cells: list[str]) -> Evidence:
    """Look at a column's cells, a bounded sample of them."""
    sample = [cell for cell in cells if cell.strip()][:SAMPLE_MAX]
    counts: dict[str, int] = {}
    for cell in sample:
        for kind in _kinds(context, round_, cell):
            counts[kind] = counts.get(kind, 0) + 1
    figures = [int(cell) for cell in sample if re.fullmatch(r"[0-9]{1,6}", cell)]
    rising = len(figures) >= 2 and all(
        b - a in (1, 2, 3) for a, b in zip(figures, figures[1:], strict=False)
    )
    rising = rising or figures == [1]
    is_sequence = len(figures) == len(sample) and rising and figures[0] <= 2
    return Evidence(len(sample), counts, is_sequence)


def _kinds(context: Context, round_: Round, cell: str) -> list[str]:
    text = plain_text(cell)
    kinds = []
    if whole_address(context, cell):
        kinds.append("address")
    if building_code(context, cell):
        kinds.append("building")
    if _ROOM.fullmatch(text):
        kinds.append("room")
    if fold(cell) in context.names:
        kinds.append("name")
    if re.fullmatch(r"[\u4e00-\u9fffa-z· ]{1,8}", text):
        kinds.append("letters")
    if _PHONE.fullmatch(text):
        kinds.append("phone")
    if time_of(cell, None):
        kinds.append("time")
    if fold(cell) in context.units:
        kinds.append("measure")
    if re.fullmatch(r"[¥￥]?\d+(?:\.\d+)?\s*(?:元|块)?", text):
        kinds.append("number")
    quantities = find_quantities(context, text)
    if is_nothing(cell) or fold(cell) in TICKED or any(one.sign != "skip" for one in quantities):
        kinds.append("quantity")
    words = find_words(context, vocabulary(context, round_), text)
    if words:
        kinds.append("goods")
        if len(text) > sum(word.end - word.start for word in words):
            kinds.append("wish")
    return kinds
