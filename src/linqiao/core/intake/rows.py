"""Rows of a pasted sheet: cells, columns named by a header, row numbers and dates in front."""

import re
from dataclasses import dataclass, field
from typing import Final

from linqiao.core.intake.address import find_addresses
from linqiao.core.intake.context import Context
from linqiao.core.intake.normalise import fold
from linqiao.core.intake.structure import Block, text_lines
from linqiao.core.intake.words import Vocabulary

_TOTAL_ROW: Final = re.compile(r"\s*(?:合计|总计|小计|共计|总数|汇总)\s*(?:[\t|,:]|$)")
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


# What the words of a header say of the column below them.
_ROLES: Final = {
    "b": re.compile(r"(?:所在|所住)?(?:楼栋?号?|栋号?|幢号?|几[栋号]楼?|楼宇)"),
    "u": re.compile(r"(?:所在)?单元号?"),
    "r": re.compile(r"房间?号?|室号?|门牌号?|几室"),
    "name": re.compile(
        r"姓名|联系人|称呼|昵称|群?昵称|微信名?|业主|户主|住户|收货人|家长|宝宝|老人|名字|登记人|"
        r"团员"
    ),
    "total": re.compile(
        r"(?:合计|总计|总价|总额|金额|应付|应收|收款|付款|实收|实付|已付|已收|已转|转账|"
        r"小计)(?:\(?元\)?)?"
    ),
    "aside": re.compile(
        r"人口|人数|户数|上[轮次]数?量?|原数量|已领|序号?|编号|单号|订单号|流水号|no\.?|#|日期|"
        r"时间|登记时间|提交时间|电话|手机号?|"
        r"联系电话|联系方式|年龄|性别"
    ),
}
_PLAIN: Final = re.compile(
    r"商品|品名|品种|物资|物品|货品|药品|药名|名称|需求|套餐|内容|规格|单位|备注|要求|地址|住址|"
    r"留言|说明|"
    r"(?:数|[份件袋箱盒瓶板桶]数)量?|数量"
)


@dataclass(frozen=True)
class Columns:
    """What stands in which column of a pasted sheet, by the words of its header: goods, parts of
    the address (``b``, ``u``, ``r``), names, totals, asides; and the line of the header.
    """

    goods: dict[int, str]
    roles: dict[int, str] = field(default_factory=dict)
    line: int = -1

    @property
    def written_out(self) -> bool:
        """Whether rows have to be written out in words, because cells alone do not say it."""
        return (
            bool(self.goods)
            or {"b", "r"} <= set(self.roles.values())
            or any(role in ("total", "name", "aside") for role in self.roles.values())
        )


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
    if body.count(";") >= 2 and "," not in body:
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
    """The columns by the words of the header row, if there is one: ``房号,青菜(斤),土豆/斤``,
    ``房号 1号 2号``, ``楼 单元 室 商品 数量``.
    """
    for index, line in enumerate(text.split("\n")[:3]):
        cells = [cell.strip() for cell in _CELLS.split(line)]
        goods = {p: c for p, c in enumerate(cells) if _names_goods(context, words, c)}
        roles = {p: r for p, c in enumerate(cells) if p not in goods for r in _role(c)}
        known = len(goods) + len(roles) + sum(bool(_PLAIN.search(cell)) for cell in cells)
        others = [cell for place, cell in enumerate(cells) if place not in goods]
        if known >= 2 and not find_addresses(context, line):
            counted = len(goods) == 1 and roles and _counts(next(iter(goods.values())))
            if (len(goods) >= 2 or counted) and not any(re.search(r"\d", one) for one in others):
                return Columns(goods, roles, index)
            if roles and not re.search(r"\d", line) and not goods:
                return Columns({}, roles, index)
    return Columns({})


def _role(cell: str) -> list[str]:
    return [role for role, pattern in _ROLES.items() if pattern.fullmatch(cell)][:1]


def _names_goods(context: Context, words: Vocabulary, cell: str) -> bool:
    name = fold(_name_of(cell))
    if name in words.labels or name in context.words or re.fullmatch("[a-z]", name):
        return True
    return bool(context.word_pattern.search(cell)) and not re.search(
        r"\d", context.word_pattern.sub("", cell)
    )


def row_by_columns(context: Context, columns: Columns, cells: str, left_out: int = 0) -> str:
    """A row in words: the address, the cells without goods as they are, then each column's goods
    with its number.  ``left_out`` cells (the row's number) stood before them.
    """
    parts = [cell.strip() for cell in [""] * left_out + cells.split("\t")]
    place = {columns.roles[p]: cell for p, cell in enumerate(parts) if p in columns.roles}
    address = _address_of(context, place)
    rest = [address] if address else []
    for number, cell in enumerate(parts):
        role = columns.roles.get(number, "")
        if number in columns.goods or role == "aside" or (address and role in ("b", "u", "r")):
            continue
        if role == "name" and cell not in context.names and not find_addresses(context, cell):
            continue
        rest.append(f"合计{cell}" if role == "total" and re.search(r"\d", cell) else cell)
    wishes = [
        f"{_name_of(name)}{_apart(name)}{parts[place]}{_unit_of(name)}"
        for place, name in columns.goods.items()
        if place < len(parts) and parts[place] not in ("", "0")
    ]
    return "\t".join(rest) + "\t" + ",".join(wishes)


def _address_of(context: Context, place: dict[str, str]) -> str:
    """The address that stands in several cells; nothing where it is not whole."""
    building, room = place.get("b", ""), place.get("r", "").rstrip("室房号")
    building = context.building_names.get(fold(building), building.rstrip("号楼栋幢座"))
    unit = place.get("u", "").rstrip("单元门")
    if not re.fullmatch(r"\d{2,5}", room) or not building or "-" in building:
        return ""
    return "-".join(one for one in (building, unit, room) if one)


def _counts(head: str) -> bool:
    """Whether a heading asks for a number of its goods: 大米袋数, 鸡蛋(板)."""
    return bool(re.search(r"[袋份盒个箱瓶包件桶板提斤]数|数量|[(/]", head))


def _name_of(head: str) -> str:
    return re.sub(r"[袋份盒个箱瓶包件桶板提斤]数$|数量$", "", re.split(r"[(/]", head)[0])


def _apart(head: str) -> str:
    """A blank behind a name that ends in a digit, so that it does not run into its number."""
    return " " if _name_of(head)[-1:].isdigit() else ""


def _unit_of(head: str) -> str:
    return re.sub(r"^.*?[(/]|[) ]+$", "", head) if re.search(r"[(/]", head) else ""
