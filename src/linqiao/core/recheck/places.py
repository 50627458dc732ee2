"""Households written in a text, found by looking digits up in the register."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from linqiao.core.recheck.register import Codes, Register

_MARK: Final = r"\s*(?:号楼|栋|幢|座|#|号|楼)\s*"
_STAIR: Final = r"\s*(?:单元|门|-)\s*"
_ROOM: Final = r"(?P<r>\d{3,4}[a-z]?)(?![\d.])(?:室|房|号(?!\d))?"
_BEFORE: Final = r"(?<![\d.\-])"
_LOOSE_BEFORE: Final = r"(?<!\d)"
_MORE: Final = re.compile(r"\s*[/、,，和]\s*(\d{3,4})(?![\d.\-号#栋幢]|\s*[斤个份板袋元])")
_NUMBERED: Final = re.compile(r"\s*(?:接?\d{1,3}|[一二三四五六七八九十]{1,3})\s*[.、:)]\s*")
_PART: Final = re.compile(r"(?<![\d\-])(\d{1,2})(?:-|号楼|栋|#)(\d{1,2})(?:单元)?(?![\d\-])")
_AFTER_RUN: Final = r"(?!\d|\.\d|\s*(?:[斤个份板袋元克块]|kg))"


@dataclass(frozen=True)
class Place:
    """A stretch of text and the households that it can mean."""

    start: int
    end: int
    households: Codes


@lru_cache(maxsize=8)
def _patterns(codes: tuple[str, ...], aliases: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    block = rf"(?P<b>{'|'.join(map(re.escape, codes))})"
    named = rf"(?<!\d)(?P<b>{'|'.join(map(re.escape, aliases))})" if aliases else r"(?P<b>(?!))"
    stair = r"(?P<u>[\da-z]{1,2})"
    whole = [
        rf"{named}\s*-?{stair}{_STAIR}{_ROOM}",
        rf"{_BEFORE}{block}{_MARK}-?{stair}{_STAIR}{_ROOM}",
        *(
            rf"{_LOOSE_BEFORE}{block}{sep}{stair}{sep}{_ROOM}"
            for sep in (r"\s*-\s*", r"\.", r"/", r"[ \t]+")
        ),
        rf"{_BEFORE}{block}\s*-\s*{stair}\s*单元\s*{_ROOM}",
    ]
    short = [
        rf"{named}\s*-?{_ROOM}",
        rf"{_BEFORE}{block}{_MARK}{_ROOM}",
        rf"{_LOOSE_BEFORE}(?<!-){block}\s*-\s*{_ROOM}(?!-)",
    ]
    run = rf"{_BEFORE}(?P<b>[\da-z]{{4,7}}){_AFTER_RUN}"
    return tuple(re.compile(one) for one in (*whole, *short, run))


def places(register: Register, text: str) -> list[Place]:
    """Every household that a plain text writes, from left to right; a list of rooms in full."""
    found: list[Place] = []
    for pattern in _patterns(register.blocks, register.aliases):
        for match in pattern.finditer(text):
            inside = any(one.start < match.end() and match.start() < one.end for one in found)
            homes = register.keys.get(_key(register, match), frozenset())
            if homes and not inside:
                found.append(Place(match.start(), match.end(), homes))
    return _with_lists(register, text, sorted(found, key=lambda one: one.start))


def without_number(register: Register, text: str) -> str:
    """The text with spaces for a number in front that is set off from an address: ``4.9栋…``."""
    match = _NUMBERED.match(text)
    if match is None:
        return text
    found = places(register, text[match.end() :])
    return " " * match.end() + text[match.end() :] if found and found[0].start == 0 else text


def _key(register: Register, match: re.Match[str]) -> tuple[str, ...]:
    parts = [part for part in match.groupdict().values() if part]
    return (register.buildings.get(parts[0], parts[0]), *parts[1:])


def stairs(text: str) -> list[str]:
    """Stairs that a text names without a room (``2-1``), as households begin."""
    return [f"{block}-{stair}-" for block, stair in _PART.findall(text)]


def blocks_before(register: Register, text: str, name: str) -> list[str]:
    """Buildings that stand right before a name or behind it (``B座陈浩``), as households begin."""
    named = "|".join(map(re.escape, (*register.aliases, *register.blocks)))
    mark = r"\s*(?:号楼|号院|栋|幢|座|楼|#)?\s*的?\s*"
    before = re.findall(rf"(?<![\d\-])({named}){mark}{re.escape(name)}", text)
    behind = re.findall(rf"{re.escape(name)}[^\d\n]{{0,3}}(\d{{1,2}})(?:号楼|栋|幢|座)", text)
    return [f"{register.buildings.get(one, one)}-" for one in (*before, *behind)]


def _with_lists(register: Register, text: str, found: list[Place]) -> list[Place]:
    """``5-1-101/102/103``: rooms of the same stair that follow a whole address."""
    result: list[Place] = []
    for place in found:
        result.append(place)
        end = place.end
        while len(place.households) == 1 and (match := _MORE.match(text, end)):
            stair = next(iter(place.households)).rpartition("-")[0]
            home = f"{stair}-{match[1]}"
            result.append(Place(match.start(1), match.end(), frozenset({home})))
            end = match.end()
    return result
