"""The root of the commands: which database, which language."""

import importlib
import importlib.util
import os
from typing import Final

import click

from linqiao import __version__
from linqiao.cli.words import both

COMMANDS: Final = (
    ("replay", "linqiao.cli.replaying", "replay"),
    ("reconcile", "linqiao.cli.checking", "reconcile"),
    ("verify", "linqiao.cli.checking", "verify"),
    ("rebuild", "linqiao.cli.checking", "rebuild"),
    ("trace", "linqiao.cli.tracing", "trace"),
    ("export", "linqiao.cli.exporting", "export"),
    ("erase", "linqiao.cli.exporting", "erase"),
    ("outbox", "linqiao.cli.exporting", "outbox"),
    ("intake", "linqiao.cli.intake", "intake"),
    ("lessons", "linqiao.cli.learning", "lessons"),
    ("doubts", "linqiao.cli.learning", "doubts"),
    ("serve", "linqiao.cli.serving", "serve"),
    ("demo", "linqiao.cli.serving", "demo"),
    ("bench", "linqiao.cli.benching", "bench"),
)


class Lazy(click.Group):
    """A group whose commands are imported when they are used, after the database was chosen."""

    def list_commands(self, context: click.Context) -> list[str]:
        # The commands of a checkout (bench) are no part of a wheel.
        return [name for name, module, _ in COMMANDS if importlib.util.find_spec(module)]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        found = next(
            ((module, attribute) for known, module, attribute in COMMANDS if known == name), None
        )
        if found is None or name not in self.list_commands(context):
            return None
        command: click.Command = getattr(importlib.import_module(found[0]), found[1])
        return command


@click.group(
    cls=Lazy,
    help=both(
        "Neighbours run a time of confinement: one journal, exact to the cent and to the egg.",
        "邻里互助，守好封闭的日子：一本流水账，一分钱、一个鸡蛋都对得上。",
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="linqiao")
def cli() -> None:
    """Set up nothing: each command opens its database itself."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linqiao.config.settings")
