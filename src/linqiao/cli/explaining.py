"""``linqiao intake explain``: a text with what each of its spans was read as."""

from typing import Final

from rich.console import Console
from rich.text import Text

from linqiao.cli.words import say
from linqiao.core.intake import Context, Entry, Message, Reading, Round, read
from linqiao.core.intake.findings import DOUBT
from linqiao.core.units import format_quantity

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
    console.print(Text(", ".join(reading.kinds), style="dim"))
    for entry in reading.entries:
        _print_entry(console, context, text, entry)
    if not reading.entries:
        console.print(say("No wish.", "没有需求。"))


def _print_entry(console: Console, context: Context, text: str, entry: Entry) -> None:
    mark = say("certain", "确定") if entry.accepted else say("for a person", "待人工")
    style = "green" if entry.accepted else "red"
    lines = ", ".join(
        f"{line.action} {_name(context, line.code)} {format_quantity(line.quantity_milli)}"
        for line in entry.lines
    )
    where = say("line", "第") + f" {entry.line + 1}"
    console.print(Text(f"{where}: {entry.household or '?'}: {lines or '-'}: {mark}", style=style))
    for one in entry.findings:
        shown = text[one.start : one.end].strip().replace("\n", " ")
        is_doubt = one.kind == DOUBT
        label = one.value if is_doubt else one.kind
        value = "" if is_doubt or one.value in ("", shown) else f" → {one.value}"
        console.print(Text(f"    {label:22} {shown}{value}", style=STYLES[one.kind]))


def _name(context: Context, code: str) -> str:
    item = context.items.get(code)
    return f"{code} {item.name}" if item else code
