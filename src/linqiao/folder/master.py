"""From the files of master data to events: one event a row, its id made from its content.

So that the journal holds everything, a second replay changes nothing, and an export can write the
files again.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from linqiao.core.refusal import Refusal
from linqiao.folder import reading, shapes
from linqiao.folder.faults import FolderFault
from linqiao.journal.chain import canonical
from linqiao.journal.compounds import compound_code
from linqiao.journal.events import TYPES
from linqiao.journal.fields import YEARS
from linqiao.journal.record import typed
from linqiao.places.rules import checked_timezone, dwellings


@dataclass(frozen=True)
class Folder:
    """A folder whose files were read and checked; its events are read line by line."""

    path: Path
    code: str
    compound: str
    timezone: str
    master: tuple[dict[str, Any], ...]
    event_count: int


def read_folder(path: Path) -> Folder:
    """Read every file to its end; ``FolderFault`` for the first thing that is wrong,
    nothing is written.
    """
    if not path.is_dir():
        raise FolderFault(str(path), "a campaign folder; this is none")
    campaign = reading.read_json(path, "campaign.json", reading.CAMPAIGN)
    compound = reading.read_json(path, "compound.json", ("name", "buildings"))
    master = [_master("compound.define", compound, "compound.json")]
    master += [_master("campaign.define", campaign, "campaign.json")]
    homes = _homes(compound)
    starts = _starts(campaign)
    items = list(reading.read_table(path, "catalogue.csv", reading.CATALOGUE))
    master += _rows("item.set", items, "catalogue.csv", key="code")
    master += _rows(
        "partner.set",
        reading.read_table(path, "partners.csv", reading.PARTNERS),
        "partners.csv",
        "code",
    )
    residents = reading.read_residents(path)
    for row in residents:
        if row.fields["household"] not in homes:
            right = f"a household of compound.json, not {row.fields['household']!r}"
            raise FolderFault("residents.csv", right, line=row.line, field="household")
    master += _rows("resident.set", residents, "residents.csv")
    master += _rounds(path, {row.fields["code"] for row in items})
    count = sum(1 for _ in reading.read_events(path))
    code = compound_code(campaign["compound"], campaign["name"], campaign["starts"])
    events = tuple(_enveloped(kind, fields, starts) for kind, fields in master)
    return Folder(path, code, campaign["compound"], campaign["timezone"], events, count)


def _starts(campaign: Mapping[str, Any]) -> datetime:
    try:
        zone = ZoneInfo(checked_timezone(campaign["timezone"]))
        day = datetime.strptime(campaign["starts"], "%Y-%m-%d").date()
    except Refusal:
        raise FolderFault(
            "campaign.json", "a time zone such as Asia/Shanghai", field="timezone"
        ) from None
    except (ValueError, TypeError):
        raise FolderFault("campaign.json", "a date such as 2022-08-25", field="starts") from None
    if not YEARS[0] <= day.year <= YEARS[1]:
        right = f"a date in a year from {YEARS[0]} to {YEARS[1]}"
        raise FolderFault("campaign.json", right, field="starts")
    return datetime.combine(day, time(), zone)


def _homes(compound: Mapping[str, Any]) -> set[str]:
    try:
        shape: Any = typed(TYPES["compound.define"], compound)  # the type behind the name
        return set(dwellings(shape.buildings))
    except Refusal as refusal:
        raise FolderFault("compound.json", refusal.words % refusal.params) from None


def _master(
    kind: str, fields: Mapping[str, Any], file: str, line: int = 0
) -> tuple[str, dict[str, Any]]:
    """The fields, if they make an event of this type; else a fault of the file."""
    shapes.checked(kind, fields, file, line=line)
    return kind, dict(fields)


def _rows(
    kind: str, rows: list[reading.Row], file: str, key: str = ""
) -> list[tuple[str, dict[str, Any]]]:
    seen: dict[str, int] = {}
    events = []
    for row in rows:
        if key and row.fields[key] in seen:
            right = f"a code of its own; it stands on line {seen[row.fields[key]]} already"
            raise FolderFault(file, right, line=row.line, field=key)
        if key:
            seen[row.fields[key]] = row.line
        events.append(_master(kind, row.fields, file, row.line))
    return events


def _rounds(path: Path, items: set[str]) -> list[tuple[str, dict[str, Any]]]:
    rounds = shapes.read_rounds(path, items)
    return [("round.set", {"code": code, **fields}) for code, (fields, _) in rounds.items()]


def _enveloped(kind: str, fields: Mapping[str, Any], starts: datetime) -> dict[str, Any]:
    digest = hashlib.sha256(canonical([kind, dict(fields)]).encode()).hexdigest()[:20]
    return {
        "id": f"master-{digest}",
        "at": starts.isoformat(),
        "by": "system",
        "type": kind,
        **fields,
    }
