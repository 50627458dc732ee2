"""``linqiao reconcile``, ``verify`` and ``rebuild``: is everything as it should be?"""

from typing import Any, Final

import click

from linqiao.cli.compound import compound_option
from linqiao.cli.database import database_option
from linqiao.cli.output import print_json, progress_bar
from linqiao.cli.words import both, say, tell

# What a changed row can end in while the journal is walked or rebuilt: named, never a traceback.
_UNREADABLE: Final = (TypeError, ValueError, AttributeError, LookupError, AssertionError)


def _cannot_be_read(fault: Exception) -> str:
    words = say("a row cannot be read any more", "有一行已无法读取")
    return f"{words} ({type(fault).__name__}: {fault})"


@click.command(
    help=both(
        "Print the zero-discrepancy strip and, for each discrepancy, where it is and which events "
        "caused it.",
        "打印零差错对账条；有差异时逐条列出轮次、住户、品种、数额和相关事件。",
    ),
    short_help="The zero-discrepancy strip. 对账",
)
@click.option("--json", "as_json", is_flag=True, help=both("Print JSON.", "输出 JSON"))
@database_option()
@compound_option
@click.pass_context
def reconcile(context: click.Context, as_json: bool) -> None:
    """Print what the rules say; exit 1 when one is broken."""
    from linqiao.bulletins.strip import reconciliation

    report = reconciliation()
    if as_json:
        print_json(report.as_json())
    else:
        for cell in report.cells:
            click.echo(
                f"{'✓' if cell.ok else '✗'} {say(cell.label, cell.label_zh):14} {cell.left} = "
                f"{cell.right}"
            )
        for one in report.discrepancies:
            click.echo(f"  {one.invariant}: {tell(one.words) % one.params}")
            if one.events:
                click.echo(
                    "    " + say("events", "事件") + ": " + ", ".join(report.event_names(one))
                )
        words = say("%d discrepancies", "%d 处差异")
        click.echo(words % len(report.discrepancies))
    context.exit(1 if report.discrepancies else 0)


@click.command(
    help=both(
        "Walk the hash chain and the invariants, and rebuild the tables to compare them; names "
        "what was changed.",
        "核对哈希链、各项规则，并由流水账重建各表逐行比较；指出被改动之处。",
    ),
    short_help="Is anything changed that should not be? 核验",
)
@click.option("--quick", is_flag=True, help=both("Leave the rebuild out.", "不重建各表"))
@click.option("--json", "as_json", is_flag=True, help=both("Print JSON.", "输出 JSON"))
@database_option()
@click.pass_context
def verify(context: click.Context, quick: bool, as_json: bool) -> None:
    """Every compound of the database; exit 1 when anything is found."""
    found = _chain_faults() + _rule_faults()
    if not quick and not any(one["kind"] == "chain" for one in found):
        found += _rebuild_faults()
    if as_json:
        print_json({"ok": not found, "found": found})
    for one in [] if as_json else found:
        click.echo(f"{one['kind']}: {one['where']}: {one['words']}")
    if not found and not as_json:
        click.echo(say("Everything is as it was written.", "全部与记录一致。"))
    context.exit(1 if found else 0)


def _chain_faults() -> list[dict[str, str]]:
    from linqiao.journal.compounds import all_heads
    from linqiao.journal.verify import Break, verify_chain

    found = []
    for head in all_heads():
        with progress_bar(say("Chain", "哈希链"), head.seq) as progress:
            try:
                broken = verify_chain(head, progress)
            except _UNREADABLE as fault:
                broken = [Break(head.code, 0, "", _cannot_be_read(fault))]
            for one in broken:
                where = f"{one.compound} entry {one.seq} {one.event_id}"
                found.append({"kind": "chain", "where": where, "words": one.words})
    return found


def _rule_faults() -> list[dict[str, str]]:
    from linqiao.journal.compounds import all_heads, inside
    from linqiao.ledger.invariants import discrepancies

    found = []
    for head in all_heads():
        try:
            with inside(head.code):
                broken = discrepancies()
        except _UNREADABLE as fault:
            found.append({"kind": "rule", "where": head.code, "words": _cannot_be_read(fault)})
            continue
        for one in broken:
            words = tell(one.words) % one.params
            found.append({"kind": "rule", "where": one.invariant, "words": words})
    return found


def _rebuild_faults() -> list[dict[str, str]]:
    from linqiao.config.environment import database_settings
    from linqiao.journal.compounds import all_heads
    from linqiao.journal.rebuild import Difference, rebuild_and_compare

    with progress_bar(say("Rebuild", "重建"), sum(head.seq for head in all_heads())) as progress:
        try:
            differences = rebuild_and_compare(database_settings, progress)
        except _UNREADABLE as fault:
            differences = [Difference("journal_entry", _cannot_be_read(fault), "")]
    return [
        {"kind": "table", "where": one.table, "words": f"{one.side}: {one.row}"}
        for one in differences
    ]


@click.command(
    help=both(
        "Rebuild all tables from the journal in an empty database and compare them row by row.",
        "由流水账在空库中重建各表，逐行比较。",
    ),
    short_help="Rebuild the tables and compare. 重建比较",
)
@click.option(
    "--check",
    is_flag=True,
    required=True,
    help=both("Compare; nothing is written.", "只比较，不写入"),
)
@click.option("--json", "as_json", is_flag=True, help=both("Print JSON.", "输出 JSON"))
@database_option()
@click.pass_context
def rebuild(context: click.Context, check: bool, as_json: bool) -> None:
    """Exit 1 when a row differs."""
    found: list[dict[str, Any]] = [dict(one) for one in _rebuild_faults()]
    if as_json:
        print_json({"ok": not found, "found": found})
    for one in [] if as_json else found:
        click.echo(f"{one['where']}: {one['words']}")
    if not found and not as_json:
        click.echo(say("Every row is the same.", "每一行都一致。"))
    context.exit(1 if found else 0)
