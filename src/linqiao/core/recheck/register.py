"""What the second reader knows of a compound: its goods, its households, its people."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from linqiao.core.intake.types import Building, Item, Resident
from linqiao.core.recheck.plain import with_digits, word

GRAMS: Final[Mapping[str, Fraction]] = {
    "公斤": Fraction(1000),
    "千克": Fraction(1000),
    "kg": Fraction(1000),
    "市斤": Fraction(500),
    "斤": Fraction(500),
    "两": Fraction(50),
    "克": Fraction(1),
    "g": Fraction(1),
}
_COUNTERS: Final = (
    "份个只箱盒袋瓶包板提件桶罐听支把捆颗棵根条块套组枚扎串打筒卷片双壶头朵尾粒管杯碗盆台张副对节贴"
)
Codes = frozenset[str]


@dataclass(frozen=True)
class Register:
    """Names of goods by their first character, households by their digits, people by name."""

    items: Mapping[str, Item]
    words: Mapping[str, Mapping[str, Codes]]
    labels: Mapping[str, Mapping[str, Codes]]
    units: tuple[str, ...]
    households: frozenset[str]
    keys: Mapping[tuple[str, ...], Codes]
    buildings: Mapping[str, str]
    blocks: tuple[str, ...]
    aliases: tuple[str, ...]
    people: Mapping[str, Codes]
    families: Mapping[str, tuple[str, ...]]

    @staticmethod
    def build(
        buildings: Iterable[Building], residents: Iterable[Resident], items: Iterable[Item]
    ) -> "Register":
        """Index a compound once; its entries are checked with it one by one."""
        houses, stock = list(buildings), {item.code: item for item in items}
        people, families = _people(residents)
        units = {word(unit) for item in stock.values() for unit in (item.unit, *item.packs)}
        buildings_named = {
            with_digits(word(alias)): word(one.code)
            for one in houses
            for alias in one.aliases
            if word(alias)
        }
        return Register(
            items=stock,
            words=_by_first((n, i.code) for i in stock.values() for n in (i.name, *i.aliases)),
            labels=_by_first((i.label, i.code) for i in stock.values()),
            units=_longest_first(units | set(_COUNTERS) | set(GRAMS)),
            households=frozenset(
                f"{one.code}-{unit.code}-{room}"
                for one in houses
                for unit in one.units
                for room in unit.rooms
            ),
            keys=_keys(houses),
            buildings=buildings_named,
            blocks=_longest_first(word(one.code) for one in houses),
            aliases=_longest_first(buildings_named),
            people=people,
            families=families,
        )


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=lambda one: (-len(one), one)))


def _by_first(named: Iterable[tuple[str, str]]) -> dict[str, dict[str, Codes]]:
    """Words under their first character, the longest first."""
    codes: dict[str, set[str]] = defaultdict(set)
    for name, code in named:
        if word(name):
            codes[word(name)].add(code)
    found: dict[str, dict[str, Codes]] = defaultdict(dict)
    for name in sorted(codes, key=len, reverse=True):
        found[name[0]][name] = frozenset(codes[name])
    return found


def _keys(houses: list[Building]) -> dict[tuple[str, ...], Codes]:
    """Households under every row of digits that can stand for them."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in houses:
        for unit in one.units:
            for room in unit.rooms:
                code = f"{one.code}-{unit.code}-{room}"
                block, stair, door = word(one.code), word(unit.code), word(room)
                found[block, stair, door].add(code)
                found[block, door].add(code)
                found[(block + stair + door,)].add(code)
                if len(one.units) == 1:
                    found[(block + door,)].add(code)
    return {key: frozenset(codes) for key, codes in found.items()}


def _people(
    residents: Iterable[Resident],
) -> tuple[dict[str, Codes], dict[str, tuple[str, ...]]]:
    homes: dict[str, set[str]] = defaultdict(set)
    families: dict[str, list[str]] = defaultdict(list)
    for one in residents:
        if word(one.name):
            homes[word(one.name)].add(one.household)
            families[one.household].append(word(one.name))
    return (
        {name: frozenset(codes) for name, codes in homes.items()},
        {home: tuple(names) for home, names in families.items()},
    )
