"""A sheet as rows of text cells, and the mapping that says what its columns mean."""

from collections.abc import Mapping as Mapped
from dataclasses import dataclass, field
from typing import Final

# What a column can hold, with the words that the mapping's reasons use for it.
ROLES: Final = {
    "address": "the whole address",
    "building": "the building",
    "unit": "the unit",
    "room": "the room",
    "name": "a person's name",
    "phone": "a telephone number",
    "item": "the quantity of one item",
    "item_name": "the name of an item",
    "quantity": "a quantity",
    "measure": "the unit of the quantity",
    "specification": "the specification of the item",
    "amount": "an amount of money",
    "remark": "a remark",
    "row_number": "the number of the row",
    "time": "when the row was handed in",
    "text": "the wish in free words",
    "ignore": "nothing that orders need",
}
PLACES: Final = ("building", "unit", "room")
ONCE: Final = frozenset({"address", "building", "unit", "room", "time", "row_number"})
WISHES: Final = frozenset({"item", "item_name", "quantity", "text"})


@dataclass(frozen=True)
class Sheet:
    """A sheet's cells as people see them; ``merged`` leads from a covered cell to the one that is
    shown there.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: Mapped[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max(map(len, self.rows), default=0)

    def cell(self, row: int, column: int) -> str:
        """The text of a cell, nothing beyond the edge."""
        if not 0 <= row < len(self.rows) or not 0 <= column < len(self.rows[row]):
            return ""
        return self.rows[row][column].strip()

    def shown(self, row: int, column: int) -> str:
        """The text that a reader sees at a cell: its own, or that of the cell it is merged into."""
        own = self.cell(row, column)
        return own or self.cell(*self.merged.get((row, column), (row, column)))


@dataclass(frozen=True)
class Column:
    """What one column holds, why it is taken for that, and whether it is certain."""

    index: int
    header: str
    role: str
    item: str | None = None
    unit: str | None = None
    certain: bool = True
    reason: str = ""

    @property
    def letter(self) -> str:
        """The column as spreadsheets call it."""
        return column_letter(self.index)


@dataclass(frozen=True)
class Mapping:
    """What the columns of a sheet mean; rows are counted from one."""

    sheet: str
    header_rows: tuple[int, ...]
    first_row: int
    fill_down: bool
    columns: tuple[Column, ...]
    doubts: tuple[str, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether no person needs to look."""
        return not self.doubts and all(column.certain for column in self.columns)

    def of(self, *roles: str) -> tuple[Column, ...]:
        """The columns of these roles from left to right."""
        return tuple(column for column in self.columns if column.role in roles)


def column_letter(index: int) -> str:
    """The name of a column.

    >>> column_letter(0), column_letter(26), column_letter(701)
    ('A', 'AA', 'ZZ')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
