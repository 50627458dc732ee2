"""Addresses in all the forms that people write, against the compound's real rooms."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from linqiao.core.intake.context import Context
from linqiao.core.intake.numerals import CHINESE, number, room_digits

_N: Final = rf"(?:\d{{1,3}}|{CHINESE}{{1,3}})"
_SAID: Final = "[零一幺二两三四五六七八九十百]"
_FORMAL: Final = "[零壹贰叁肆伍]{3,4}"
_R: Final = rf"(?:\d{{2,5}}|{_SAID}{{2,6}}|{_FORMAL})"
_ONE: Final = "[零一幺二三四五六七八九]"  # a digit read out: 二五零一
_BUILDING: Final = r"(?:号楼|楼栋|栋楼|栋|幢|座|号院|楼|#楼|#|号)"
_UNIT: Final = r"(?:单元门?|门|-|#|/)"
_TAIL: Final = r"(?:室|房|号房|户|号(?!楼))?"
_FORMS: Final = (
    rf"(?<![\d.])(?P<b1>{_N})\s*{_BUILDING}\s*(?:-\s*)?"
    rf"(?P<u1>{_N})\s*{_UNIT}\s*(?P<r1>{_R})(?!\d)\s*{_TAIL}",
    r"(?<![\d.\-])(?P<b2>\d{1,3})\s?(?P<s2>[-./#、~])\s?(?P<u2>\d{1,2})\s?"
    r"(?:[-./#、~]|单元)\s?(?P<r2>\d{2,5})(?!\d|\.\d|-\d)"
    rf"\s*{_TAIL}",
    r"(?<![\d.\-/])(?P<b3>\d{1,3})[ \t](?P<u3>\d{1,2})[ \t](?P<r3>\d{3,5})(?![\d.])",
    rf"(?<![\d.])(?P<b4>{_N})\s*(?:号楼|楼栋|栋|幢|座|楼|#)\s*(?:-\s*)?(?P<r4>{_R})"
    rf"(?![\d一-九十百]|\s*(?:克|g|斤|个|份|元|块|毫升))\s*{_TAIL}",
    rf"(?<![\d.\-/])(?P<b5>\d{{1,3}})-(?P<r5>\d{{3,5}})(?!\d|-\d|\s*(?:克|g|元))\s*{_TAIL}",
    rf"(?<![\d.\-/])(?<!\d:)(?P<j6>\d{{4,8}})"
    rf"(?![\d.\-/*]|\s*(?:元|块|个|克|g|kg|斤|毫升|ml))\s*{_TAIL}",
    rf"(?<![\d.])(?P<b7>{_N})\s*{_BUILDING}(?P<u7>{_ONE})(?P<r7>{_ONE}{{3,4}})(?!{CHINESE})",
    rf"(?<!\d)(?P<u8>{_N})\s*单元\s*(?P<r8>{_R})(?!\d)\s*{_TAIL}",
)
_PARTIAL: Final = re.compile(
    rf"(?P<pb>{_N})\s*(?:号楼|栋|幢|#楼)(?!\s*\d)|(?<![\d.\-])\d{{1,3}}-\d{{1,2}}-(?!\d)|"
    rf"(?<![\d\-.])(?P<pr>\d{{3,4}})\s*(?:室|房)|"
    r"[\dlio]{1,3}-[\dlio]{1,2}-\d*[？?▇■□█]+\s*\d*|(?<![a-z\d])l-\d{1,2}-[\doil]{3,4}(?![a-z\d])|"
    r"\d{1,3}-\d{1,2}-[\do]*o[\do]*"
)


@dataclass(frozen=True)
class Address:
    """An address in a text: its span, and the households that it may mean;
    several or none is uncertain.  ``text`` is the whole nickname that it stands in.
    """

    start: int
    end: int
    households: tuple[str, ...]
    flag: str = ""
    text: str = ""

    @property
    def household(self) -> str | None:
        """The one household, when there is exactly one."""
        return self.households[0] if len(self.households) == 1 and not self.flag else None


@lru_cache(maxsize=8)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    aliases = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or "(?!)"
    named = (
        rf"(?P<a9>{aliases})\s*(?:-\s*)?(?P<u9>{_N})\s*(?:{_UNIT})\s*(?P<r9>{_R})(?!\d)\s*{_TAIL}",
        rf"(?P<a0>{aliases})\s*(?:-\s*)?(?P<r0>{_R})(?![\d楼层]|{CHINESE})\s*{_TAIL}",
    )
    return re.compile("|".join((*named, *_FORMS)))


def find_addresses(context: Context, text: str) -> list[Address]:
    """All addresses of a text in order; a partial one counts only where nothing whole stands."""
    pattern = _pattern(tuple(context.building_names))
    found = _spelled(context, text) if context.spellings else []
    taught = [(one.start, one.end) for one in found]
    place = 0
    while match := pattern.search(text, place):
        if any(start < match.end() and match.start() < end for start, end in taught):
            place = match.start() + 1
            continue
        address = _resolve(context, match)
        if address is not None:
            found.append(address)
        place = match.end() if address is not None else match.start() + 1
    return sorted(found, key=lambda one: one.start) if taught else found


def _spelled(context: Context, text: str) -> list[Address]:
    """Places in words of their own that a person has taught (``老地方``, ``东头二楼陈奶奶家``)."""
    found: list[Address] = []
    for words, home in context.spellings.items():
        for match in re.finditer(r"[ \t]?".join(map(re.escape, words)), text):
            found.append(Address(*match.span(), (home,)))
    return found


def find_partial(text: str) -> tuple[int, int] | None:
    """The span of something that speaks of a place without naming a room."""
    match = _PARTIAL.search(text)
    return match.span() if match else None


def _resolve(context: Context, match: re.Match[str]) -> Address | None:
    fields = {name[0]: value for name, value in match.groupdict().items() if value is not None}
    if "j" in fields:
        homes = context.joined.get(fields["j"], ())
        if not homes and len(fields["j"]) < 4:
            return None
        flag = "" if len(homes) == 1 else "ambiguous_address" if homes else "invalid_address"
        return Address(*match.span(), homes, flag) if homes or len(fields["j"]) in (5, 6) else None
    building = _building(context, fields)
    if shorter := _spoken_room(context, match, building, fields):
        return shorter
    room = room_digits(fields["r"])
    if "u" in fields and building is None:
        return Address(*match.span(), (), "ambiguous_address")
    if "u" in fields:
        return _whole(context, match, building or "", fields["u"], room)
    homes = context.rooms.get((building or "", room), ())
    if not homes:
        joined = context.joined.get(f"{building}{room}", ()) if len(room) >= 4 else ()
        is_read_out = not fields["r"].isdigit() or "-" in match[0]
        certain = len(joined) == 1 and is_read_out
        return Address(*match.span(), joined, "" if certain else "invalid_address")
    return Address(*match.span(), homes, "" if len(homes) == 1 else "ambiguous_address")


def _spoken_room(
    context: Context, match: re.Match[str], building: str | None, fields: dict[str, str]
) -> Address | None:
    """``五零一一板``, ``五零一百里``: a spoken room ends where a real room does; nothing where the
    whole numeral is one, or none of its beginnings is.
    """
    spoken = fields["r"]
    if building is None or spoken.isdigit():
        return None
    unit = number(fields["u"]) if "u" in fields else None
    start = next(match.start(name) for name in match.groupdict() if match[name] and name[0] == "r")
    ends: dict[int, tuple[str, ...]] = {}
    for size in range(len(spoken), 1, -1):
        homes = context.rooms.get((building, room_digits(spoken[:size])), ())
        here = tuple(one for one in homes if unit is None or one.startswith(f"{building}-{unit}-"))
        if here:
            ends[size] = here
    if not ends or max(ends) == len(spoken):
        return None
    homes = tuple(dict.fromkeys(home for found in ends.values() for home in found))
    flag = "" if len(homes) == 1 else "ambiguous_address"
    return Address(match.start(), start + max(ends), homes, flag)


def _whole(context: Context, match: re.Match[str], building: str, unit: str, room: str) -> Address:
    value = number(unit)
    code = f"{building}-{value}-{room}"
    if code in context.households:
        return Address(*match.span(), (code,))
    return Address(*match.span(), (), "invalid_address")


def _building(context: Context, fields: dict[str, str]) -> str | None:
    if "a" in fields:
        return context.building_names[fields["a"]]
    if "b" not in fields:
        return None
    value = number(fields["b"])
    return str(value) if value is not None else fields["b"]
