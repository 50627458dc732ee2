"""The mapping as JSON, and a mapping that a person confirmed taken back."""

from collections.abc import Mapping as Mapped
from typing import Any, Final

from linqiao.core.intake import Context
from linqiao.core.intake.normalise import fold
from linqiao.core.sheets.grid import ONCE, PLACES, ROLES, WISHES, Column, Mapping, Sheet

_FIELDS: Final = ("sheet", "header_rows", "first_row", "fill_down", "columns")


class MappingFault(ValueError):
    """A mapping that does not fit: the field, and what would be right."""

    def __init__(self, field: str, right: str) -> None:
        self.field, self.right = field, right
        super().__init__(f"{field}: {right}")


def mapping_fields(mapping: Mapping) -> dict[str, Any]:
    """The mapping for a person to look at, to change and to hand back."""
    return {
        "sheet": mapping.sheet,
        "certain": mapping.is_certain,
        "header_rows": list(mapping.header_rows),
        "first_row": mapping.first_row,
        "fill_down": mapping.fill_down,
        "doubts": list(mapping.doubts),
        "columns": [
            {
                "column": one.letter,
                "header": one.header,
                "role": one.role,
                "item": one.item,
                "unit": one.unit,
                "certain": one.certain,
                "reason": one.reason,
            }
            for one in mapping.columns
        ],
    }


def confirmed(
    context: Context, proposed: Mapping, sheet: Sheet, fields: Mapped[str, Any]
) -> Mapping:
    """A mapping that a person confirms, checked against the sheet for which it was proposed.

    ``MappingFault`` where it names other headings, an unknown role or item, or tells no household.
    """
    for name in _FIELDS:
        if name not in fields:
            raise MappingFault(name, "the field is missing")
    header_rows = fields["header_rows"]
    if not isinstance(header_rows, list) or not all(_is_row(one, sheet) for one in header_rows):
        raise MappingFault("header_rows", "a list of rows of the sheet")
    if not _is_row(fields["first_row"], sheet):
        raise MappingFault("first_row", "a row of the sheet")
    if any(row >= fields["first_row"] for row in header_rows):
        raise MappingFault("first_row", "a row below the headings")
    if not isinstance(fields["fill_down"], bool):
        raise MappingFault("fill_down", "true or false")
    if not isinstance(fields["columns"], list):
        raise MappingFault("columns", "a list of columns")
    heads = {one.letter: one for one in proposed.columns}
    columns = tuple(
        _column(context, heads, one, f"columns[{place}]")
        for place, one in enumerate(fields["columns"])
    )
    _is_whole(proposed, columns)
    return Mapping(
        proposed.sheet,
        tuple(header_rows),
        fields["first_row"],
        fields["fill_down"],
        tuple(sorted(columns, key=lambda one: one.index)),
    )


def _is_row(value: Any, sheet: Sheet) -> bool:  # any JSON value
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= len(sheet.rows)


def _column(context: Context, heads: Mapped[str, Column], one: Any, at: str) -> Column:
    if not isinstance(one, dict):
        raise MappingFault(at, "an object with column, header and role")
    letter, role = one.get("column"), one.get("role")
    if not isinstance(letter, str) or letter not in heads:
        raise MappingFault(f"{at}.column", f"a column of the sheet: {', '.join(heads)}")
    head = heads[letter]
    if one.get("header") != head.header:
        raise MappingFault(
            f"{at}.header", f"the heading {head.header!r}: is this the mapping of another sheet?"
        )
    if role not in ROLES:
        raise MappingFault(f"{at}.role", f"one of {', '.join(ROLES)}")
    item, unit = one.get("item"), one.get("unit")
    if role != "item":
        return Column(head.index, head.header, role)
    if item not in context.items:
        raise MappingFault(f"{at}.item", f"an item of the catalogue, not {item!r}")
    if unit is not None and (not isinstance(unit, str) or fold(unit) not in context.units):
        raise MappingFault(f"{at}.unit", f"a unit of the catalogue or null, not {unit!r}")
    return Column(head.index, head.header, role, item, unit)


def _is_whole(proposed: Mapping, columns: tuple[Column, ...]) -> None:
    roles = [one.role for one in columns]
    for role in sorted(ONCE):
        if roles.count(role) > 1:
            raise MappingFault("columns", f"one column of the role {role}, here are several")
    letters = [one.letter for one in columns]
    if len(set(letters)) < len(letters):
        raise MappingFault("columns", "each column once")
    missing = [one.letter for one in proposed.columns if one.letter not in letters]
    if missing:
        raise MappingFault("columns", f"also {', '.join(missing)} (role ignore leaves one out)")
    if "address" in roles and set(PLACES) & set(roles):
        raise MappingFault("columns", "either the whole address or its parts, not both")
    if not {"address", "room", "name", "text"} & set(roles):
        raise MappingFault("columns", "a column that tells the household: address, room or name")
    if not WISHES & set(roles):
        raise MappingFault("columns", "a column that tells what is wanted: item, item_name or text")
