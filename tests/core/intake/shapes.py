"""Wishes with known gold: households, goods and quantities are drawn first and written down after.

What an entry must come to is computed from what was drawn, never from its text.  Everything here
keeps to the forms that the contract calls certain.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from linqiao.core.intake import Context, Item, Message, Reading, Round, read
from tests.core.intake.world import DATA, world

T = TypeVar("T")
GRAMS = {"公斤": 1000, "千克": 1000, "kg": 1000, "斤": 500, "市斤": 500, "两": 50, "克": 1, "g": 1}
LETTER_UNITS = ("kg", "g")
WIDE = {ord("."): "．"} | {ord(str(digit)): chr(ord("０") + digit) for digit in range(10)}
SCRIPTS = ("arabic", "wide", "chinese")
TIMES = ("×", "x", "X", "*", " x", " × ")


@lru_cache(maxsize=4096)
def one_of(values: tuple[T, ...]) -> st.SearchStrategy[T]:
    """A choice among values, made once."""
    return st.sampled_from(values)


@dataclass(frozen=True)
class Scene:
    """A compound with one of its rounds, and which words are certain there."""

    context: Context
    round: Round
    homes: tuple[str, ...]
    words: dict[str, tuple[str, ...]]

    @property
    def codes(self) -> tuple[str, ...]:
        """Items that can be named with certainty and need no prescription."""
        return tuple(self.words)

    def item(self, code: str) -> Item:
        """An item of the catalogue."""
        return self.context.items[code]

    def read(
        self,
        text: str,
        *,
        channel: str = "jielong",
        sender: str | None = None,
        orders: dict[str, dict[str, int]] | None = None,
    ) -> Reading:
        """Read a text as it would come in while the round is open."""
        message = Message("M1", self.round.code, channel, sender, self.round.opens, text)
        return read(self.context, self.round, message, orders or {})


def _written(word: str) -> str:
    return word.replace(" ", "").lower()


@cache
def scene(round_code: str, folder: Path = DATA) -> Scene:
    """A round of a corpus's compound with the words that fit exactly one of its items."""
    context, rounds = world(folder)
    round_ = rounds[round_code]
    owners: dict[str, set[str]] = defaultdict(set)
    everywhere: dict[str, set[str]] = defaultdict(set)
    for item in context.items.values():
        for word in (item.name, *item.aliases):
            everywhere[_written(word)].add(item.code)
            if item.code in round_.items:
                owners[_written(word)].add(item.code)
    words = {}
    for code in round_.items:
        item = context.items[code]
        told_by = everywhere if item.category == "药品" else owners  # ruling 25
        sure = [w for w in (item.name, *item.aliases) if told_by[_written(w)] == {code}]
        sure += [item.label] if item.label else []
        if sure and not item.rx:
            words[code] = tuple(sure)
    return Scene(context, round_, tuple(sorted(context.households)), words)


def chinese(value: int, *, counting: bool) -> str:
    """A number below a hundred in Chinese; two of something is 两.

    >>> chinese(2, counting=True), chinese(12, counting=False), chinese(30, counting=True)
    ('两', '十二', '三十')
    """
    digits = "零一二三四五六七八九"
    tens, ones = divmod(value, 10)
    if not tens:
        return "两" if value == 2 and counting else digits[value]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


