"""What commands print: progress, JSON, tables."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


def print_json(value: Any) -> None:  # any JSON value
    """Print a value as JSON in the order in which it was made."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


@contextmanager
def progress_bar(
    words: str, total: int, *, quiet: bool = False
) -> Iterator[Any]:  # a function of the count
    """A bar on the error stream while it is a terminal;
    yields a function that takes the count done so far.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda done: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(words, total=total)
        yield lambda done: bar.update(task, completed=done)
