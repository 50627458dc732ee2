"""A well-formed payload of every event type: the demo's first of each, and what it lacks."""

import json
from typing import Any, Final

from linqiao.folder.master import read_folder
from tests.house.tree import ROOT

DEMO: Final = ROOT / "demo" / "campaign"
ENVELOPE: Final = ("id", "at", "by", "type")
LACKING: Final[dict[str, dict[str, Any]]] = {
    "goods.send_back": {
        "order": "PO-R1",
        "lines": [{"code": "EGG", "qty": "1"}],
        "reason": "left over",
    },
    "entry.confirm": {"message": "M1", "entry": 0},
    "lesson.forget": {"lesson": "L1"},
    "lesson.learn": {"kind": "alias", "words": "红果", "means": "EGG"},
    "privacy.erase": {"code": "V01"},
    "resident.remove": {"household": "1-1-101", "name": "甲一一"},
    "round.cancel": {"code": "R1", "reason": "no supplier"},
}


def samples() -> dict[str, dict[str, Any]]:
    """Event type -> a payload that its fields accept."""
    events: list[dict[str, Any]] = list(read_folder(DEMO).master)
    with (DEMO / "events.jsonl").open() as lines:
        events += map(json.loads, lines)
    found = dict(LACKING)
    for event in events:
        payload = {name: value for name, value in event.items() if name not in ENVELOPE}
        found.setdefault(event["type"], payload)
    return found
