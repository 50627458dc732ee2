"""``linqiao intake sheet``: order sheets, with a mapping that is proposed and confirmed."""

import json
import sys
from pathlib import Path
from typing import Any, Final

import click

from linqiao.cli.database import choose, guarded
from linqiao.cli.output import print_json, progress_bar
from linqiao.cli.words import both, complain, is_chinese, say

WHY: Final = {
    "above the rows of orders": "在订单各行之上",
    "the headings again": "重复的表头",
    "a row of totals": "合计行",
    "a row of prices": "价格行",
    "nothing is wanted": "没有要订的",
}


@click.command(
    help=both(
        "Read an order sheet (FILE: .csv, .xlsx, .xls, .ods) and print a result a row. What each "
        "column means is proposed; where that is certain, or --mapping confirms it, the rows are "
        "read. Otherwise the proposed mapping is printed: look at it, change what is wrong, save "
        "it and hand it back with --mapping.",
        "读取订货表（FILE：.csv、.xlsx、.xls、.ods），每行输出一个结果。先推断每一列是什么；"
        "推断确定、或用 --mapping 确认后，才读取各行。否则输出推断的列对应关系："
        "看一遍，改正，保存，再用 --mapping 交回。",
    ),
    short_help="Read an order sheet. 读订货表",
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--context",
    "folder",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help=both("Folder with compound, residents, catalogue and rounds.", "上下文文件夹"),
)
@click.option("--round", "code", required=True, metavar="R", help=both("The round.", "轮次"))
@click.option(
    "--mapping",
    "confirmed",
    metavar="FILE.json",
    type=click.Path(path_type=Path),
    help=both("The mapping that a person confirmed.", "已确认的列对应关系"),
)
@click.option(
    "--propose",
    "only_propose",
    is_flag=True,
    help=both("Print the mapping only.", "只输出对应关系"),
)
@click.option("--sheet", "name", metavar="NAME", help=both("The sheet of a workbook.", "工作表"))
@click.option(
    "--out", type=click.Path(path_type=Path), help=both("Write here instead.", "输出文件")
)
def sheet(
    file: Path,
    folder: Path,
    *,
    code: str,
    confirmed: Path | None,
    only_propose: bool,
    name: str | None,
    out: Path | None,
) -> None:
    """Exit 1 where a person has to look at the mapping, 2 for a file that cannot be read."""
    read = guarded(_sheet)
    raise SystemExit(
        read(file, folder, code, confirmed=confirmed, propose=only_propose, name=name, out=out)
    )


def _sheet(
    file: Path,
    folder: Path,
    code: str,
    *,
    confirmed: Path | None,
    propose: bool,
    name: str | None,
    out: Path | None,
) -> int:
    choose(None)  # no database is opened; the folder's readers share the registry of event types
    from linqiao.core.sheets import mapping_fields
    from linqiao.core.sheets import propose as proposed_for
    from linqiao.folder.context import read_context
    from linqiao.folder.sheets import read_mapping, read_sheet

    context, rounds = read_context(folder)
    if code not in rounds:
        raise click.UsageError(f"--round {code!r}: one of {', '.join(rounds)}")
    found = read_sheet(file, name)
    mapping = proposed_for(context, rounds[code], found)
    if confirmed is not None and not propose:
        mapping = read_mapping(confirmed, context, mapping, found)
    if propose or not mapping.is_certain:
        _write_mapping(mapping_fields(mapping), out)
        if not mapping.is_certain:
            complain(
                say(
                    "A person has to look at the mapping; hand it back with --mapping.",
                    "列的对应关系需要人看一遍；改好后用 --mapping 交回。",
                )
            )
        return 1
    _write_results(context, rounds[code], mapping, found, out)
    return 0


def _write_mapping(fields: dict[str, Any], out: Path | None) -> None:
    if out is None:
        print_json(fields)
    else:
        out.write_text(json.dumps(fields, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _write_results(
    context: Any, round_: Any, mapping: Any, found: Any, out: Path | None
) -> None:  # the reader's context, round, mapping and sheet
    from linqiao.core.intake import codec
    from linqiao.core.sheets import messages_of, read_rows

    rows, left = messages_of(context, round_, mapping, found)
    handle = out.open("w", encoding="utf-8") if out else sys.stdout
    try:
        with progress_bar(say("Reading", "读取"), len(rows)) as progress:
            for done, one in enumerate(read_rows(context, round_, rows), 1):
                result = codec.result_of(one.row.message.id, one.reading)
                result["row"] = one.row.number
                handle.write(json.dumps(result, ensure_ascii=False) + "\n")
                progress(done)
    finally:
        if out:
            handle.close()
    for row in left:
        if row.why != "empty":
            why = WHY[row.why] if is_chinese() else row.why
            complain(say("Left out: row ", "未读取：行 ") + f"{row.number}: {why}")
