"""Writing a folder: the journal's events and the master data,
so that a replay gives the same figures.
"""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from linqiao.folder import reading
from linqiao.folder.figures import all_figures
from linqiao.journal.fields import TOKEN_KEY
from linqiao.journal.models import Entry
from linqiao.journal.seal import ERASED, is_erased, keyring, unseal
from linqiao.supply.models import Round

MASTER: Final = frozenset(
    {
        "compound.define",
        "campaign.define",
        "item.set",
        "partner.set",
        "resident.set",
        "resident.remove",
        "round.set",
    }
)
_PARTS: Final = ("code", "aliases", "buildings", "units", "rooms")
_ORDER: Final = (*reading.CAMPAIGN, *_PARTS, *reading.ROUND)
PIECE: Final = 500
Progress = Callable[[int], None]


@dataclass
class Exported:
    """What an export wrote: its events; of each type, how many hold an erased value, which a replay
    of the folder cannot know any more; and the erasures behind that.
    """

    events: int = 0
    gone: dict[str, int] = field(default_factory=dict)
    erasures: list[dict[str, str]] = field(default_factory=list)

    def count(self, row: Entry, written: bool) -> None:
        """Take note of a row of the journal."""
        self.events += written
        payload = json.loads(row.payload)
        if any(is_erased(token) for token in _tokens(payload)):
            self.gone[row.type] = self.gone.get(row.type, 0) + 1
        if row.type == "privacy.erase" and not row.reason:
            whose = {name: payload[name] for name in ("household", "code") if name in payload}
            self.erasures.append({"id": row.event_id, "at": row.at_text, **whose})


def export_folder(path: Path, progress: Progress = lambda done: None) -> Exported:
    """Write the compound in scope as a campaign folder; says how many events were written and what
    was erased before.

    The files hold the master data as it was before the first other event; what changed it later
    stays among the events, in its place.
    """
    path.mkdir(parents=True, exist_ok=True)
    keyring().load()
    first = _first_event()
    master = Master(first)
    _json(path / "campaign.json", _ordered(master.one("campaign.define"), _ORDER))
    _json(path / "compound.json", _ordered(master.one("compound.define"), _ORDER))
    rounds = {**master.by_code("round.set"), **_rounds(master)}
    _json(path / "rounds.json", _ordered(rounds, _ORDER))
    for name, kind, columns in (
        ("catalogue.csv", "item.set", reading.CATALOGUE),
        ("partners.csv", "partner.set", reading.PARTNERS),
        ("residents.csv", "resident.set", reading.RESIDENTS),
    ):
        rows = master.rows(kind)
        _table(path / name, columns, (tuple(row[column] for column in columns) for row in rows))
    _json(path / "expected.json", all_figures())
    return _events(path / "events.jsonl", progress, first)


def _ordered(value: Any, order: Sequence[str]) -> Any:  # any JSON value
    """Fields in the order of the contract's files; what it does not name stays behind, as it is."""
    if isinstance(value, list):
        return [_ordered(one, order) for one in value]
    if not isinstance(value, dict):
        return value
    names = [name for name in order if name in value]
    return {name: _ordered(value[name], order) for name in dict.fromkeys((*names, *value))}


def _first_event() -> int:
    """The place of the first accepted event that is no master data."""
    defined = Entry.objects.filter(type="campaign.define", reason="").order_by("seq").first()
    assert defined is not None, "a compound without a campaign has nothing to export"
    others = Entry.objects.filter(reason="", seq__gt=defined.seq).exclude(type__in=MASTER)
    other = others.order_by("seq").values_list("seq", flat=True).first()
    return other if other is not None else defined.seq + Entry.objects.count()


class Master:
    """The master data that stood before an event, as the journal tells it."""

    def __init__(self, first: int) -> None:
        self._kept: dict[str, dict[tuple[str, ...], dict[str, Any]]] = {}
        entries = Entry.objects.filter(type__in=MASTER, reason="", seq__lt=first)
        for entry in entries.order_by("seq"):
            fields = open_event(entry)
            for name in ("id", "at", "by", "type"):
                del fields[name]
            self._take(entry.type, fields)

    def _take(self, kind: str, fields: dict[str, Any]) -> None:
        if kind == "resident.remove":
            self._kept.get("resident.set", {}).pop((fields["household"], fields["name"]), None)
            return
        names = {"resident.set": ("household", "name")}.get(kind, ("code",))
        key = tuple(str(fields.get(name, "")) for name in names)
        self._kept.setdefault(kind, {})[key] = fields

    def rows(self, kind: str) -> list[dict[str, Any]]:
        """All that was set of a kind, in the order in which it first stood."""
        return list(self._kept.get(kind, {}).values())

    def one(self, kind: str) -> dict[str, Any]:
        """What was defined once; the last definition stands."""
        return self.rows(kind)[-1]

    def by_code(self, kind: str) -> dict[str, dict[str, Any]]:
        """What was set, by its code."""
        rows = [dict(row) for row in self.rows(kind)]
        return {row.pop("code"): row for row in rows}


def _rounds(master: Master) -> dict[str, Any]:
    """Rounds that were opened without a plan: the reader of the folder needs their items."""
    planned = master.by_code("round.set")
    return {
        row.code: {
            "items": row.items,
            "opens": row.opens.isoformat(),
            "closes": row.closes.isoformat(),
        }
        for row in Round.objects.order_by("seq")
        if row.code not in planned
    }


def _events(path: Path, progress: Progress, first: int) -> Exported:
    done, last = Exported(), 0
    with path.open("w", encoding="utf-8", newline="\n") as handle:
        while True:
            rows = list(Entry.objects.filter(seq__gt=last).order_by("seq")[:PIECE])
            for row in rows:
                written = row.type not in MASTER or bool(row.reason) or row.seq >= first
                if written:
                    handle.write(json.dumps(open_event(row), ensure_ascii=False) + "\n")
                done.count(row, written)
            progress(done.events)
            if len(rows) < PIECE:
                return done
            last = rows[-1].seq


def open_event(row: Entry) -> dict[str, Any]:
    """The event as it came, its personal values opened; what was erased reads as a grey block."""
    payload = json.loads(row.payload)
    if set(payload) == {TOKEN_KEY}:
        payload = _whole(payload[TOKEN_KEY])
    fields = {name: _opened(value) for name, value in payload.items()}
    if row.type == "resident.set" and fields.get("flags") == ERASED:
        fields["flags"] = ""  # a grey block is none of the contract's flags
    return {"id": row.event_id, "at": row.at_text, "by": row.by, "type": row.type, **fields}


def _tokens(payload: dict[str, Any]) -> Iterator[str]:
    """The sealed values of an event, or the one that holds it as a whole."""
    for name, value in payload.items():
        if name == TOKEN_KEY:
            yield value
        elif isinstance(value, dict) and set(value) == {TOKEN_KEY}:
            yield value[TOKEN_KEY]


def _whole(token: str) -> dict[str, Any]:
    found: dict[str, Any] = {"erased": ERASED} if is_erased(token) else json.loads(unseal(token))
    return found


def _opened(value: Any) -> Any:  # any JSON value
    if isinstance(value, dict) and set(value) == {TOKEN_KEY}:
        text = unseal(value[TOKEN_KEY])
        return json.loads(text[1:]) if text.startswith("=") else text
    return value


def _json(path: Path, value: object) -> None:
    path.write_text(
        json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
    )


def _table(path: Path, columns: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
