"""The mapping that is proposed for a sheet: what each column holds, and why."""

from collections import Counter
from dataclasses import replace
from typing import Final

from linqiao.core.intake import Context, Round
from linqiao.core.sheets.cells import HALF, MOST, Evidence, evidence, is_ditto, is_nothing
from linqiao.core.sheets.grid import ONCE, PLACES, ROLES, Column, Mapping, Sheet
from linqiao.core.sheets.headings import named
from linqiao.core.sheets.layout import Layout, find_layout, why_no_order
from linqiao.core.sheets.places import needs_filling

# What the cells of a role look like; a column whose cells look otherwise is uncertain.
_LOOKS: Final = {
    "address": ("address",),
    "building": ("building",),
    "unit": ("building", "number"),
    "room": ("room",),
    "name": ("letters", "name"),
    "phone": ("phone",),
    "item": ("quantity",),
    "item_name": ("goods",),
    "quantity": ("quantity",),
    "measure": ("measure",),
    "amount": ("number",),
    "row_number": ("number",),
    "time": ("time",),
}
_TEXTS: Final = ("remark", "text", "ignore")


def propose(context: Context, round_: Round, sheet: Sheet) -> Mapping:
    """Take each column for what its heading and its cells say; where they do not agree, or say
    nothing, the column is uncertain and a person looks.
    """
    layout = find_layout(context, round_, sheet)
    rows = [
        row
        for row in range(layout.first_row, len(sheet.rows))
        if not why_no_order(sheet, layout.header_rows, row)
    ]
    seen = {
        index: evidence(context, round_, [_sampled(sheet.cell(row, index)) for row in rows])
        for index in range(sheet.width)
    }
    columns = [
        _column(context, round_, layout, index, seen[index])
        for index in range(sheet.width)
        if layout.headings[index] or seen[index].filled
    ]
    columns = _split_places(columns, seen)
    columns = _named_by_cells(columns, seen)
    columns = _once(columns)
    columns = _wishes(context, round_, columns)
    columns = _sums(columns)
    mapping = Mapping(
        sheet.name,
        tuple(row + 1 for row in layout.header_rows),
        layout.first_row + 1,
        False,
        tuple(columns),
    )
    return _with_doubts(context, mapping, sheet, rows)


def _sampled(cell: str) -> str:
    return "" if is_ditto(cell) else cell


def _column(context: Context, round_: Round, layout: Layout, index: int, seen: Evidence) -> Column:
    header = layout.headings[index]
    found = named(context, round_, header) if header else None
    if found is None:
        return _by_cells(index, header, seen)
    column = Column(index, header, found.role, found.item, found.unit, found.certain, found.reason)
    if column.role == "item" and not column.unit and layout.title_unit and column.item:
        unit = layout.title_unit
        is_own = unit == context.items[column.item].unit
        why = f"the title says {unit}"
        column = replace(column, unit=unit, certain=column.certain and is_own, reason=why)
    return _agreed(column, seen)


def _agreed(column: Column, seen: Evidence) -> Column:
    """The column, uncertain where its cells speak against its heading."""
    looks = _LOOKS.get(column.role)
    if not seen.filled or looks is None:
        return column
    if column.role in ("address", "building", "unit", "room") and seen.share("address") >= HALF:
        return replace(column, role="address", reason=f"{column.reason}, its cells are addresses")
    if seen.share(*looks) >= HALF:
        return column
    why = f"the cells do not look like {ROLES[column.role]}"
    return replace(column, certain=False, reason=f"{column.reason}, but {why}")


def _by_cells(index: int, header: str, seen: Evidence) -> Column:
    """A column without a heading that is known: what its cells look like."""
    if not seen.filled:
        return Column(index, header, "ignore", reason="the column is empty")
    looks = (
        ("address", seen.share("address") >= MOST, not header),
        ("phone", seen.share("phone") >= MOST, not header),
        ("name", seen.share("name") >= HALF, not header),
        ("row_number", seen.is_sequence and index == 0 and not header, True),
        ("time", seen.share("time") >= MOST, False),
        ("measure", seen.share("measure") >= MOST, not header),
        ("item_name", seen.share("goods") >= MOST and seen.share("wish") < HALF, not header),
        ("text", seen.share("wish") >= HALF, False),
        ("quantity", seen.share("quantity") >= MOST and not header, False),
    )
    for role, is_like, certain in looks:
        if is_like:
            why = f"the cells look like {ROLES[role]}"
            return Column(index, header, role, certain=certain, reason=why)
    why = "nothing tells what this column holds"
    if seen.share("quantity") >= MOST:
        why = f"figures, but no item of the round is called {header!r}"
    return Column(index, header, "ignore", certain=False, reason=why)


