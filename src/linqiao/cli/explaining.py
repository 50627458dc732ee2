"""``linqiao intake explain``: a text with what each of its spans was read as."""

from typing import Final

from rich.cells import set_cell_size
from rich.console import Console
from rich.text import Text

from linqiao.cli.words import say, tell
from linqiao.core.intake import Context, Entry, Line, Message, Reading, Round, read
from linqiao.core.intake.findings import DOUBT, GOODS
from linqiao.core.intake.types import Finding
from linqiao.core.units import format_quantity
from linqiao.core.words import Said
from linqiao.intake.labels import FINDING, FLAG, MESSAGE_KIND, TAKEN_FOR, line_said, said

LABEL_CELLS: Final = 38  # the widest label of a doubt
STYLES: Final = {
    "address": "cyan",
    "person": "cyan",
    "money": "magenta",
    "goods": "bold green",
    "quantity": "bold yellow",
    "action": "bold blue",
    "remark": "dim",
    "unknown": "bold red",
    "doubt": "reverse red",
}


def explanation(
    context: Context, round_: Round, text: str, *, channel: str, sender: str | None
) -> Reading:
    """Read a text as if it came in at the round's opening, with its findings."""
    message = Message("TEXT", round_.code, channel, sender, round_.opens, text)
    return read(context, round_, message, {}, explain=True)


def print_explanation(context: Context, text: str, reading: Reading) -> None:
    """The coloured text, a legend of what stands in it, then each entry and its doubts."""
    console = Console(highlight=False, soft_wrap=True)
    coloured = Text(text)
    for entry in reading.entries:
        for one in entry.findings:
            coloured.stylize(STYLES[one.kind], one.start, one.end)
    console.print(coloured)
    kinds = tuple(said(kind, MESSAGE_KIND) for kind in reading.kinds)
    console.print(Text(Said("%(kinds)s", {"kinds": kinds}).told(tell), style="dim"))
    for entry in reading.entries:
        _print_entry(console, context, text, entry)
    if not reading.entries:
        console.print(say("No wish.", "没有需求。"))


def _print_entry(console: Console, context: Context, text: str, entry: Entry) -> None:
    mark = say("certain", "确定") if entry.accepted else say("for a person", "待人工")
    style = "green" if entry.accepted else "red"
    wanted = tuple(_line(context, line) for line in entry.lines)
    lines = Said("%(lines)s", {"lines": wanted}).told(tell)
    where = say("line %d", "第 %d 行") % (entry.line + 1)
    console.print(Text(f"{where}: {entry.household or '?'}: {lines or '-'}: {mark}", style=style))
    for one in entry.findings:
        shown = text[one.start : one.end].strip().replace("\n", " ")
        label = FLAG[one.value] if one.kind == DOUBT else FINDING[one.kind]
        value = _value(context, one)
        meaning = "" if value in ("", shown) else f" → {value}"
        label = set_cell_size(tell(label), LABEL_CELLS)
        console.print(Text(f"    {label} {shown}{meaning}", style=STYLES[one.kind]))


def _line(context: Context, line: Line) -> Said:
    item = context.items.get(line.code)
    unit = f" {item.unit}" if item else ""
    quantity = format_quantity(line.quantity_milli) + unit
    return line_said(line.action, _name(context, line.code), quantity)


def _value(context: Context, one: Finding) -> str:
    """What a span was taken for, in words; nothing for a doubt, which says it itself."""
    if one.kind == DOUBT:
        return ""
    if one.kind == GOODS:
        return " / ".join(_name(context, code) for code in one.value.split("|"))
    value = one.value.strip()
    return tell(TAKEN_FOR[value]) if value in TAKEN_FOR else value


def _name(context: Context, code: str) -> str:
    item = context.items.get(code)
    return f"{code} {item.name}" if item else code
