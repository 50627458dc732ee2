"""The structure of a text: title and notice, example lines, numbered entries, rows, form fields."""

import re
from dataclasses import dataclass
from typing import Final

from linqiao.core.intake import lexicon
from linqiao.core.intake.address import find_addresses
from linqiao.core.intake.context import Context
from linqiao.core.intake.normalise import fold
from linqiao.core.intake.numerals import CHINESE, number
from linqiao.core.intake.speech import is_common_word

_NUMBERED: Final = re.compile(
    rf"^[ \t]*(?!\d{{1,2}}:\d{{2}}(?![\d\-/#.]|号楼|栋|幢|"
    rf"单元))(?:接\s*)?(?:[(\[【]\s*(?:\d{{1,4}}|"
    rf"{CHINESE}{{1,3}})\s*[)\]】]\s*[.、:：,，]?|(?:\d{{1,4}}|"
    rf"{CHINESE}{{1,3}}(?=[、.,:：)]))\s*[.、:：,。)）\]】]|"
    rf"(?:no\.?|第|#)\s*\d{{1,4}}(?:\s*[.、:,。)）]|(?=[ \t]))|\d{{1,3}}/(?=[ \t])|"
    rf"\d{{1,4}}(?=[ \t]|$))[ \t]*"
)
# The beginning of an address, also of one that a scan or a shaky hand has spoilt: l-1-2O1.
_PLACE_START: Final = re.compile(
    rf"\s*(?:\d{{1,3}}|{CHINESE}{{1,3}})\s*(?:-|号楼|楼|栋|幢|#)|\s*[\dlio▇■?]{{1,3}}-[\dlio▇■?]|"
    rf"\s*[▇■□█]{{2,}}"
)
NUMBERS_APART: Final = 6
_TAG: Final = re.compile(
    r"^\s*\d{1,2}:\d{2}\s+|^\s*[(\[【][^)\]】\n\d]{1,6}[)\]】]\s*"
)  # （电话）, 【微信】
_HEADING: Final = re.compile(
    r"\s*(?:【[^】]*】|\[[^\]]*\]|[\u4e00-\u9fff]{0,8}(?:登记|需求|订购|申请)表)\s*:?\s*"
)
_CHAIN_HEAD: Final = re.compile(r"\s*#\s*(?:群?接龙|group note)")
_TOTAL_ROW: Final = re.compile(r"\s*(?:合计|总计|小计|共计|总数|汇总)\s*(?:[\t|,:]|$)")
_TOTAL_HEADING: Final = re.compile(r"(?:合计|总计|总价|总额|金额|应付|应收)(?:\(?元\)?)?")
_HEADER_WORD: Final = re.compile(
    r"序号|房号|姓名|数量|商品|品名|备注|楼栋|单元|室号|门牌|住户|联系人|电话|物资|地址"
)


_QUOTE: Final = re.compile(
    r"「[^「」]*」(?=[ \t]*(?:\n|[^\s]))|"
    r"^[「“\"][^\n]{1,30}[:：][^\n]*\n(?=[ \t]*[-—=_ ]{5,}[ \t]*$)|"
    r"^[ \t]*(?:- ?){5,}[ \t]*$",
    re.M,
)


def without_quotes(text: str) -> str:
    """The text at the same length without what its writer quotes of others, and the rule below."""
    return _QUOTE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


# A field that says nothing is wanted: 豆腐：无.
_NOTHING: Final = re.compile(r"[^:\n]{1,12}:\s*(?:无|没有|暂无|[-/]+)\s*$")
ROOM_LABELS: Final = ("房号", "房间", "房间号", "门牌", "门牌号")
NAME_LABELS: Final = (
    "姓名",
    "联系人",
    "称呼",
    "户主",
    "住户",
    "订购人",
    "下单人",
    "申请人",
    "收货人",
)


@dataclass(frozen=True)
class Block:
    """One entry's text: the line on which it begins, its span in the normalised text."""

    line: int
    start: int
    end: int
    numbered: bool
    content: int