def _split_places(columns: list[Column], seen: dict[int, Evidence]) -> list[Column]:
    """An address over several columns: ``房号`` beside a building is the room."""
    has_building = any(one.role == "building" for one in columns)
    has_room = any(one.role == "room" for one in columns)
    result = []
    for one in columns:
        look = seen[one.index]
        if (
            one.role == "address"
            and has_building
            and not has_room
            and look.share("room") >= HALF
            and look.share("address") < HALF
        ):
            one = replace(one, role="room", certain=True, reason="room numbers beside a building")
            has_room = True
        result.append(one)
    whole = [one for one in result if one.role == "address" and one.certain]
    if not whole:
        return result
    return [
        replace(one, role="ignore", reason="the whole address stands in another column")
        if one.role in PLACES and not one.certain
        else one
        for one in result
    ]


def _named_by_cells(columns: list[Column], seen: dict[int, Evidence]) -> list[Column]:
    """Where no column tells the household, one whose cells are mostly addresses may."""
    if any(one.role in ("address", "room") for one in columns):
        return columns
    for place, one in enumerate(columns):
        if one.role in ("name", "ignore", "remark") and seen[one.index].share("address") >= MOST:
            why = "most of its cells are addresses"
            columns[place] = replace(one, role="address", certain=False, reason=why)
            return columns
    return columns


def _once(columns: list[Column]) -> list[Column]:
    """Roles and items that stand once only: the second column of the kind is uncertain."""
    times = [one for one in columns if one.role == "time"]
    kept = next((one for one in times if "提交" in one.header), times[0] if times else None)
    result, seen = [], Counter[str]()
    for one in columns:
        if one.role == "time" and one is not kept:
            result.append(replace(one, role="ignore", reason="another column tells the time"))
            continue
        key = f"item {one.item}" if one.role == "item" else one.role
        if key in ONCE | {"name"} or (one.role == "item" and one.item):
            seen[key] += 1
        if seen[key] > 1:
            why = (
                f"another column is {ROLES[one.role]}"
                if one.role != "item"
                else (f"another column is for {one.item} too")
            )
            one = replace(one, certain=False, reason=why)
        result.append(one)
    return result


def _wishes(context: Context, round_: Round, columns: list[Column]) -> list[Column]:
    """Quantities without the name of an item: the only item of the round, or a person says."""
    if any(one.role == "item_name" for one in columns):
        return columns
    amounts = [one for one in columns if one.role == "quantity"]
    free = [one for one in columns if one.role == "text"]
    is_pair = len(free) == len(amounts) == 1 and free[0].index < amounts[0].index
    if is_pair and free[0].header and amounts[0].header:
        goods = replace(free[0], role="item_name", reason="goods beside their quantity")
        return [goods if one is free[0] else one for one in columns]
    texts = bool(free)
    items = any(one.role == "item" for one in columns)
    result = []
    for one in columns:
        if one.role == "quantity" and len(round_.items) == 1 and len(amounts) == 1 and not items:
            name = context.items[round_.items[0]].name
            why = f"the round has one item, {name}"
            one = replace(one, role="item", item=round_.items[0], reason=why)
        elif one.role == "quantity" and items:
            why = "a quantity beside columns of items: perhaps their sum"
            one = replace(one, role="ignore", certain=False, reason=why)
        elif one.role == "quantity" and not texts:
            one = replace(one, certain=False, reason="no column names the item")
        result.append(one)
    return result


def _sums(columns: list[Column]) -> list[Column]:
    """``合计`` beside a column of prices is money."""
    priced = any("价" in one.header for one in columns if one.role == "ignore")
    return [
        replace(one, certain=True, reason="a sum beside prices")
        if one.role == "amount" and priced and not one.certain
        else one
        for one in columns
    ]


def _with_doubts(context: Context, mapping: Mapping, sheet: Sheet, rows: list[int]) -> Mapping:
    doubts = []
    if not mapping.header_rows:
        doubts.append("no row of headings was found; the columns are told by their cells")
    if not mapping.of("address", "room"):
        doubts.append("no column holds the address")
    if not mapping.of("item", "item_name", "quantity", "text"):
        doubts.append("no column holds what is wanted")
    bare = [row for row in rows if _wants(mapping, sheet, row)]
    filled = needs_filling(mapping, sheet, bare)
    if filled:
        shown = ", ".join(str(row + 1) for row in filled[:5])
        doubts.append(
            f"rows without an address of their own (row {shown}): taken for merged cells, the "
            f"address above is repeated; set fill_down to false where it is not so"
        )
    return replace(mapping, fill_down=bool(filled), doubts=tuple(doubts))


def _wants(mapping: Mapping, sheet: Sheet, row: int) -> bool:
    wishes = mapping.of("item", "item_name", "quantity", "text")
    return any(not is_nothing(sheet.cell(row, one.index)) for one in wishes)
