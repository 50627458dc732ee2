"""The tables are a projection: rebuild them from the journal alone and compare every row."""

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.db import models

from linqiao.core.refusal import Refusal
from linqiao.journal import seal
from linqiao.journal.chain import CHAINED, canonical, start
from linqiao.journal.database import migrate, other_database
from linqiao.journal.events import HANDLERS, TYPES, Stamp
from linqiao.journal.fields import Sealed
from linqiao.journal.models import Compound, CompoundModel, Entry, Key, Notice
from linqiao.journal.record import session, typed
from linqiao.journal.scope import Scope, scope_of_values
from linqiao.journal.verify import tokens_of
from linqiao.journal.wall import EVERY, naming

BATCH: Final = 200
DIFFERENCES_MAX: Final = 20
# What the journal does not decide: when a notice was delivered, and the secret of a key.
_APART: Final[dict[type[models.Model], set[str]]] = {Key: {"secret"}, Notice: {"delivered_at"}}
Settings = Callable[[str], dict[str, Any]]


@dataclass(frozen=True)
class Difference:
    """A row that the tables have and the rebuilt ones do not, or the other way round."""

    table: str
    row: str
    side: str


def projections() -> list[type[models.Model]]:
    """Every table that is worked out from the journal, the journal itself and its head."""
    found = [
        model
        for model in apps.get_models()
        if model is Compound or issubclass(model, CompoundModel)
    ]
    return sorted(found, key=lambda model: model._meta.db_table)


def rebuild_and_compare(
    sqlite: Settings, progress: Callable[[int], None] = lambda done: None
) -> list[Difference]:
    """Replay every journal of this database into an empty SQLite file and compare all tables row by
    row.
    """
    heads = list(Compound.objects.order_by("pk").values())
    secrets = {}
    for head in heads:
        with naming(EVERY):
            secrets[head["id"]] = seal.read_keys(_scope(head))
    entries = _stream(Entry)
    with tempfile.TemporaryDirectory(prefix="linqiao-rebuild-") as folder:
        target = sqlite(f"sqlite:///{Path(folder) / 'rebuilt.sqlite3'}")
        with other_database(target):
            migrate()
            _prepare(heads)
        done = 0
        while batch := list(islice(entries, BATCH)):
            with other_database(target):
                _apply(batch, {head["id"]: head["code"] for head in heads}, secrets)
            done += len(batch)
            progress(done)
        return [one for model in projections() for one in _compare(model, target)][:DIFFERENCES_MAX]


def _scope(head: Mapping[str, Any]) -> Scope:
    return scope_of_values(head["id"], head["code"], head["timezone"], {})


def _stream(model: type[CompoundModel]) -> Iterator[dict[str, Any]]:
    """Rows in order of journal, read in pieces so that two databases can be used in turn."""
    manager: Any = model._default_manager  # its rows are read as plain columns
    last = 0
    while True:
        with naming(EVERY):
            rows = list(manager.all_compounds().filter(pk__gt=last).order_by("pk").values()[:BATCH])
        yield from rows
        if len(rows) < BATCH:
            return
        last = rows[-1]["id"]


def _prepare(heads: Sequence[Mapping[str, Any]]) -> None:
    for head in heads:
        first = start(head["code"], head["name"], head["timezone"])
        fresh = {"seq": 0, "head_hash": first, "last_at": None, "marks": {}}
        Compound.objects.create(**{**head, **fresh})


def _apply(
    batch: list[dict[str, Any]], codes: dict[int, str], secrets: dict[int, dict[str, bytes]]
) -> None:
    for entry in batch:
        with session(codes[entry["compound_id"]]) as door:
            _give_keys(entry, secrets[entry["compound_id"]])
            kind = TYPES.get(entry["type"])
            if not entry["reason"] and kind is not None:
                _handle(entry)
            door.append_columns({name: entry[name] for name in CHAINED}, entry["at"])
            if not entry["reason"] and kind is not None and kind.changes:
                door.scope.marks[kind.changes] = door.head.head_hash


def _give_keys(entry: dict[str, Any], secrets: dict[str, bytes]) -> None:
    """The keys that the door made for this entry, erased ones empty from the start.

    So the table of keys is rebuilt too: one that is missing, that no entry needs, or that was
    emptied without an erasure in the journal, is a difference.
    """
    ring = seal.keyring()
    needed = [seal.CAMPAIGN] if entry["seq"] == 1 else []
    for token in tokens_of(json.loads(entry["payload"])):
        needed += seal.names_of(token)
    for name in dict.fromkeys(needed):
        if name not in ring.ciphers and not Key.objects.filter(name=name).exists():
            is_campaign = name.startswith(seal.CAMPAIGN)  # in use for every entry, erased or not
            secret = secrets.get(name) or (bytes(seal.KEY_BYTES) if is_campaign else b"")
            seal.write_key(ring.scope, name, secret)
    ring.sealing(seal.CAMPAIGN)


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


def _compare(model: type[models.Model], target: dict[str, Any]) -> list[Difference]:
    apart = _APART.get(model, set()) | {"id"}
    columns = [field.attname for field in model._meta.concrete_fields if field.attname not in apart]
    here = _rows(model, columns)
    with other_database(target):
        there = _rows(model, columns)
    return [
        Difference(model._meta.db_table, row, side)
        for rows, side in (
            (here - there, "only in the tables"),
            (there - here, "only in the journal"),
        )
        for row in sorted(rows.elements())
    ]


def _rows(model: type[models.Model], columns: list[str]) -> Counter[str]:
    manager: Any = model._default_manager  # every table but the head has the scoped manager
    rows = manager.all() if model is Compound else manager.all_compounds()
    with naming(EVERY):
        return Counter(
            " | ".join(f"{name}={_plain(value)}" for name, value in zip(columns, row, strict=True))
            for row in rows.values_list(*columns).iterator()
        )


def _plain(value: object) -> str:
    if isinstance(value, Sealed):
        return value.token
    return canonical(value) if isinstance(value, (dict, list)) else str(value)
