"""Fields of a file as the event that they become; what is wrong with them is the file's fault."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from linqiao.core.refusal import Refusal
from linqiao.folder import reading
from linqiao.folder.faults import FolderFault
from linqiao.journal.events import TYPES
from linqiao.journal.record import typed


def checked(
    kind: str, fields: Mapping[str, Any], file: str, *, line: int = 0, at: str = ""
) -> Any:  # the type behind the name
    """The fields as an event of this type; ``at`` stands before the name of a wrong field."""
    try:
        event = typed(TYPES[kind], fields)
        if kind == "item.set":
            _check_item(event)
    except Refusal as refusal:
        field = refusal.params.get("field", "")
        right = refusal.params.get("right") or refusal.words % refusal.params
        raise FolderFault(file, right, line=line, field=at + field) from None
    return event


def _check_item(event: Any) -> None:  # an item.set event
    from linqiao.catalogue.rules import parse_max, parse_packs, parse_step

    parse_packs(event.packs), parse_step(event.step), parse_max(event.max)


def read_rounds(folder: Path, items: set[str]) -> dict[str, tuple[dict[str, Any], Any]]:
    """Rounds by code, each as its fields and as the event that it becomes."""
    rounds = {}
    for code, fields in reading.read_json(folder, "rounds.json").items():
        if not isinstance(fields, dict):
            raise FolderFault("rounds.json", "an object with items, opens and closes", field=code)
        at = f"{code}."
        reading.check_fields("rounds.json", fields, reading.ROUND, at=at)
        event = checked("round.set", {"code": code, **fields}, "rounds.json", at=at)
        for item in event.items:
            if item not in items:
                right = f"an item of catalogue.csv, not {item!r}"
                raise FolderFault("rounds.json", right, field=f"{at}items")
        if event.closes < event.opens:
            right = f"a time that is not before {at}opens"
            raise FolderFault("rounds.json", right, field=f"{at}closes")
        rounds[code] = (fields, event)
    return rounds
