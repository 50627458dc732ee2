"""The structure of a text: title and notice, example lines, numbered entries, rows, form fields."""

import re
from dataclasses import dataclass
from typing import Final

from linqiao.core.intake import lexicon
from linqiao.core.intake.address import find_addresses
from linqiao.core.intake.context import Context
from linqiao.core.intake.numerals import CHINESE
from linqiao.core.intake.speech import is_common_word

_NUMBERED: Final = re.compile(
    rf"^[ \t]*(?!\d{{1,2}}:\d{{2}}(?![\d\-/#.]|号楼|栋|幢|"
    rf"单元))(?:接\s*)?(?:[(\[【]\s*(?:\d{{1,4}}|"
    rf"{CHINESE}{{1,3}})\s*[)\]】]\s*[.、:：,，]?|(?:\d{{1,4}}|"
    rf"{CHINESE}{{1,3}}(?=[、.,:：)]))\s*[.、:：,。)）\]】]|"
    r"(?:no\.?|第|#)\s*\d{1,4}\s?[户个号位家条]?(?:\s*[.、:,。)）]|(?=[ \t]))|"
    rf"第\s?{CHINESE}{{1,3}}\s?[户个号位家条]?(?:\s*[.、:,。)）]|(?=[ \t]))|"
    rf"{CHINESE}{{1,3}}(?=[ \t]+\d)|\d{{1,3}}/(?=[ \t]|$)|"
    rf"\d{{1,4}}(?=[ \t]|$))[ \t]*"
)
# The beginning of an address, also of one that a scan or a shaky hand has spoilt: l-1-2O1.
_PLACE_START: Final = re.compile(
    rf"\s*(?:\d{{1,3}}|{CHINESE}{{1,3}})\s*(?:-|号楼|楼|栋|幢|#)|\s*[\dlio▇■?]{{1,3}}-[\dlio▇■?]|"
    rf"\s*[▇■□█]{{2,}}"
)
# Numbers of lines that count only where an address follows: 五 红楼402, a) 8-1-202
_SPOKEN_NUMBER: Final = re.compile(
    rf"[ \t]*(?:{CHINESE}{{1,3}}[ \t]+|[a-z]\s?[)）.、:：][ \t]*|"
    r"\d{1,4}\s?(?:[^\w\s\-./#、,~]{1,2}[ \t]*|[^\w\s]{1,2}[ \t]+))"
)
_MARKED: Final = re.compile(r"[ \t]*(\d{1,3})[ \t]?[^\w\s]{1,2}[ \t]+(?=[\u4e00-\u9fff])")
# A line between rules: a comment of the organiser's.
_BETWEEN_RULES: Final = re.compile(r"\s*[-=~*]{2,}[^\d]*[-=~*]{2,}\s*$")
NUMBERS_APART: Final = 6
LISTED_LEAST: Final = 2  # lines of households that make a note a list
HEAD_LENGTH: Final = 8  # characters before the address of a line without a number
_TAG: Final = re.compile(
    r"^\s*(?:(?:上午|下午|早上|晚上|中午)\s*)?\d{1,2}(?::\d{2}|点(?:\d{1,2}分?|半|多|钟)?)\s*|"
    r"^\s*[(\[【][^)\]】\n\d]{1,6}[)\]】]\s*"
)  # 8点10分, （电话）, 【微信】
_TIMED: Final = re.compile(r"\s*\d{1,2}[:：]\d{2}(?!\d)")
# Who called, before the address: 老吕（2-1-101）, 姓蒋的，2号楼1单元202
_CALLER: Final = re.compile(
    rf"\s*(?:姓[\u4e00-\u9fff]的?|[\u4e00-\u9fff]{{1,3}}(?:{lexicon.HONORIFICS})?|"
    rf"[老小阿][\u4e00-\u9fff])"
    r"[\s,，:：(（]*(?:(?:住在?|是)\s*)?"
)
_CHAIN_HEAD: Final = re.compile(r"\s*#\s*(?:群?接龙|group note)")
_QUOTE: Final = re.compile(
    r"「[^「」]*」(?=[ \t]*(?:\n|[^\s]))|"
    r"^[「“\"][^\n]{1,30}[:：][^\n]*\n(?=[ \t]*[-—=_ ]{5,}[ \t]*$)|"
    r"^[ \t]*(?:- ?){5,}[ \t]*$",
    re.M,
)