def arabic(value: Fraction) -> str:
    """A number in digits, with as many decimals as it needs."""
    return f"{float(value):.3f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Amount:
    """So many of a unit, and how that is written: ``after`` the goods, ``times``, ``before`` them,
    ``weights`` (一斤二两), or ``spec`` (10斤x2: so many of what holds one ``unit``).
    """

    number: Fraction
    unit: str
    style: str = "after"
    script: str = "arabic"
    mark: str = ""

    def text(self) -> str:
        """The quantity as it is written."""
        if self.style == "weights":
            whole = int(self.number)
            part = int((self.number - whole) * 10)
            return f"{self._numeral(Fraction(whole), '斤')}斤{chinese(part, counting=False)}两"
        if self.style == "spec":
            return f"{self.unit}{self.mark}{self._numeral(self.number, '')}"
        return self.mark + self._counted()

    def _counted(self) -> str:
        whole, half = divmod(self.number, 1)
        if self.script == "chinese" and self.unit and half == Fraction(1, 2) and whole < 100:
            return f"{self._numeral(whole, self.unit)}{self.unit}半" if whole else f"半{self.unit}"
        return self._numeral(self.number, self.unit) + self.unit

    def _numeral(self, value: Fraction, unit: str) -> str:
        is_small = value.denominator == 1 and 0 < value < 100
        is_sayable = is_small and unit not in LETTER_UNITS and (unit or value != 2)
        if self.script == "chinese" and is_sayable:
            return chinese(int(value), counting=bool(unit) and unit != "两")
        return arabic(value).translate(WIDE if self.script == "wide" else {})


@dataclass(frozen=True)
class Wanted:
    """An item, the word that names it, its quantity in thousandths and how that is written."""

    code: str
    word: str
    milli: int
    amount: Amount

    def text(self) -> str:
        """``鸡蛋2板``, ``2板鸡蛋``, ``鸡蛋×2``; space where figures would run together."""
        amount = self.amount.text()
        if self.amount.style == "before":
            return f"{amount}{' ' if self.word[0].isascii() else ''}{self.word}"
        runs_on = self.word[-1].isdigit() or (self.word[-1].isascii() and len(self.word) > 1)
        return f"{self.word}{' ' if runs_on and not self.amount.mark else ''}{amount}"

    def in_script(self, script: str) -> "Wanted":
        """The same with its figures in another script."""
        return replace(self, amount=replace(self.amount, script=script))


def sizes(item: Item) -> dict[str, Fraction]:
    """Every unit of an item in selling units: the unit itself, its packs, and weights."""
    found = {item.unit: Fraction(1), **item.packs}
    weighed = next((unit for unit in found if unit in GRAMS), None)
    if weighed:
        for unit, grams in GRAMS.items():
            found.setdefault(unit, found[weighed] * grams / GRAMS[weighed])
    return found


def _is_writable(number: Fraction) -> bool:
    return number.denominator in (1, 2, 4, 5, 10, 20) and number < 10_000


