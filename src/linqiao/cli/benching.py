"""``linqiao bench``: measures of a checkout; the code that measures is in its ``bench`` folder."""

import importlib
import sys
from pathlib import Path
from typing import Any

import click

from linqiao.cli.output import print_json
from linqiao.cli.words import both, complain, say

ROOT = Path(__file__).resolve().parents[3]
INTAKE_SIZE_MAX = 4000  # flats of the compound that bench/intake.py makes


@click.group(
    help=both("Measure, side by side in one run.", "性能测量：同一次运行里并排比较。"),
    short_help="Measure. 性能测量",
)
def bench() -> None:
    """Measures."""


@bench.command(
    help=both(
        "Replay the demo campaign beside the floor (the same rows by plain SQL) and a peer "
        "(django-hordak, with make bench).",
        "重放演示活动，与下限（同样的行用纯 SQL 写入）和同类软件"
        "（django-hordak，需 make bench）并排比较。",
    ),
    short_help="Measure a replay. 测量重放",
)
@click.option(
    "--big",
    type=click.Path(path_type=Path),
    help=both("A larger campaign folder, replayed too.", "另重放一个更大的活动"),
)
@click.option(
    "--small",
    type=click.Path(path_type=Path),
    help=both("The folder that --big is a multiple of (default: the demo).", "与 --big 相比的活动"),
)
@click.option("--json", "as_json", is_flag=True, help=both("Print JSON.", "输出 JSON"))
def replay(big: Path | None, small: Path | None, as_json: bool) -> None:
    """Exit 2 where this is no checkout."""
    module = _module("bench.replay")
    figures = module.measure(big, small, lambda what: complain(say("measuring: ", "测量：") + what))
    if as_json:
        print_json(figures)
        return
    for name, value in figures.items():
        shown = (
            value
            if not isinstance(value, dict)
            else ", ".join(f"{k} {v}" for k, v in value.items())
        )
        click.echo(f"{name:16} {shown}")


@bench.command(
    help=both(
        "Read long chains and a long thread: entries a second, growth, one post more, memory.",
        "读长接龙与长跟帖：每秒条数、增长、多一帖的用时、内存。",
    ),
    short_help="Measure reading. 测量接龙识别",
)
@click.option(
    "--size",
    "sizes",
    type=click.IntRange(1, INTAKE_SIZE_MAX),
    multiple=True,
    help=both(
        "Entries of a chain, beside the usual sizes; may be repeated.", "接龙条数，可多次给出"
    ),
)
@click.option("--json", "as_json", is_flag=True, help=both("Print JSON.", "输出 JSON"))
def intake(sizes: tuple[int, ...], as_json: bool) -> None:
    """Exit 1 where a target is missed, 2 where this is no checkout."""
    module = _module("bench.intake")
    figures = module.measure(sizes, lambda what: complain(say("measuring: ", "测量：") + what))
    if as_json:
        print_json(figures)
    else:
        for row in module.shown(figures):
            click.echo(row)
    if not figures["targets_met"]:
        raise SystemExit(1)


def _module(name: str) -> Any:  # a module of the checkout
    if not (ROOT / "bench" / "__init__.py").is_file():
        complain(
            say(
                "There is no bench folder here: measures run from a checkout of the repository.",
                "这里没有 bench 目录：请在代码仓库中运行。",
            )
        )
        raise SystemExit(2)
    sys.path.insert(0, str(ROOT))
    return importlib.import_module(name)
