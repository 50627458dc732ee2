"""Writing a folder: the journal's events and the master data,
so that a replay gives the same figures.
"""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from linqiao.catalogue.models import Item
from linqiao.core.units import format_yuan
from linqiao.folder import reading
from linqiao.folder.figures import all_figures
from linqiao.journal.fields import TOKEN_KEY
from linqiao.journal.models import Entry
from linqiao.journal.seal import ERASED, is_erased, keyring, unseal
from linqiao.people.models import Partner
from linqiao.places import queries as places
from linqiao.supply.models import Plan, Round

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
PIECE: Final = 500
Progress = Callable[[int], None]


def export_folder(path: Path, progress: Progress = lambda done: None) -> int:
    """Write the compound in scope as a campaign folder; returns how many events were written."""
    path.mkdir(parents=True, exist_ok=True)
    keyring().load()
    _json(path / "campaign.json", _campaign())
    _json(path / "compound.json", _compound())
    _json(path / "rounds.json", _rounds())
    _table(path / "catalogue.csv", reading.CATALOGUE, _catalogue())
    _table(path / "partners.csv", reading.PARTNERS, _partners())
    _table(path / "residents.csv", reading.RESIDENTS, _residents())
    _json(path / "expected.json", all_figures())
    return _events(path / "events.jsonl", progress)


def _campaign() -> dict[str, str]:
    facts = places.campaign()
    assert facts is not None, "a compound without a campaign has nothing to export"
    return {**vars(facts), "starts": facts.starts.isoformat()}


def _compound() -> dict[str, Any]:
    facts = places.campaign()
    assert facts is not None
    buildings = [
        {"code": code, "aliases": aliases, "units": units}
        for code, aliases, units in places.buildings()
    ]
    return {"name": facts.compound, "buildings": buildings}


def _rounds() -> dict[str, Any]:
    rounds: dict[str, Any] = {
        plan.code: {"items": plan.items, "opens": plan.opens, "closes": plan.closes}
        for plan in Plan.objects.order_by("place")
    }
    for row in Round.objects.order_by("seq"):
        fields = {
            "items": row.items,
            "opens": row.opens.isoformat(),
            "closes": row.closes.isoformat(),
        }
        rounds.setdefault(row.code, fields)
    return rounds


def _catalogue() -> Iterator[tuple[str, ...]]:
    for item in Item.objects.order_by("place"):
        price, rx = format_yuan(item.price_fen), str(int(item.rx))
        yield (
            item.code,
            item.label,
            item.name,
            item.aliases,
            item.category,
            item.unit,
            price,
            item.packs,
            item.step,
            item.max,
            rx,
        )


def _partners() -> Iterator[tuple[str, ...]]:
    for one in Partner.objects.order_by("id"):
        yield one.code, one.kind, one.name, one.phone.text, one.note.text


def _residents() -> Iterator[tuple[str, ...]]:
    for one in places.residents():
        yield one.household, one.name, one.phone, one.flags


def _events(path: Path, progress: Progress) -> int:
    count = last = 0
    with path.open("w", encoding="utf-8", newline="\n") as handle:
        while True:
            rows = list(Entry.objects.filter(seq__gt=last).order_by("seq")[:PIECE])
            for row in rows:
                if row.type not in MASTER or row.reason:
                    handle.write(json.dumps(open_event(row), ensure_ascii=False) + "\n")
                    count += 1
            progress(count)
            if len(rows) < PIECE:
                return count
            last = rows[-1].seq


def open_event(row: Entry) -> dict[str, Any]:
    """The event as it came, its personal values opened; what was erased reads as a grey block."""
    payload = json.loads(row.payload)
    if set(payload) == {TOKEN_KEY}:
        payload = _whole(payload[TOKEN_KEY])
    fields = {name: _opened(value) for name, value in payload.items()}
    return {"id": row.event_id, "at": row.at_text, "by": row.by, "type": row.type, **fields}


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
