"""Folders of the tests: a copy of the demo, whole or cut short."""

import json
import os
import subprocess
import sys
from pathlib import Path

DEMO = Path(__file__).parents[2] / "demo" / "campaign"


def copy_demo(folder: Path, *, events: int | None = None) -> Path:
    """The demo campaign in a folder of its own, with the first ``events`` events only."""
    folder.mkdir()
    for path in DEMO.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    if events is not None:
        lines = (DEMO / "events.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
        (folder / "events.jsonl").write_text("".join(lines[:events]), encoding="utf-8")
    return folder


def expected() -> dict[str, object]:
    """The figures of the whole demo."""
    found: dict[str, object] = json.loads((DEMO / "expected.json").read_text(encoding="utf-8"))
    return found


def command(*words: str) -> list[str]:
    """The command line of ``linqiao`` in this environment."""
    return [sys.executable, "-c", "from linqiao.cli import main; main()", *words]


def linqiao(url: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command on a database in a process of its own."""
    environment = {**os.environ, "LINQIAO_DB": url, "LINQIAO_LANG": "en"}
    return subprocess.run(
        command(*words), env=environment, capture_output=True, text=True, check=False
    )