def without_quotes(text: str) -> str:
    """The text at the same length without what its writer quotes of others, and the rule below."""
    return _QUOTE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


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
        marked = _MARKED.match(line) if not number and last else None
        if marked and int(marked[1]) == last + 1:
            number = marked.end()  # 7- 李大爷: the next number with the mark of its list
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
    spoken = _SPOKEN_NUMBER.match(line)
    if not match and spoken and _starts_with_address(context, line[spoken.end() :]):
        return spoken.end()  # 五 红楼402
    if not match or re.match(rf"\s*\d{{1,2}}\.\d+\s*(?:{context.unit_pattern})", line):
        return 0  # 2.5斤 is a quantity
    if re.match(r"\s*\d{1,4}[.、,)）]\s+(?!\d{1,2}\s*[.、]\s*\d)", line):
        return match.end()  # a mark and a blank: 1. 2单元301 is no address in building 1
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
        if _BETWEEN_RULES.match(body):
            continue
        begins = line.numbered if any_numbered else _names_a_home(context, body)
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


def _names_a_home(context: Context, body: str) -> bool:
    """A line of a chain without numbers: an address begins it, or stands near its beginning with a
    figure behind it; nothing of the kind may be taken for a title and lost.
    """
    if _starts_with_address(context, body):
        return True
    near = next(iter(find_addresses(context, body[:40])), None)
    return (
        near is not None
        and near.household is not None
        and near.start <= HEAD_LENGTH
        and bool(re.search(r"[\d一二两三四五六七八九十半]", body[near.end :]))
    )


def _starts_with_address(context: Context, body: str) -> bool:
    body = _TAG.sub("", body)
    found = find_addresses(context, body[:40])
    if not found:
        return False
    before = re.sub(r"[帮代替给\s,，。:：我还有是住在这里喂]", "", body[: found[0].start])
    return not before or _is_a_name(context, body[: found[0].start].strip(" \t,，:："))


def _is_a_name(context: Context, word: str) -> bool:
    """``张三 1-1-101 2板``: a name may stand before the address of an entry."""
    if word in context.names or lexicon.CONTACT.fullmatch(word):
        return True
    called = lexicon.SURNAMES | context.surnames | frozenset("小老阿")
    return 2 <= len(word) <= 3 and word[0] in called and not is_common_word(word)


def loose_blocks(context: Context, text: str, *, by_line: bool) -> list[Block]:
    """Entries of a chat line or a note: an address at the start of a line begins a new one."""
    lines = [line for line in text_lines(context, text) if text[line.start : line.end].strip()]
    bodies = [text[line.content : line.end] for line in lines]
    # numbered lines of which one carries an address are a list of households (ruling 17)
    is_list = by_line and any(
        line.numbered and find_addresses(context, body)
        for line, body in zip(lines, bodies, strict=True)
    )
    lines = [
        line for line in lines if not lexicon.EXAMPLE_START.search(text[line.content : line.end])
    ]
    timed = [line for line in lines if _TIMED.match(text[line.start : line.end])]
    is_log = by_line and len(timed) >= LISTED_LEAST
    starts = [
        _begins(context, text[line.content : line.end], by_line=by_line)
        or (is_list and line.numbered)
        or (is_log and bool(_TIMED.match(text[line.start : line.end])))
        for line in lines
    ]
    blocks: list[Block] = []
    for line, begins in zip(lines, starts, strict=True):
        body = text[line.content : line.end]
        if begins or not blocks or (by_line and _is_another(context, text, blocks, body)):
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


def _is_another(context: Context, text: str, blocks: list[Block], body: str) -> bool:
    """A line of a note in which every line so far was a household's, that speaks of somebody else
    before its goods: ``电话133开头那位 洋芋5斤``.
    """
    kept = [text[block.start : block.end] for block in blocks]
    listed = [one for one in kept if "\n" not in one.strip() and find_addresses(context, one[:40])]
    goods = context.word_pattern.search(body)
    if len(listed) < LISTED_LEAST or len(listed) < len(kept) - 1 or goods is None:
        return False
    before = re.sub(r"[^\u4e00-\u9fff]", "", body[: goods.start()])
    return (
        len(before) >= 2
        and not lexicon.FILLER.fullmatch(before)
        and not re.match(r"[还另再加共合备以谢都也并]", before)
        and bool(re.match(r"[ \t:：]*[\d一二两三四五六七八九十半]", body[goods.end() :]))
    )


def _begins(context: Context, body: str, *, by_line: bool) -> bool:
    if _starts_with_address(context, body):
        return True
    if not by_line:
        return False
    body = _TAG.sub("", body)
    caller = _CALLER.match(body)
    if caller and not context.word_pattern.search(caller[0]):
        found = find_addresses(context, body[: caller.end() + 30])
        if found and found[0].start == caller.end():
            return True
    if any(body.lstrip().startswith(name) for name in context.building_names):
        return True
    head = body.lstrip()[:4]
    named = (
        bool(re.match(r"\s*姓[\u4e00-\u9fff]", body))
        or any(head[:size] in context.names for size in (4, 3, 2))
        or bool(lexicon.CONTACT.match(body.lstrip()))
    )
    return named or bool(_PLACE_START.match(body))