@dataclass(frozen=True)
class TextLine:
    """A line of the normalised text; ``content`` is where it begins behind its number."""

    index: int
    start: int
    end: int
    content: int
    numbered: bool


def text_lines(context: Context, text: str, last: int = 0) -> list[TextLine]:
    """All lines with their numbers recognised; ``last`` is the number before them."""
    lines, start = [], 0
    for index, line in enumerate(text.split("\n")):
        number = _number_length(context, line)
        value = re.match(r"\s*(\d{1,4})\s*$|\D{0,4}(\d{4})", line[:number])
        dated = re.match(r"\s*(\d{1,2})\.(?=\d{1,2}(?:\D|$))", line) if number else None
        if dated and int(dated[1]) != last + 1 and not find_addresses(context, line[number:][:12]):
            number = 0  # 7.15 is a date
        follows = value is None or last < int(value[1] or value[2]) <= last + NUMBERS_APART
        if not follows and not (value and _starts_with_address(context, line[number:])):
            number = 0  # a year, or one with nothing but a space behind it: it must follow the last
        elif counted := re.match(r"\D{0,4}(\d{1,4})", line[:number]):
            last = int(counted[1])
        lines.append(TextLine(index, start, start + len(line), start + number, number > 0))
        start += len(line) + 1
    return lines


def _number_length(context: Context, line: str) -> int:
    """How long the number at the start of a line is; an address is no number."""
    match = _NUMBERED.match(line)
    if not match or re.match(rf"\s*\d{{1,2}}\.\d+\s*(?:{context.unit_pattern})", line):
        return 0  # 2.5斤 is a quantity
    address = next(iter(find_addresses(context, line[:40])), None)
    if address is not None and not line[: address.start].strip():
        rest = line[match.end() :]
        inner = next(iter(find_addresses(context, rest[:40])), None)
        if (
            inner is None
            or rest[: inner.start].strip()
            or (inner.household is None and address.household)
        ):
            return 0
    return match.end()


def chain_blocks(context: Context, text: str, last_number: int = 0) -> list[Block]:
    """Entries of a chain: numbered lines with what follows them; title,
    notice and examples are none.
    """
    lines = text_lines(context, text, last_number)
    any_numbered = any(line.numbered for line in lines)
    blocks: list[Block] = []
    is_open = False
    for line in lines:
        body = text[line.content : line.end]
        if lexicon.EXAMPLE_START.search(body) or _CHAIN_HEAD.match(body):
            is_open = False
            continue
        begins = line.numbered if any_numbered else _starts_with_address(context, body)
        if not begins and any_numbered and blocks and _starts_with_address(context, body):
            # a number on a line of its own belongs to the address below it (ruling 18)
            begins = bool(text[blocks[-1].content : blocks[-1].end].strip())
        if begins:
            is_open = True
            blocks.append(Block(line.index, line.start, line.end, True, line.content))
        elif is_open and blocks:
            last = blocks[-1]
            if body.strip():
                blocks[-1] = Block(last.line, last.start, line.end, last.numbered, last.content)
    return [block for block in blocks if text[block.content : block.end].strip()]


def _starts_with_address(context: Context, body: str) -> bool:
    body = _TAG.sub("", body)
    found = find_addresses(context, body[:40])
    if not found:
        return False
    before = re.sub(r"[帮代替给\s,，。:：我还有]", "", body[: found[0].start])
    return not before or _is_a_name(context, body[: found[0].start].strip(" \t,，:："))


def _is_a_name(context: Context, word: str) -> bool:
    """``张三 1-1-101 2板``: a name may stand before the address of an entry."""
    if word in context.names or lexicon.CONTACT.fullmatch(word):
        return True
    called = lexicon.SURNAMES | context.surnames | frozenset("小老阿")
    return 2 <= len(word) <= 3 and word[0] in called and not is_common_word(word)


