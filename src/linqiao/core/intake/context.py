"""The reader's context: immutable indexes over rooms, names and items, built once."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from linqiao.core.intake import lexicon
from linqiao.core.intake.normalise import fold
from linqiao.core.intake.types import Building, Item, Resident

WEIGHTS: Final = {
    "公斤": Fraction(1000),
    "千克": Fraction(1000),
    "kg": Fraction(1000),
    "斤": Fraction(500),
    "市斤": Fraction(500),
    "两": Fraction(50),
    "克": Fraction(1),
    "g": Fraction(1),
}


@dataclass(frozen=True)
class Context:
    """Rooms, names and items of a compound, indexed for reading."""

    items: dict[str, Item]
    buildings: dict[str, Building]
    building_names: dict[str, str]
    rooms: dict[tuple[str, str], tuple[str, ...]]
    joined: dict[str, tuple[str, ...]]
    households: frozenset[str]
    names: dict[str, tuple[str, ...]]
    people: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]
    word_pattern: re.Pattern[str]
    unit_pattern: str
    units: frozenset[str]
    surnames: frozenset[str]
    lengths: dict[int, tuple[str, ...]] = field(default_factory=dict)
    nicknames: dict[str, str] = field(default_factory=dict)
    spellings: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def build(
        buildings: Iterable[Building],
        residents: Iterable[Resident],
        items: Iterable[Item],
        *,
        nicknames: Mapping[str, str] | None = None,
        spellings: Mapping[str, str] | None = None,
    ) -> "Context":
        """Index everything once; thousands of messages are read with it.

        ``nicknames`` and ``spellings`` are lessons: words that mean a household in this compound.
        """
        houses, stock = list(buildings), {item.code: item for item in items}
        rooms, joined, households = _rooms(houses)
        names, people = _people(residents)
        words = _words(stock.values())
        units = {fold(unit) for item in stock.values() for unit in (item.unit, *item.packs)}
        units |= set(WEIGHTS) | set(lexicon.MEASURES)
        longest = sorted(words, key=len, reverse=True)
        lengths: dict[int, list[str]] = defaultdict(list)
        for word in words:
            lengths[len(word)].append(word)
        return Context(
            items=stock,
            buildings={house.code: house for house in houses},
            building_names=_building_names(houses),
            rooms=rooms,
            joined=joined,
            households=frozenset(households),
            names=names,
            people=people,
            words=words,
            word_pattern=re.compile("|".join(map(_spaced, longest)) or "(?!)"),
            unit_pattern="|".join(sorted(map(re.escape, units), key=len, reverse=True)),
            units=frozenset(units),
            surnames=frozenset(name[:1] for name in names) | frozenset(lexicon.COMPOUND_SURNAMES),
            lengths={size: tuple(found) for size, found in lengths.items()},
            nicknames={fold(words): home for words, home in (nicknames or {}).items()},
            spellings={fold(words): home for words, home in (spellings or {}).items()},
        )


def _spaced(word: str) -> str:
    """A pattern that finds a word whatever spaces stand in it;
    letters do not run on into other letters.
    """
    if word.isdigit():
        return rf"(?<![a-z0-9.]){word}(?![a-z0-9])"
    body = r"[ \t%·()\-]{0,3}".join(map(re.escape, word))
    if word.isascii() and word.isalnum():
        return rf"(?<![a-z0-9]){body}(?![a-z])"
    return body


def _rooms(
    houses: list[Building],
) -> tuple[dict[tuple[str, str], tuple[str, ...]], dict[str, tuple[str, ...]], list[str]]:
    rooms: dict[tuple[str, str], list[str]] = defaultdict(list)
    joined: dict[str, dict[str, None]] = defaultdict(dict)
    households = []
    for house in houses:
        for unit in house.units:
            for room in unit.rooms:
                code = f"{house.code}-{unit.code}-{room}"
                households.append(code)
                rooms[fold(house.code), fold(room)].append(code)
                joined[fold(house.code + unit.code + room)][code] = None
                if len(house.units) == 1:
                    joined[fold(house.code + room)][code] = None
    return (
        {place: tuple(codes) for place, codes in rooms.items()},
        {digits: tuple(codes) for digits, codes in joined.items()},
        households,
    )


def _people(
    residents: Iterable[Resident],
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    names: dict[str, dict[str, None]] = defaultdict(dict)
    people: dict[str, list[str]] = defaultdict(list)
    for one in residents:
        name = fold(one.name)
        if name:
            names[name][one.household] = None
            people[one.household].append(name)
    return {name: tuple(homes) for name, homes in names.items()}, {
        h: tuple(who) for h, who in people.items()
    }


def _words(items: Iterable[Item]) -> dict[str, tuple[str, ...]]:
    words: dict[str, dict[str, None]] = defaultdict(dict)
    for item in items:
        for word in (item.name, *item.aliases):
            if fold(word):
                words[fold(word)][item.code] = None
    return {word: tuple(codes) for word, codes in words.items()}


def _building_names(houses: list[Building]) -> dict[str, str]:
    """Aliases of one building only; what may mean two of them means none."""
    meant: dict[str, set[str]] = defaultdict(set)
    for house in houses:
        for alias in house.aliases:
            meant[fold(alias)].add(house.code)
        for mark in ("号楼", "栋", "幢", "座", "号院", "#"):
            meant[fold(house.code + mark)].add(house.code)
    aliases = {fold(alias) for house in houses for alias in house.aliases}
    return {one: next(iter(meant[one])) for one in aliases if one and len(meant[one]) == 1}
