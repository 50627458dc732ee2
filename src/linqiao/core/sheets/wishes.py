"""The wishes of a row in words, and what they must come to where the columns say so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from linqiao.core.intake import Context, Round
from linqiao.core.intake.normalise import fold
from linqiao.core.intake.numerals import NUMBER
from linqiao.core.intake.quantities import Quantity, amount, find_quantities
from linqiao.core.intake.types import Item
from linqiao.core.intake.words import find_words, vocabulary
from linqiao.core.sheets.cells import TICKED, is_ditto, is_nothing, plain_text
from linqiao.core.sheets.grid import Column, Mapping, Sheet

MILLI: Final = 1000
UNCERTAIN_QUANTITY: Final = "ambiguous_quantity"


@dataclass(frozen=True)
class Expected:
    """The item that a cell is for, and its quantity in thousandths where a figure says it."""

    code: str
    quantity_milli: int | None


@dataclass
class Wishes:
    """The wishes of one row: their words, what the columns say that they come to, doubts.

    ``is_free`` where words of people's own say more than the columns; ``says_none`` where a cell
    says that nothing is wanted.
    """

    words: list[str] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)
    is_free: bool = False
    doubts: list[str] = field(default_factory=list)
    says_none: bool = False

    def add(self, words: str, code: str | None, quantity: Fraction | None) -> None:
        """One more wish; an item that is not known leaves the reader alone with the row."""
        self.words.append(words)
        if code is None:
            self.is_free = True
        else:
            milli = quantity * MILLI if quantity is not None else None
            exact = int(milli) if milli is not None and milli.denominator == 1 else None
            self.expected.append(Expected(code, exact))


@dataclass(frozen=True)
class Group:
    """Columns of a long sheet that belong together: 商品, 规格, 数量, 单位."""

    goods: Column | None
    quantity: Column | None
    measure: Column | None
    specification: Column | None


def groups(mapping: Mapping) -> list[Group]:
    """The groups from left to right: each begins with its role's second appearance."""
    found: list[dict[str, Column]] = []
    for column in mapping.of("item_name", "quantity", "measure", "specification"):
        if not found or column.role in found[-1]:
            found.append({})
        found[-1][column.role] = column
    roles = ("item_name", "quantity", "measure", "specification")
    return [Group(*(one.get(role) for role in roles)) for one in found]


def wishes_of(
    context: Context, round_: Round, mapping: Mapping, sheet: Sheet, row: int, *, above: int | None
) -> Wishes:
    """Everything that a row's columns ask for; ``above`` is the row that 同上 repeats."""
    wishes = Wishes()

    def cell(column: Column | None) -> str:
        if column is None:
            return ""
        if _is_shared(sheet, row, column.index):
            wishes.doubts.append(UNCERTAIN_QUANTITY)
        own = sheet.cell(row, column.index)
        if is_ditto(own):
            if above is None:
                wishes.doubts.append(UNCERTAIN_QUANTITY)
                return ""
            return _resolved(sheet, above, column.index)
        return own

    for column in mapping.of("item"):
        _wide(context, wishes, column, cell(column))
    for group in groups(mapping):
        _long(context, round_, wishes, group, (*map(cell, _columns(group)),))
    for column in mapping.of("text"):
        text = cell(column)
        if not is_nothing(text):
            wishes.add(free_text(text, apart="\n"), None, None)
        wishes.says_none = wishes.says_none or (bool(text) and is_nothing(text))
    return wishes


def _columns(group: Group) -> Iterator[Column | None]:
    yield from (group.goods, group.quantity, group.measure, group.specification)


def _resolved(sheet: Sheet, row: int, column: int) -> str:
    """The cell of a row above, through ditto marks of its own."""
    while row >= 0 and is_ditto(sheet.cell(row, column)):
        row -= 1
    return sheet.cell(row, column)