def row_blocks(context: Context, text: str) -> tuple[list[Block], str]:
    """Rows of a pasted sheet, and the text with its cells set apart; a header row is none."""
    lines = text_lines(context, text)
    kept = list(text)
    blocks = []
    for line in lines:
        body = text[line.start : line.end]
        if not body.strip() or _TOTAL_ROW.match(body):
            continue
        if _HEADER_WORD.search(body) and not find_addresses(context, body) and _is_header(body):
            continue
        for place in range(line.start, line.end):
            if kept[place] in "|" or (kept[place] == "," and "\t" not in body):
                kept[place] = "\t"
        cells = "".join(kept[line.start : line.end])
        number = re.match(r"\s*\d{1,3}\t", cells)
        content = line.start + (
            number.end() if number and _row_number(context, cells, number.end()) else 0
        )
        blocks.append(Block(line.index, line.start, line.end, False, content))
    return blocks, _LONE_TWO.sub("2", "".join(kept))


_LONE_TWO: Final = re.compile(r"(?<=\t)两(?=\t|$)", re.M)  # a cell: two of what it counts


def _is_header(body: str) -> bool:
    """A row of names of columns holds no digit."""
    return not re.search(r"\d", body) and len(re.split(r"[\t|,]", body)) >= 2


def _row_number(context: Context, cells: str, end: int) -> bool:
    """A first cell is a row number when an address begins right behind it."""
    rest = find_addresses(context, cells[end : end + 40])
    return bool(rest) and not cells[end : end + rest[0].start].strip()


def form_blocks(context: Context, text: str) -> tuple[list[Block], str]:
    """A filled form is one entry; its labels are taken out,
    an address over several fields is put together.
    """
    kept = list(text)
    first: int | None = None
    parts, who = dict[str, str](), ""
    amount: tuple[int, int] | None = None
    for line in text_lines(context, text):
        body = text[line.start : line.end]
        label = lexicon.FORM_LABEL.match(body)
        if _NOTHING.match(body):
            kept[line.start : line.end] = "\x01" * len(body)
            continue
        if label is None:
            if _HEADING.fullmatch(body):
                kept[line.start : line.end] = "\x01" * len(body)
            if body.strip() and first is None and find_addresses(context, body):
                first = line.index
            continue
        first = line.index if first is None else first
        name = label["label"]
        value = body[label.end() :].strip()
        if name == "单位" and amount and fold(value) in context.units:
            start, end = amount
            kept[start - len(value) : end] = [*kept[start:end], *value]
            value = ""
        amount = (line.end - len(value), line.end) if value.isdigit() and "数" in name else amount
        part = (
            "b"
            if name.startswith(("楼栋", "楼号", "栋", "楼"))
            else "u"
            if "单元" in name
            else "r"
            if "室" in name or name in ROOM_LABELS
            else ""
        )
        if part and re.fullmatch(
            r"\d{1,5}|[一二三四五六七八九十]{1,3}", value.rstrip("号楼栋幢单元室房")
        ):
            parts[part] = value.rstrip("号楼栋幢单元室房")
            kept[line.start : line.end] = "\x01" * len(body)
        elif name == "规格" and value:
            _put_in_brackets(kept, line, label.end())
        elif (
            (
                name in ("备注", "要求", "年龄", "性别", "日期", "时间")
                and not context.word_pattern.search(value)
            )
            or name.startswith("是否")
            or (name in ("单位",) and not value)
        ):
            kept[line.start : line.end] = "\x01" * len(body)
        else:
            masked = len(body) if _is_strangers_name(context, name, value) else label.end()
            kept[line.start : line.start + masked] = "\x01" * masked
            who = value if name in NAME_LABELS and value in context.names else who
    whole = "".join(kept) + _address_of(parts, who)
    blocks = [Block(first or 0, 0, len(whole), False, 0)] if text.strip() else []
    return blocks, whole


