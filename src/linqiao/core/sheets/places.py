"""The address of each row, from one column or several, repeated downwards where cells are merged.

Only what stands to the left of the first part that a row gives itself is repeated: a row with a
room of its own takes the building above, never another row's room.
"""

import re
from dataclasses import dataclass
from typing import Final

from linqiao.core.intake import Context
from linqiao.core.intake.address import find_addresses
from linqiao.core.intake.normalise import fold
from linqiao.core.sheets.cells import building_code, is_ditto, plain_text
from linqiao.core.sheets.grid import PLACES, Mapping, Sheet

_UNIT_TAIL: Final = re.compile(r"(?:单元门?|门|单)$")
_ROOM_TAIL: Final = re.compile(r"(?:室|房|号房|号|户)$")


@dataclass(frozen=True)
class Place:
    """Where a row's goods go: the parts as written, and the name beside them."""

    parts: tuple[str, ...]
    name: str

    @property
    def is_empty(self) -> bool:
        """Whether no part of an address stands here."""
        return not any(self.parts)


def _columns(mapping: Mapping) -> tuple[int, ...]:
    whole = mapping.of("address")
    if whole:
        return (whole[0].index,)
    order = {role: place for place, role in enumerate(PLACES)}
    found = sorted(mapping.of(*PLACES), key=lambda column: order[column.role])
    return tuple(column.index for column in found)


def _name(mapping: Mapping, sheet: Sheet, row: int) -> str:
    cells = [sheet.shown(row, column.index) for column in mapping.of("name")]
    return " ".join(cell for cell in cells if cell and not is_ditto(cell))


def place_of(mapping: Mapping, sheet: Sheet, row: int, above: Place | None) -> Place:
    """The row's own place, completed from merged cells, from ditto marks and, where the mapping
    says so, from the row above.
    """
    name = _name(mapping, sheet, row)
    indexes = _columns(mapping)
    parts = [sheet.shown(row, index) for index in indexes]
    same = above is not None and len(above.parts) == len(parts)
    if above is None or not same:
        return Place(tuple("" if is_ditto(part) else part for part in parts), name)
    parts = [old if is_ditto(part) else part for part, old in zip(parts, above.parts, strict=True)]
    first = next((place for place, part in enumerate(parts) if part), len(parts))
    is_other = first == len(parts) and name and name != above.name
    if mapping.fill_down and not is_other:
        parts[:first] = above.parts[:first]
    return Place(tuple(parts), name or (above.name if first == len(parts) else ""))


def needs_filling(mapping: Mapping, sheet: Sheet, rows: list[int]) -> list[int]:
    """Rows with a wish whose address, or its first part, is left out, and no merged cell has it."""
    indexes = _columns(mapping)
    found, named = [], ""
    for row in rows:
        parts = [sheet.shown(row, index) for index in indexes]
        name = _name(mapping, sheet, row)
        lacks = bool(parts) and not parts[0]
        if lacks and (any(parts) or not name or name == named):
            found.append(row)
        named = name or named
    return found if len(found) < len(rows) else []


def address_text(context: Context, mapping: Mapping, place: Place) -> str:
    """The address as the reader reads it: ``3-2-501`` from three columns, a whole one as it is."""
    if mapping.of("address"):
        return plain_text(place.parts[0]) if place.parts else ""
    roles = [role for role in PLACES if mapping.of(role)]
    part = {role: plain_text(text) for role, text in zip(roles, place.parts, strict=True)}
    room = part.get("room", "")
    if find_addresses(context, room) and re.search(r"\d\D+\d+\D+\d", room):
        return room  # the whole address stands in the room's column
    house = building_code(context, part.get("building", "")) or part.get("building", "")
    unit = _UNIT_TAIL.sub("", part.get("unit", ""))
    room = _ROOM_TAIL.sub("", room).replace("单元", "-")
    if not room:
        return " ".join(text for text in part.values() if text)
    if unit and room.startswith(f"{unit}-"):
        unit = ""
    return "-".join(fold(text) for text in (house, unit, room) if text)
