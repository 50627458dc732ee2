"""From a confirmed mapping to one message a row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from linqiao.core.intake import Context, Message, Round, lexicon
from linqiao.core.intake.address import find_addresses
from linqiao.core.intake.normalise import fold
from linqiao.core.sheets.cells import is_ditto, is_nothing, plain_text, time_of, whole_address
from linqiao.core.sheets.grid import Mapping, Sheet
from linqiao.core.sheets.headings import clean
from linqiao.core.sheets.layout import why_no_order
from linqiao.core.sheets.places import Place, address_text, place_of
from linqiao.core.sheets.wishes import Expected, Wishes, free_text, wishes_of

_MONEY: Final = re.compile(r"(?:[¥￥]\s*)?(\d{1,7}(?:\.\d{1,2})?)\s*(?:元|块|圆)?")
_YES: Final = frozenset("是 有 y yes true 对 √ ✓ ✔".split())


@dataclass(frozen=True)
class RowMessage:
    """A row as a message; ``number`` is the row as spreadsheets count it.

    ``expected`` is what the columns themselves say; with ``is_free`` there are words of people's
    own beside it.
    """

    number: int
    message: Message
    doubts: tuple[str, ...]
    expected: tuple[Expected, ...]
    is_free: bool
    household: str | None
    has_wish: bool

    def fields(self) -> dict[str, Any]:
        """The contract's message, with the row's number beside it."""
        one = self.message
        return {
            "id": one.id,
            "round": one.round,
            "channel": one.channel,
            "sender": one.sender,
            "at": one.at.isoformat(),
            "text": one.text,
            "orders": {},
            "row": self.number,
        }


@dataclass(frozen=True)
class LeftOut:
    """A row that is no order, and why."""

    number: int
    why: str


def messages_of(
    context: Context, round_: Round, mapping: Mapping, sheet: Sheet
) -> tuple[list[RowMessage], list[LeftOut]]:
    """Every row below the headings, either as a message or left out with the reason."""
    found: list[RowMessage] = []
    left = [
        LeftOut(row + 1, "above the rows of orders")
        for row in range(mapping.first_row - 1)
        if row + 1 not in mapping.header_rows and any(map(str.strip, sheet.rows[row]))
    ]
    above: Place | None = None
    above_row: int | None = None
    heads = tuple(row - 1 for row in mapping.header_rows)
    for row in range(mapping.first_row - 1, len(sheet.rows)):
        why = why_no_order(sheet, heads, row)
        if why:
            above, above_row = None, None
            left.append(LeftOut(row + 1, why))
            continue
        place = place_of(mapping, sheet, row, above)
        one = _message(context, round_, mapping, sheet, row, place=place, above=above_row)
        if one is None:
            left.append(LeftOut(row + 1, "nothing is wanted"))
            continue
        found.append(one)
        above, above_row = place, row
    return found, left


def _message(
    context: Context,
    round_: Round,
    mapping: Mapping,
    sheet: Sheet,
    row: int,
    *,
    place: Place,
    above: int | None,
) -> RowMessage | None:
    wishes = wishes_of(context, round_, mapping, sheet, row, above=above)
    remark = "；".join(_remarks(mapping, sheet, row))
    if not (wishes.words or remark or wishes.doubts) and (place.is_empty or wishes.says_none):
        return None
    address = address_text(context, mapping, place)
    at, late = _time(round_, mapping, sheet, row)
    doubts = [*wishes.doubts, *late]
    if len(find_addresses(context, address)) > 1 or re.search(r"\d\s*[/、,，和]\s*\d{3}", address):
        doubts.append("address_conflict")  # one order for several rooms: for each, or together?
    # A row of a sheet of one item without a figure is a doubt to the reader; one that says none,
    # and holds a remark, is none.
    is_form = bool(mapping.of("text")) or (not wishes.words and wishes.says_none)
    text = _text(
        is_form,
        address,
        _known_names(context, place.name),
        wishes,
        "；".join(_amounts(mapping, sheet, row)) if wishes.words else "",
        remark=remark,
    )
    channel = "form" if is_form else "sheet_row"
    message = Message(f"{sheet.name}:{row + 1}", round_.code, channel, None, at, text)
    return RowMessage(
        row + 1,
        message,
        tuple(dict.fromkeys(doubts)),
        tuple(wishes.expected),
        wishes.is_free,
        whole_address(context, address),
        bool(wishes.words) or bool(wishes.doubts),
    )


def _text(
    is_form: bool, address: str, name: str, wishes: Wishes, amount: str, *, remark: str
) -> str:
    """The row in words: cells apart in a row of a sheet, lines in a form."""
    wish = "；".join(wishes.words)
    if is_form:
        parts = [address, name and f"姓名：{name}", wish, amount, remark]
        return "\n".join(part for part in parts if part)
    cells = [_cell(part) for part in (address, name, wish, amount, remark)]
    return "\t".join(cell for cell in cells if cell)


def _cell(text: str) -> str:
    """The words of one cell without the marks that part cells and rows."""
    return re.sub(r"[\t\r\n|]+", " ", text)


def _known_names(context: Context, name: str) -> str:
    """Full names of the register, which tell or contradict the household; a name that nobody knows
    tells nothing.  A name with an address in it stays whole.
    """
    if find_addresses(context, plain_text(name)):
        return name
    words = re.findall(r"[\u4e00-\u9fff]+", plain_text(name))
    return " ".join(word for word in words if word in context.names)


def _amounts(mapping: Mapping, sheet: Sheet, row: int) -> Iterator[str]:
    """What the row says that it comes to; beside one amount for all, sums of parts are none."""
    for column in mapping.of("amount"):
        cell = plain_text(sheet.cell(row, column.index)).replace(",", "")
        match = _MONEY.fullmatch(cell)
        if match:
            yield f"合计{match[1]}元"
        elif not is_nothing(cell):
            yield cell


def _remarks(mapping: Mapping, sheet: Sheet, row: int) -> Iterator[str]:
    for column in mapping.of("remark"):
        cell = sheet.cell(row, column.index)
        if is_nothing(cell) or is_ditto(cell):
            continue
        heading = clean(column.header)
        if fold(cell) in _YES and lexicon.HELP.search(heading):
            yield re.sub(r"是否(?:有|为)?|[?？]", "", heading)
        elif fold(cell) not in _YES:
            yield re.sub(r"^备注\s*[:：]", "", free_text(cell))


def _time(
    round_: Round, mapping: Mapping, sheet: Sheet, row: int
) -> tuple[datetime, tuple[str, ...]]:
    """When the row was handed in; without a column of times a sheet is taken as in time.

    A mere day counts as in time up to the day of the close; what cannot be read is a doubt.
    """
    for column in mapping.of("time"):
        found = time_of(sheet.cell(row, column.index), round_.closes.tzinfo)
        if found is None:
            return round_.closes, ("late",)
        moment, is_exact = found
        is_last_day = not is_exact and moment.date() == round_.closes.date()
        return (round_.closes if is_last_day else moment, ())
    return round_.closes, ()