def _put_in_brackets(kept: list[str], line: TextLine, label: int) -> None:
    """``规格：25斤`` is read like ``（规格25斤）`` behind the goods."""
    kept[line.start : line.start + label] = list("(规格".rjust(label, "\x01")[-label:])
    if line.end < len(kept):
        kept[line.end] = ")"
    else:
        kept.append(")")


def _is_strangers_name(context: Context, label: str, value: str) -> bool:
    """A name that the register does not know explains itself where the form asks for one."""
    asked = label in NAME_LABELS
    return asked and value not in context.names and not find_addresses(context, value)


def _address_of(parts: dict[str, str], who: str) -> str:
    """The address that stood in several fields, behind the text in a form that is read; a building
    alone beside a resident's full name (ruling 19).
    """
    if {"b", "r"} <= set(parts):
        return "\n" + "-".join(_figures(parts[one]) for one in "bur" if one in parts)
    if "b" in parts and who:
        stairs = f"{_figures(parts['u'])}单元" if "u" in parts else ""
        return f"\n{_figures(parts['b'])}号楼{stairs}{who}"
    return "\n" + parts["r"] if "r" in parts else ""


def _figures(text: str) -> str:
    value = number(text)
    return str(value) if value is not None else text


@dataclass(frozen=True)
class Columns:
    """Which column of a pasted sheet holds which goods, by the words of its header."""

    goods: dict[int, str]
    totals: frozenset[int] = frozenset()


def header_columns(context: Context, text: str) -> Columns:
    """Goods named by the header row, if there is one: ``房号,青菜(斤),土豆(斤)``."""
    for line in text.split("\n")[:3]:
        cells = re.split(r"[\t|,]", line)
        words = {place: context.word_pattern.search(cell) for place, cell in enumerate(cells)}
        labels = {
            place: cell.strip() for place, cell in enumerate(cells) if words[place] is not None
        }
        plain = {p: c.strip() for p, c in enumerate(cells) if re.fullmatch(r"\s*[a-z]\s*", c)}
        if (
            not find_addresses(context, line)
            and not re.search(r"\d", context.word_pattern.sub("", line))
            and len(labels | plain) >= 2
        ):
            totals = {p for p, cell in enumerate(cells) if _TOTAL_HEADING.fullmatch(cell.strip())}
            return Columns(labels | plain, frozenset(totals))
    return Columns({})


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
        f"{name.split('(')[0]}{parts[place].strip()}{_unit_of(name)}"
        for place, name in columns.goods.items()
        if place < len(parts) and parts[place].strip() not in ("", "0")
    ]
    return "\t".join(rest) + "\t" + ",".join(wishes)


def _unit_of(name: str) -> str:
    return name.partition("(")[2].rstrip(") ")


def loose_blocks(context: Context, text: str, *, by_line: bool) -> list[Block]:
    """Entries of a chat line or a note: an address at the start of a line begins a new one."""
    lines = [line for line in text_lines(context, text) if text[line.start : line.end].strip()]
    lines = [
        line for line in lines if not lexicon.EXAMPLE_START.search(text[line.content : line.end])
    ]
    starts = [_begins(context, text[line.content : line.end], by_line=by_line) for line in lines]
    blocks: list[Block] = []
    for line, begins in zip(lines, starts, strict=True):
        if begins or not blocks:
            blocks.append(
                Block(
                    line.index,
                    line.start,
                    line.end,
                    line.numbered,
                    line.content if begins else line.start,
                )
            )
        else:
            last = blocks[-1]
            blocks[-1] = Block(last.line, last.start, line.end, last.numbered, last.content)
    return blocks


def _begins(context: Context, body: str, *, by_line: bool) -> bool:
    if _starts_with_address(context, body):
        return True
    if not by_line:
        return False
    body = _TAG.sub("", body)
    head = body.lstrip()[:4]
    named = (
        bool(re.match(r"\s*姓[\u4e00-\u9fff]", body))
        or any(head[:size] in context.names for size in (4, 3, 2))
        or bool(lexicon.CONTACT.match(body.lstrip()))
    )
    return named or bool(_PLACE_START.match(body))
