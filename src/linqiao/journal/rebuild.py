"""The tables are a projection: rebuild them from the journal alone and compare every row."""

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.db import models

from linqiao.core.refusal import Refusal
from linqiao.journal.chain import CHAINED, canonical
from linqiao.journal.database import migrate, other_database
from linqiao.journal.events import HANDLERS, TYPES, Stamp
from linqiao.journal.fields import Sealed
from linqiao.journal.models import Compound, CompoundModel, Entry, Key, Notice
from linqiao.journal.record import session, typed
from linqiao.journal.scope import scope_of_values, within

BATCH: Final = 200
DIFFERENCES_MAX: Final = 20
_APART: Final = (Key, Notice)
Settings = Callable[[str], dict[str, Any]]


@dataclass(frozen=True)
class Difference:
    """A row that the tables have and the rebuilt ones do not, or the other way round."""

    table: str
    row: str
    side: str


def projections() -> list[type[CompoundModel]]:
    """Every table that is worked out from the journal, and the journal itself."""
    found = [
        model
        for model in apps.get_models()
        if issubclass(model, CompoundModel) and model not in _APART
    ]
    return sorted(found, key=lambda model: model._meta.db_table)


def rebuild_and_compare(
    sqlite: Settings, progress: Callable[[int], None] = lambda done: None
) -> list[Difference]:
    """Replay every journal of this database into an empty SQLite file and compare all tables row by
    row.
    """
    heads = list(Compound.objects.order_by("pk").values())
    entries = _stream(Entry)
    keys = list(Key.objects.all_compounds().values("compound_id", "owner", "secret"))
    with tempfile.TemporaryDirectory(prefix="linqiao-rebuild-") as folder:
        target = sqlite(f"sqlite:///{Path(folder) / 'rebuilt.sqlite3'}")
        with other_database(target):
            migrate()
            _prepare(heads, keys)
        done = 0
        while batch := list(islice(entries, BATCH)):
            with other_database(target):
                _apply(batch, {head["id"]: head["code"] for head in heads})
            done += len(batch)
            progress(done)
        return [one for model in projections() for one in _compare(model, target)][:DIFFERENCES_MAX]


def _stream(model: type[CompoundModel]) -> Iterator[dict[str, Any]]:
    """Rows in order of journal, read in pieces so that two databases can be used in turn."""
    manager: Any = model._default_manager  # its rows are read as plain columns
    last = 0
    while True:
        rows = list(manager.all_compounds().filter(pk__gt=last).order_by("pk").values()[:BATCH])
        yield from rows
        if len(rows) < BATCH:
            return
        last = rows[-1]["id"]


def _prepare(heads: Sequence[Mapping[str, Any]], keys: Sequence[Mapping[str, Any]]) -> None:
    for head in heads:
        fresh = {"seq": 0, "head_hash": "0" * 64, "last_at": None, "marks": {}}
        Compound.objects.create(**{**head, **fresh})
        mine = [Key(**key) for key in keys if key["compound_id"] == head["id"]]
        with within(scope_of_values(head["id"], head["code"], head["timezone"], {})):
            Key.objects.bulk_create(mine)


def _apply(batch: list[dict[str, Any]], codes: dict[int, str]) -> None:
    for entry in batch:
        with session(codes[entry["compound_id"]]) as door:
            kind = TYPES.get(entry["type"])
            if not entry["reason"] and kind is not None:
                _handle(entry)
            door.append_columns({name: entry[name] for name in CHAINED}, entry["at"])
            if not entry["reason"] and kind is not None and kind.changes:
                door.scope.marks[kind.changes] = door.head.head_hash


def _handle(entry: dict[str, Any]) -> None:
    kind = TYPES[entry["type"]]
    event = typed(kind, json.loads(entry["payload"]))
    stamp = Stamp(
        entry["seq"], entry["event_id"], entry["at"], entry["by"], json.loads(entry["outcome"])
    )
    try:
        HANDLERS[kind](event, stamp)
    except Refusal as refusal:
        raise AssertionError(
            f"entry {entry['seq']} was accepted, the rebuild refuses it: {refusal}"
        ) from refusal


def _compare(model: type[CompoundModel], target: dict[str, Any]) -> list[Difference]:
    columns = [field.attname for field in model._meta.concrete_fields if field.attname != "id"]
    here = _rows(model, columns)
    with other_database(target):
        there = _rows(model, columns)
    found = [
        Difference(model._meta.db_table, row, "only in the tables") for row in sorted(here - there)
    ]
    return found + [
        Difference(model._meta.db_table, row, "only in the journal") for row in sorted(there - here)
    ]


def _rows(model: type[models.Model], columns: list[str]) -> set[str]:
    manager: Any = model._default_manager  # every projection has the scoped manager
    return {
        " | ".join(f"{name}={_plain(value)}" for name, value in zip(columns, row, strict=True))
        for row in manager.all_compounds().values_list(*columns).iterator()
    }


def _plain(value: object) -> str:
    if isinstance(value, Sealed):
        return value.token
    return canonical(value) if isinstance(value, (dict, list)) else str(value)
