"""Where a sheet's headings stand and where its rows begin; rows that are no orders."""

import re
from dataclasses import dataclass
from typing import Final

from linqiao.core.intake import Context, Round
from linqiao.core.intake.address import find_addresses
from linqiao.core.intake.normalise import fold
from linqiao.core.sheets.cells import plain_text
from linqiao.core.sheets.grid import Sheet
from linqiao.core.sheets.headings import named, role_of

HEADER_WITHIN: Final = 20
_TOTAL: Final = re.compile(
    r"(?:本[页楼栋]|全部)?(?:合计|总计|小计|共计|总数|汇总|总和|累计)\s*[:：]?.{0,8}"
)
_PRICES: Final = re.compile(r"(?:单价|价格|售价|规格|库存)(?:\(.*\))?\s*[:：]?")
_TITLE_UNIT: Final = re.compile(r"单位\s*[:：]?\s*(?P<unit>[^\s,，。;；)）]{1,2})")


@dataclass(frozen=True)
class Layout:
    """Rows of the headings (counted from zero, several for two-storey ones), the first row of
    orders, and the heading of every column.
    """

    header_rows: tuple[int, ...]
    first_row: int
    headings: tuple[str, ...]
    title_unit: str = ""


def find_layout(context: Context, round_: Round, sheet: Sheet) -> Layout:
    """Find the headings: the row within the first twenty that names most columns and no address."""
    best, most = -1, 0
    for row in range(min(HEADER_WITHIN, len(sheet.rows))):
        known = _known(context, round_, sheet, row)
        cells = [cell for cell in sheet.rows[row] if cell.strip()]
        if known > most and (known >= 2 or len(cells) == known):
            best, most = row, known
    if best < 0:
        return _without_headings(context, sheet)
    rows = [best]
    if best + 1 < len(sheet.rows) and _continues(context, round_, sheet, best + 1):
        rows.append(best + 1)
    elif best and _is_group_row(context, sheet, best - 1):
        rows.insert(0, best - 1)
    headings = tuple(
        _heading(context, round_, sheet, rows, column) for column in range(sheet.width)
    )
    titles = " ".join(cell for row in sheet.rows[: rows[0]] for cell in row)
    unit = _TITLE_UNIT.search(titles)
    in_title = fold(unit["unit"]) if unit and fold(unit["unit"]) in context.units else ""
    return Layout(tuple(rows), rows[-1] + 1, headings, in_title)


def _known(context: Context, round_: Round, sheet: Sheet, row: int) -> int:
    """How many cells of a row name a role or an item; none where an address stands."""
    cells = [cell for cell in sheet.rows[row] if cell.strip()]
    if any(find_addresses(context, plain_text(cell)) for cell in cells):
        return 0
    return sum(_is_heading(context, round_, cell) for cell in cells)


def _is_heading(context: Context, round_: Round, cell: str) -> bool:
    if re.search(r"\d", plain_text(cell)) and role_of(cell) is None:
        # 鸡蛋2板 is a wish, 鸡蛋(30枚/板) a heading
        bare = re.sub(r"[(（【\[].*|^\d+[、.]", "", plain_text(cell))
        found = named(context, round_, bare)
        return found is not None and not re.search(r"\d\s*\S?$", bare)
    return named(context, round_, cell) is not None


def _continues(context: Context, round_: Round, sheet: Sheet, row: int) -> bool:
    """Whether a row is the lower storey of the headings: names of columns or units only."""
    cells = [cell for cell in sheet.rows[row] if cell.strip()]
    if not cells or any(find_addresses(context, plain_text(cell)) for cell in cells):
        return False
    return all(
        fold(cell).strip("()") in {*context.units, "元"}
        or (not re.fullmatch(r"[\d.]+", fold(cell)) and _is_heading(context, round_, cell))
        for cell in cells
    )


def _is_group_row(context: Context, sheet: Sheet, row: int) -> bool:
    """Whether a row above the headings groups them: at least two cells, without figures."""
    cells = [cell for cell in sheet.rows[row] if cell.strip()]
    return len(cells) >= 2 and not any(
        re.search(r"\d{2}", cell) or find_addresses(context, plain_text(cell)) for cell in cells
    )


def _heading(context: Context, round_: Round, sheet: Sheet, rows: list[int], column: int) -> str:
    """The words over a column; of two storeys the lower ones, with what they need of the upper."""
    lower = sheet.shown(rows[-1], column)
    if len(rows) == 1:
        return lower
    upper = sheet.shown(rows[0], column)
    if not upper and lower:
        left = [sheet.cell(rows[0], place) for place in range(column)]
        upper = next((cell for cell in reversed(left) if cell), "")
    if not lower or upper == lower:
        return upper
    over = named(context, round_, upper)
    under = named(context, round_, lower)
    if fold(lower).strip("()") in {*context.units, "元"}:
        return f"{upper}({fold(lower).strip('()')})"
    if over is not None and over.role == "item" and under is not None and under.role != "item":
        return upper if under.role == "quantity" and not under.unit else f"{upper} {lower}"
    if under is not None and under.role == "item" and not under.unit:
        unit = re.search(r"[(（]\s*(\S{1,2})\s*[)）]\s*$", upper)
        return f"{lower}({unit[1]})" if unit and fold(unit[1]) in context.units else lower
    return lower


def _without_headings(context: Context, sheet: Sheet) -> Layout:
    """Where no heading is known, what stands right above the first address may be headings."""
    for row, cells in enumerate(sheet.rows[:HEADER_WITHIN]):
        if any(find_addresses(context, plain_text(cell)) for cell in cells):
            heads = (row - 1,) if row else ()
            headings = tuple(sheet.cell(row - 1, column) for column in range(sheet.width))
            return Layout(heads, row, headings if row else ("",) * sheet.width)
    return Layout((), 0, ("",) * sheet.width)


def why_no_order(sheet: Sheet, layout_rows: tuple[int, ...], row: int) -> str:
    """Why a row of the sheet is none of orders; nothing where it may be one."""
    cells = [cell.strip() for cell in sheet.rows[row] if cell.strip()]
    if not cells:
        return "empty"
    if any(sheet.rows[row] == sheet.rows[head] for head in layout_rows):
        return "the headings again"
    if _TOTAL.fullmatch(plain_text(cells[0])) or (
        len(cells) > 1
        and re.fullmatch(r"\d{1,5}", cells[0])
        and _TOTAL.fullmatch(plain_text(cells[1]))
    ):
        return "a row of totals"
    if _PRICES.fullmatch(plain_text(cells[0])):
        return "a row of prices"
    return ""
