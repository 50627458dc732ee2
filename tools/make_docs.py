"""Writes the documents that are made from the code: ``python -m tools.make_docs``.

The house tests compare the files with what this makes, so that no event, command, reason or rule
pack is without its lines.
"""

import importlib.util
import os
import re
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Literal, Union, get_args, get_origin

import click
from pydantic import BaseModel

from tools.made_rules import policy_text, refusals_text

DOCS: Final = Path(__file__).resolve().parent.parent / "docs"
MADE: Final = "<!-- Made by tools/make_docs.py; change the code and run `make docs`. -->"
NAMED: Final = {"str": "text", "int": "number", "bool": "yes or no", "Sealed": "personal"}


def events_text() -> str:
    """Every event type by slice: what it means, who may record it, its fields."""
    from linqiao.flow import FLOW
    from linqiao.journal.events import TYPES, load_slices

    load_slices()
    lines = [MADE, "", "# Events", "", *EVENTS_HEAD, ""]
    for name in FLOW:
        kinds = [kind for kind in TYPES.values() if kind.__module__.split(".")[1] == name]
        lines += [f"## {name}", ""]
        for kind in kinds:
            lines += [*_event(kind), ""]
    return "\n".join(lines)


EVENTS_HEAD: Final = (
    "Every change of state is one of these events, taken by `linqiao.journal.record.record`.",
    "Each has `id`, `at` (a time with zone), `by` and `type` besides the fields below.",
    "**personal** fields are sealed with their owner's key; an erased key erases them.",
    "Who may record an event is data beside it; `self` is the volunteer whom the event is about,",
    "`resident` the household that it is about.",
)


def _event(kind: Any) -> Iterator[str]:  # an event class
    words = " ".join((kind.__doc__ or "").split()).replace("``", "`")
    yield f"### `{kind.event_type}`"
    yield ""
    yield words
    yield ""
    yield f"May be recorded by: {', '.join(f'`{grant}`' for grant in kind.may)}."
    if kind.after_close:
        yield "Also after the end of the confinement."
    yield ""
    yield from _fields(kind)


def _fields(kind: type[BaseModel], depth: int = 0) -> Iterator[str]:
    for name, one in kind.model_fields.items():
        needed = "" if one.is_required() else ", may be left out"
        parts = list(_parts(one.annotation))
        yield f"{'  ' * depth}- `{one.alias or name}`: {_type(one)}{needed}"
        for part in parts:
            yield from _fields(part, depth + 1)


def _parts(annotation: Any) -> Iterator[type[BaseModel]]:  # any annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _parts(inner)


def _type(one: Any) -> str:  # a field of pydantic
    meaning = _meaning(one.metadata)
    return meaning or _named(one.annotation)


def _meaning(metadata: Any) -> str:  # pydantic's list of constraints
    found = {getattr(getattr(part, "func", None), "__name__", "") for part in metadata}
    if "_money" in found:
        return "yuan" + (", more than zero" if "_positive" in found else "")
    if "_quantity" in found:
        return "quantity" + (", more than zero" if "_positive" in found else "")
    return "time with zone" if "_instant" in found else "date" if "_day" in found else ""


def _named(annotation: Any) -> str:  # any annotation
    origin, inner = get_origin(annotation), get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        return _meaning(annotation.__metadata__) or _named(inner[0])
    if origin is Literal:
        return "one of " + ", ".join(f"`{value}`" for value in inner)
    if origin in (Union, types.UnionType):
        return " or ".join(_named(part) for part in inner if part is not type(None))
    if origin in (tuple, list):
        return f"list of {_named(inner[0])}"
    if origin is dict:
        return f"object of {_named(inner[1])} by {_named(inner[0])}"
    name = getattr(annotation, "__name__", str(annotation))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "object"
    return f"**{NAMED[name]}**" if name == "Sealed" else NAMED.get(name, name)


def commands_text() -> str:
    """Every command with its help and options, as the command itself tells them."""
    from linqiao.cli.root import COMMANDS

    lines = [MADE, "", "# Commands", "", *COMMANDS_HEAD, ""]
    for name, module, attribute in COMMANDS:
        if importlib.util.find_spec(module) is not None:
            command = getattr(importlib.import_module(module), attribute)
            lines += [*_command(command, f"linqiao {name}"), ""]
    return "\n".join(lines)


COMMANDS_HEAD: Final = (
    "Exit codes: 0 well; 1 something is wrong with the campaign (a discrepancy, a broken chain);",
    "2 it cannot be read or done (a broken folder, a database that does not answer).",
)


def _command(command: click.Command, name: str) -> Iterator[str]:
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            yield from _command(inner, f"{name} {inner.name}")
            yield ""
        return
    context = click.Context(command)
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    shown = " ".join(one.make_metavar(context) for one in arguments)
    yield f"## `{name}{f' {shown}' if shown else ''}`"
    yield ""
    yield from (command.help or "").strip().split("\n")
    options = [one for one in command.params if isinstance(one, click.Option)]
    if options:
        yield ""
    for option in options:
        words = re.sub(r"\s+", " ", option.help or "")
        metavar = "" if option.is_flag else f" {option.make_metavar(context)}"
        yield f"- `{'`, `'.join(option.opts)}{metavar}`: {words}"


def documents() -> dict[str, str]:
    """Every document that is made, by its name under ``docs``."""
    return {
        "commands.md": commands_text(),
        "events.md": events_text(),
        "policy.md": policy_text(MADE),
        "refusals.md": refusals_text(MADE),
    }


def main() -> None:
    """Write the files."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linqiao.config.settings")
    import django

    django.setup()
    DOCS.mkdir(exist_ok=True)
    for name, text in documents().items():
        (DOCS / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