def _is_shared(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a wish is merged over several rows, so that nobody can tell whose it is."""
    top = sheet.merged.get((row, column))
    if top is not None and top[0] != row:
        return bool(sheet.cell(*top))
    return sheet.merged.get((row + 1, column)) == (row, column) and bool(sheet.cell(row, column))


def _wide(context: Context, wishes: Wishes, column: Column, cell: str) -> None:
    """A column of one item: its name with the cell's quantity and the column's unit."""
    if is_nothing(cell):
        wishes.says_none = wishes.says_none or bool(cell)
        return
    item = context.items[column.item or ""]
    name = item.name
    if fold(cell) in TICKED:
        wishes.add(name, item.code, None)  # wanted, but how many: the reader asks
        return
    words, quantity = _measured(context, wishes, item, cell, column.unit or item.unit)
    wishes.add(f"{name} {words}", item.code, quantity)


def _measured(
    context: Context, wishes: Wishes, item: Item | None, cell: str, unit: str
) -> tuple[str, Fraction | None]:
    """The words of a quantity and what it comes to; a cell that is not one quantity from its first
    character to its last is doubtful.
    """
    text = plain_text(cell)
    if unit and re.fullmatch(NUMBER, text):
        text += fold(unit)  # 两 is two only before its unit
    found = find_quantities(context, text)
    if len(found) != 1 or text[found[0].start : found[0].end] != text or not found[0].measures:
        wishes.doubts.append(UNCERTAIN_QUANTITY)
        return text, None
    (value, own), *more = found[0].measures
    if more:
        return text, amount(item, found[0]) if item else None
    decimal = _decimal(value)
    if decimal is None:
        wishes.doubts.append(UNCERTAIN_QUANTITY)
        return text, None
    unit = own or fold(unit)
    size = amount(item, Quantity(0, 0, ((value, unit),))) if item else None
    return f"{decimal}{unit}", size


def _decimal(value: Fraction) -> str | None:
    """A number with at most three decimals as the reader reads it."""
    milli = value * MILLI
    if milli.denominator != 1:
        return None
    whole, rest = divmod(int(milli), MILLI)
    return f"{whole}.{rest:03d}".rstrip("0") if rest else str(whole)


def _long(
    context: Context, round_: Round, wishes: Wishes, group: Group, cells: tuple[str, ...]
) -> None:
    """Goods, quantity, unit and specification of one wish."""
    goods, quantity, measure, specification = cells
    if (is_nothing(goods) and is_nothing(quantity)) or (
        group.quantity is not None and quantity and is_nothing(quantity)
    ):
        wishes.says_none = wishes.says_none or bool(quantity or goods)
        return
    item = _named_item(context, round_, goods, alone=group.quantity is not None)
    whole = f"{goods}{specification}"
    if specification and (named := _named_item(context, round_, whole, alone=True)):
        item, shown = named, plain_text(whole)  # 奶粉 beside 3段 is the item 奶粉3段
    elif specification and not is_nothing(specification):
        inner = re.sub(r"[()\[\]【】]", " ", plain_text(specification))
        shown = f"{plain_text(goods)}(规格{inner})"
    else:
        shown = plain_text(goods)
    if group.goods is None and len(round_.items) == 1:
        item = context.items[round_.items[0]]
        shown = item.name
    if not quantity or fold(quantity) in TICKED:
        is_alone = group.quantity is None
        wishes.add(free_text(goods) if is_alone else shown, item.code if item else None, None)
        return
    unit = fold(measure)
    if unit and unit not in context.units:
        wishes.doubts.append(UNCERTAIN_QUANTITY)
    unit = unit or (item.unit if item else "")
    words, size = _measured(context, wishes, item, quantity, unit)
    wishes.add(f"{shown} {words}", item.code if item else None, size)


def _named_item(context: Context, round_: Round, goods: str, *, alone: bool) -> Item | None:
    """The one item that a cell names from end to end."""
    text = plain_text(goods)
    found = find_words(context, vocabulary(context, round_), text)
    if not alone or len(found) != 1 or found[0].flag:
        return None
    whole = fold(text[found[0].start : found[0].end]) == fold(text)
    return context.items[found[0].codes[0]] if whole else None


def free_text(cell: str, *, apart: str = "；") -> str:
    """Free words of several lines without the lines' own numbers, put together by a mark."""
    lines = [line for line in cell.splitlines() if line.strip()]
    numbers = [re.match(r"\s*(\d{1,2})[、.)）．](?!\d)\s*", line) for line in lines]
    counted = [int(match[1]) for match in numbers if match]
    if len(lines) > 1 and counted == list(range(1, len(lines) + 1)):
        lines = [line[match.end() :] for line, match in zip(lines, numbers, strict=True) if match]
    return apart.join(" ".join(line.split()) for line in lines)