@st.composite
def quantities(draw: DrawFn, item: Item, least: int = 1, most_milli: int | None = None) -> int:
    """A quantity that the item's step and maximum allow, in thousandths."""
    most = most_milli if most_milli is not None else item.max_milli or 6000
    steps = max(least, most // item.step_milli)
    return draw(st.integers(least, min(steps, least + 11))) * item.step_milli


@lru_cache(maxsize=4096)
def _writable_units(item_sizes: tuple[tuple[str, Fraction], ...], milli: int) -> tuple[str, ...]:
    return tuple(unit for unit, size in item_sizes if _is_writable(Fraction(milli, 1000) / size))


@st.composite
def amounts(draw: DrawFn, item: Item, milli: int) -> Amount:
    """A way to write a quantity of an item."""
    known = sizes(item)
    unit = draw(one_of((item.unit, item.unit, *_writable_units(tuple(known.items()), milli))))
    number = Fraction(milli, 1000) / known[unit]
    script = draw(one_of(("arabic", "arabic", "wide", "chinese", "chinese")))
    style = draw(one_of(("after", "after", "spaced", "bare", "times", "before", "rare")))
    if style == "rare":
        return draw(_rare_amounts(item, milli, script))
    if style in ("bare", "times") and unit == item.unit and number.denominator == 1:
        mark = draw(one_of(TIMES)) if style == "times" else draw(one_of(("", " ", "：")))
        if style == "times" and draw(st.booleans()):
            return Amount(number, unit, "times", "arabic", mark)
        return Amount(number, "", "times" if style == "times" else "after", script, mark)
    return Amount(
        number,
        unit,
        "before" if style == "before" else "after",
        script,
        " " if style == "spaced" else "",
    )


@st.composite
def _rare_amounts(draw: DrawFn, item: Item, milli: int, script: str) -> Amount:
    """``一斤二两`` where 斤 is the unit, ``10斤x2`` where one selling unit weighs so much."""
    number = Fraction(milli, 1000)
    if item.unit == "斤" and number > 1 and number.denominator in (2, 5, 10):
        return Amount(number, "斤", "weights", draw(one_of(("chinese", "arabic"))))
    spec = next(
        (
            f"{arabic(1 / size)}{unit}"
            for unit, size in item.packs.items()
            if unit in GRAMS and size < 1
        ),
        None,
    )
    if spec and number.denominator == 1:
        return Amount(number, spec, "spec", "arabic", draw(one_of(("x", "×", "*"))))
    return Amount(number, item.unit, "after", script)


@st.composite
def wanted(draw: DrawFn, here: Scene, code: str, milli: int | None = None) -> Wanted:
    """An item named by name, alias or label, with a quantity."""
    item = here.item(code)
    milli = draw(quantities(item)) if milli is None else milli
    return Wanted(code, draw(one_of(here.words[code])), milli, draw(amounts(item, milli)))


@st.composite
def baskets(draw: DrawFn, here: Scene, most: int = 6) -> tuple[Wanted, ...]:
    """One to six different items of the round."""
    size = draw(st.integers(1, min(most, len(here.codes))))
    codes = draw(st.lists(one_of(here.codes), min_size=size, max_size=size, unique=True))
    return tuple(draw(wanted(here, code)) for code in codes)


SEPARATORS = (" ", " ", "，", "，", ", ", "、", "；", ";", "\n", "和", "+", "")


def joined(basket: tuple[Wanted, ...], separator: str) -> str:
    """The items one after the other; where nothing or a plus would let figures run together,
    or leave open whose a quantity is, a comma stands.
    """
    styles = {one.amount.style == "before" for one in basket}
    text = ""
    for place, one in enumerate(basket):
        if place:
            is_tight = separator in ("", "和", "+", " ", "、")
            touches = (
                text[-1].isdigit() or one.text()[0].isascii() or not basket[place - 1].amount.unit
            )
            is_open = is_tight and (len(styles) > 1 or (touches and separator != " "))
            text += "，" if is_open else separator
        text += one.text()
    return text


def address_forms(here: Scene, household: str) -> tuple[str, ...]:
    """The contract's certain ways to write a household's address."""
    building, unit, room = household.split("-")
    spoken = chinese(int(building), counting=False)
    said = "".join("零一二三四五六七八九"[int(digit)] for digit in room)
    stairs = chinese(int(unit), counting=False)
    forms = [
        household,
        f"{building}号楼{unit}单元{room}",
        f"{spoken}号楼{stairs}单元{said}",
        f"{building}#{unit}-{room}",
        f"{building}栋{unit}单元{room}室",
        f"{building}幢{unit}单元{room}",
        household.translate(WIDE).replace("-", "－"),
        household.replace("-", " "),
        household.replace("-", "."),
        household.replace("-", "/"),
    ]
    house = here.context.buildings[building]
    forms += [f"{alias}{unit}单元{room}" for alias in house.aliases]
    if len(house.units) == 1:
        forms += [f"{alias}{room}" for alias in house.aliases]
    if [one.code for one in house.units if room in one.rooms] == [unit]:
        forms.append(f"{building}-{room}")
    run = building + unit + room
    if run_together(here, run) == {household}:
        forms.append(run)
    return tuple(forms)


def run_together(here: Scene, digits: str) -> set[str]:
    """Every household whose digits read so (ruling 2)."""
    return {
        f"{house.code}-{unit.code}-{room}"
        for house in here.context.buildings.values()
        for unit in house.units
        for room in unit.rooms
        if digits == house.code + unit.code + room
        or (len(house.units) == 1 and digits == house.code + room)
    }
