"""A replay that is killed at any moment and started again ends with the same figures."""

import json
import os
import random
import subprocess
import time
from pathlib import Path

import pytest

from tests.folder.campaign import command, copy_demo, linqiao

pytestmark = pytest.mark.database
MOMENTS = 50
EVENTS = 500


def test_fifty_kills_change_nothing(fresh_database: str, tmp_path: Path) -> None:
    """Kill -9 at random moments of one replay, again and again on the same database."""
    folder = copy_demo(tmp_path / "campaign", events=EVENTS)
    clean = f"sqlite:///{tmp_path / 'clean.sqlite3'}"
    started = time.monotonic()
    assert linqiao(clean, "replay", str(folder), "--json", str(tmp_path / "clean.json")).returncode == 0
    length = time.monotonic() - started
    moment = random.Random(20221124)
    environment = {**os.environ, "LINQIAO_DB": fresh_database}
    killed = 0
    for _ in range(MOMENTS):
        process = subprocess.Popen(
            command("replay", str(folder)), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(timeout=moment.uniform(0.05, length))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed += 1
    assert killed >= MOMENTS // 2, "most moments lie inside the replay"
    done = linqiao(fresh_database, "replay", str(folder), "--json", str(tmp_path / "killed.json"))
    assert done.returncode == 0, done.stderr
    clean_figures = json.loads((tmp_path / "clean.json").read_text(encoding="utf-8"))
    assert json.loads((tmp_path / "killed.json").read_text(encoding="utf-8")) == clean_figures
    verified = linqiao(fresh_database, "verify")
    assert verified.returncode == 0, verified.stdout
