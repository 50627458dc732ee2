"""Rows of a pasted sheet: cells, columns named by a header, row numbers and dates in front."""

import re
from dataclasses import dataclass
from typing import Final

from linqiao.core.intake.address import find_addresses
from linqiao.core.intake.context import Context
from linqiao.core.intake.normalise import fold
from linqiao.core.intake.structure import Block, text_lines
from linqiao.core.intake.words import Vocabulary

_TOTAL_ROW: Final = re.compile(r"\s*(?:合计|总计|小计|共计|总数|汇总)\s*(?:[\t|,:]|$)")
_TOTAL_HEADING: Final = re.compile(r"(?:合计|总计|总价|总额|金额|应付|应收)(?:\(?元\)?)?")
_LONE_TWO: Final = re.compile(r"(?<=\t)两(?=\t|$)", re.M)  # a cell: two of what it counts
_HEADER_WORD: Final = re.compile(
    r"序号|房号|姓名|数量|商品|品名|备注|楼栋|单元|室号|门牌|住户|联系人|电话|物资|地址|日期|时间"
)
_CELLS: Final = re.compile(r"[\t|,;]")
# What stands before the address of a row: its number, a date, a time.
_DATE: Final = (
    r"(?:(?:\d{2,4}[-/.年])?\d{1,2}[-/.月]\d{1,2}[日号]?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?|"
    r"\d{1,2}:\d{2}(?::\d{2})?)\t"
)
_BEFORE: Final = tuple(
    re.compile(rf"\s*{one}")
    for one in (r"\d{1,3}\t", _DATE, rf"\d{{1,3}}\t{_DATE}", rf"{_DATE}\d{{1,3}}\t")
)


@dataclass(frozen=True)
class Columns:
    """Which column of a pasted sheet holds which goods, by the words of its header, and the line
    of the header.
    """

    goods: dict[int, str]
    line: int = -1
    totals: frozenset[int] = frozenset()


def row_blocks(
    context: Context, words: Vocabulary, text: str, header: int
) -> tuple[list[Block], str]:
    """Rows of a pasted sheet, and the text with its cells set apart; a header row is none."""
    kept = list(text)
    blocks = []
    for line in text_lines(context, text):
        body = text[line.start : line.end]
        if not body.strip() or line.index == header or _TOTAL_ROW.match(body):
            continue
        if _HEADER_WORD.search(body) and not find_addresses(context, body) and _is_header(body):
            continue
        for place in _edges(context, words, body):
            kept[line.start + place] = "\t"
        cells = "".join(kept[line.start : line.end])
        content = line.start + next(
            (
                before.end()
                for before in (one.match(cells) for one in _BEFORE)
                if before and _is_address_next(context, cells, before.end())
            ),
            0,
        )
        blocks.append(Block(line.index, line.start, line.end, False, content))
    return blocks, _LONE_TWO.sub("2", "".join(kept))


def _edges(context: Context, words: Vocabulary, body: str) -> list[int]:
    """The places of a row at which a cell ends.

    A comma between two whole wishes (``食盐1袋，酱油2瓶``) stands inside a cell.
    """
    edges = [place for place, one in enumerate(body) if one == "|"]
    if "\t" in body:
        return edges
    if body.count(";") >= 2:
        return edges + [place for place, one in enumerate(body) if one == ";"]
    commas = [place for place, one in enumerate(body) if one == ","]
    ends = [*commas, len(body)]
    before = -1
    for comma, following in zip(commas, ends[1:], strict=True):
        left, right = body[before + 1 : comma], body[comma + 1 : following]
        if not (_is_whole(context, words, left) and _is_whole(context, words, right)):
            edges.append(comma)
        before = comma
    return edges


def _is_whole(context: Context, words: Vocabulary, cell: str) -> bool:
    """Whether goods stand in a cell with a number of their own."""
    named = context.word_pattern.search(cell) or words.label_pattern.search(cell)
    return bool(named) and bool(
        re.search(r"[\d一二两三四五六七八九十半]", context.word_pattern.sub("", cell))
    )


def _is_header(body: str) -> bool:
    """A row of names of columns holds no digit."""
    return not re.search(r"\d", body) and len(_CELLS.split(body)) >= 2


def _is_address_next(context: Context, cells: str, end: int) -> bool:
    """A first cell is a row number when an address begins right behind it."""
    rest = find_addresses(context, cells[end : end + 40])
    return bool(rest) and not cells[end : end + rest[0].start].strip()


def header_columns(context: Context, words: Vocabulary, text: str) -> Columns:
    """Goods named by the header row, if there is one: ``房号,青菜(斤),土豆(斤)``, ``房号 1号 2号``."""
    for index, line in enumerate(text.split("\n")[:3]):
        cells = [cell.strip() for cell in _CELLS.split(line)]
        goods = {p: c for p, c in enumerate(cells) if _names_goods(context, words, c)}
        others = [cell for place, cell in enumerate(cells) if place not in goods]
        if len(goods) >= 2 and not find_addresses(context, line):
            if not any(re.search(r"\d", cell) for cell in others):
                totals = {p for p, cell in enumerate(cells) if _TOTAL_HEADING.fullmatch(cell)}
                return Columns(goods, index, frozenset(totals))
    return Columns({})


def _names_goods(context: Context, words: Vocabulary, cell: str) -> bool:
    name = fold(cell.split("(")[0])
    if name in words.labels or name in context.words or re.fullmatch("[a-z]", name):
        return True
    return bool(context.word_pattern.search(cell)) and not re.search(
        r"\d", context.word_pattern.sub("", cell)
    )


def row_by_columns(columns: Columns, cells: str, left_out: int = 0) -> str:
    """A row in words: the cells without goods as they are, then each column's goods with its
    number.  ``left_out`` cells (the row's number) stood before them.
    """
    parts = [""] * left_out + cells.split("\t")
    rest = [
        f"合计{cell.strip()}" if place in columns.totals and cell.strip() else cell
        for place, cell in enumerate(parts)
        if place not in columns.goods
    ]
    wishes = [
        f"{name.split('(')[0]}{_apart(name)}{parts[place].strip()}{_unit_of(name)}"
        for place, name in columns.goods.items()
        if place < len(parts) and parts[place].strip() not in ("", "0")
    ]
    return "\t".join(rest) + "\t" + ",".join(wishes)


def _apart(name: str) -> str:
    """A blank behind a name that ends in a digit, so that it does not run into its number."""
    return " " if name.split("(")[0][-1:].isdigit() else ""


def _unit_of(name: str) -> str:
    return name.partition("(")[2].rstrip(") ")
