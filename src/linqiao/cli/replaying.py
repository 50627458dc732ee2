"""``linqiao replay``: a campaign folder through the one door."""

import errno
import json
import os
from pathlib import Path
from typing import Any

import click

from linqiao.cli.database import database_option, prepare
from linqiao.cli.output import print_json, progress_bar
from linqiao.cli.words import both, say


@click.command(
    help=both(
        "Replay the campaign folder DIR: every event through the same door as the pages, then "
        "reconcile.",
        "重放一个活动文件夹：每个事件走同一扇门，然后对账。",
    ),
    short_help="Replay a campaign folder and reconcile. 重放并对账",
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--json",
    "out",
    type=click.Path(path_type=Path),
    help=both("Write the figures here (-: print).", "结果文件"),
)
@click.option("--fresh", is_flag=True, help=both("Begin with an empty database.", "从空数据库开始"))
@database_option(making=True, migrating=False)
@click.pass_context
def replay(context: click.Context, folder: Path, out: Path | None, fresh: bool) -> None:
    """Check the folder first, so that a broken one writes nothing, not even an empty database."""
    from linqiao.folder.master import read_folder

    if out is not None and str(out) != "-":
        _require_place(out)
    checked = read_folder(folder)
    prepare(fresh=fresh)
    figures = run_checked(checked)
    if out is not None:
        write_figures(figures, out)
    if str(out) != "-":
        print_figures(figures)
    context.exit(1 if figures["discrepancies"] else 0)


def _require_place(out: Path) -> None:
    """What is known at the start is said at the start: a file can be written here."""
    if out.is_dir():
        number = errno.EISDIR
    elif not out.parent.is_dir():
        number = errno.ENOENT
    elif not os.access(out if out.exists() else out.parent, os.W_OK):
        number = errno.EACCES
    else:
        return
    raise OSError(number, os.strerror(number), str(out))


def run_checked(checked: Any, *, quiet: bool = False) -> dict[str, Any]:  # a folder that was read
    """Replay a checked folder with a bar and return its figures."""
    from linqiao.folder.figures import all_figures
    from linqiao.folder.replay import replay_checked
    from linqiao.journal.compounds import inside

    total = len(checked.master) + checked.event_count
    with progress_bar(say("Replaying", "重放"), total, quiet=quiet) as progress:
        replay_checked(checked, progress)
    with inside(checked.code):
        return all_figures()


def write_figures(figures: dict[str, Any], out: Path) -> None:
    """Write the figures as JSON; ``-`` prints them."""
    if str(out) == "-":
        print_json(figures)
    else:
        out.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def print_figures(figures: dict[str, Any]) -> None:
    """The figures as lines, refusals with their reason."""
    for name, value in figures.items():
        if name not in ("refused", "balances"):
            click.echo(f"{name:20} {value}")
    for refusal in figures["refused"]:
        click.echo(f"{say('refused', '拒收'):20} {refusal['id']}: {refusal['reason']}")
