"""``linqiao intake``: reading messages and threads without a database."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from linqiao.cli.database import choose, guarded
from linqiao.cli.output import print_json, progress_bar
from linqiao.cli.sheets import sheet
from linqiao.cli.words import both, complain, say

NO_OBJECT = "$no-object"  # marks a line that could not be read as a record


@click.group(
    help=both("Read messages and threads of the contract's formats.", "读取消息和接龙线程。"),
    short_help="Read messages. 读接龙",
)
def intake() -> None:
    """Commands of the reader."""


intake.add_command(sheet)


def _options(function: Callable[..., Any]) -> Callable[..., Any]:  # a click callback
    function = click.option(
        "--context",
        "folder",
        required=True,
        metavar="DIR",
        type=click.Path(path_type=Path),
        help=both("Folder with compound, residents, catalogue and rounds.", "上下文文件夹"),
    )(function)
    return click.option(
        "--out", type=click.Path(path_type=Path), help=both("Write here instead.", "输出文件")
    )(function)


@intake.command(
    help=both("Read MESSAGES (JSON Lines) and print a result a line.", "逐行读取消息并输出结果。"),
    short_help="Read messages. 读消息",
)
@click.argument("messages", metavar="MESSAGES.jsonl", type=click.Path(path_type=Path))
@_options
def parse(messages: Path, folder: Path, out: Path | None) -> None:
    """Exit 2 for a folder or file that cannot be read."""
    guarded(_run)(messages, folder, out, _read_one)


@intake.command(
    help=both(
        "Read THREADS (JSON Lines) and print a result a line.", "逐行读取接龙线程并输出结果。"
    ),
    short_help="Read threads. 读线程",
)
@click.argument("threads", metavar="THREADS.jsonl", type=click.Path(path_type=Path))
@_options
def threads(threads: Path, folder: Path, out: Path | None) -> None:
    """Exit 2 for a folder or file that cannot be read."""
    guarded(_run)(threads, folder, out, _read_thread)


def _run(
    source: Path, folder: Path, out: Path | None, read_one: Callable[..., dict[str, Any]]
) -> None:
    choose(None)  # no database is opened; the folder's readers share the registry of event types
    from linqiao.folder.context import read_context

    context, rounds = read_context(folder)
    lines = list(_lines(source))
    handle = out.open("w", encoding="utf-8") if out else sys.stdout
    try:
        with progress_bar(say("Reading", "读取"), len(lines)) as progress:
            for done, line in enumerate(lines, 1):
                handle.write(json.dumps(read_one(context, rounds, line), ensure_ascii=False) + "\n")
                progress(done)
    finally:
        if out:
            handle.close()


def _lines(source: Path) -> Iterator[dict[str, Any]]:
    """Every record; a line that is no object becomes an empty one,
    which is reported as unreadable.
    """
    for number, raw in enumerate(source.read_bytes().splitlines(), 1):
        if not raw.strip():
            continue
        try:
            record = json.loads(raw)
        except ValueError:
            record = None
        yield record if isinstance(record, dict) else {"id": f"line {number}", NO_OBJECT: True}


def _unreadable(record: dict[str, Any], fault: Exception) -> dict[str, Any]:
    complain(
        say("A record cannot be read: ", "有一条记录无法读取：")
        + f"{record.get('id')}: {_reason(record, fault)}"
    )
    entry = {
        "line": 0,
        "household": None,
        "contact": None,
        "lines": [],
        "flags": ["unreadable"],
        "accepted": False,
    }
    return {"id": record.get("id"), "kinds": ["other"], "entries": [entry]}


def _reason(record: dict[str, Any], fault: Exception) -> str:
    """Why a record cannot be read, in the reader's language."""
    if record.get(NO_OBJECT):
        return say("the line is no JSON object", "这一行不是 JSON 对象")
    if isinstance(fault, KeyError):
        name = str(fault.args[0])
        if name in record or name == record.get("round"):
            return say("there is no round %s in rounds.json", "rounds.json 中没有轮次 %s") % name
        return say("the field %s is missing", "缺少字段 %s") % name
    return str(fault)


def _read_one(
    context: Any, rounds: dict[str, Any], record: dict[str, Any]
) -> dict[str, Any]:  # the reader's context
    from linqiao.core.intake import codec, read

    try:
        message = codec.message_from(record)
        round_ = rounds[message.round]
        standing = codec.orders_from(record.get("orders") or {})
    except (KeyError, ValueError, TypeError, AttributeError) as fault:
        return _unreadable(record, fault)
    return codec.result_of(message.id, read(context, round_, message, standing))


def _read_thread(
    context: Any, rounds: dict[str, Any], record: dict[str, Any]
) -> dict[str, Any]:  # likewise
    from linqiao.core.intake import codec, read_thread

    try:
        name, round_ = record["id"], rounds[record["round"]]
        messages = [
            codec.message_from({**one, "round": record["round"]}) for one in record["messages"]
        ]
    except (KeyError, ValueError, TypeError, AttributeError) as fault:
        return {**_unreadable(record, fault), "orders": {}, "flagged": []}
    return codec.thread_result_of(name, read_thread(context, round_, messages))


@intake.command(
    help=both(
        "Show how TEXT is read: what each span was taken for, and what causes each doubt.",
        "说明 TEXT 是怎样读的：每一段读成什么，疑问出在哪里。",
    ),
    short_help="Show how a text is read. 解释读法",
)
@click.argument("text", metavar="TEXT")
@click.option(
    "--context",
    "folder",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help=both("Folder with compound, residents, catalogue and rounds.", "上下文文件夹"),
)
@click.option("--round", "code", metavar="R", help=both("The round (default: the first).", "轮次"))
@click.option(
    "--channel",
    type=click.Choice(["jielong", "chat", "form", "phone_note", "sheet_row"]),
    help=both("Where it came in (default: jielong for several lines, else chat).", "来源"),
)
@click.option("--sender", help=both("The sender's group nickname.", "发送人群昵称"))
@click.option("--json", "as_json", is_flag=True, help=both("Print JSON.", "输出 JSON"))
def explain(
    text: str,
    folder: Path,
    *,
    code: str | None,
    channel: str | None,
    sender: str | None,
    as_json: bool,
) -> None:
    """Exit 1 where an entry is uncertain, 2 for a folder that cannot be read."""
    raise SystemExit(guarded(_explain)(text, folder, code, channel, sender, as_json=as_json))


def _explain(
    text: str,
    folder: Path,
    code: str | None,
    channel: str | None,
    sender: str | None,
    *,
    as_json: bool,
) -> int:
    choose(None)
    from linqiao.cli.explaining import explanation, print_explanation
    from linqiao.folder.context import read_context

    context, rounds = read_context(folder)
    if code is None:
        code = next(iter(rounds))
    if code not in rounds:
        known = ", ".join(rounds)
        raise click.UsageError(f"--round {code!r}: one of {known}")
    text = text.replace("\\n", "\n")
    channel = channel or ("jielong" if "\n" in text else "chat")
    reading = explanation(context, rounds[code], text, channel=channel, sender=sender)
    if as_json:
        from linqiao.core.intake import codec

        print_json(codec.explained_result_of("TEXT", reading, text))
    else:
        print_explanation(context, text, reading)
    return 0 if all(entry.accepted for entry in reading.entries) else 1
