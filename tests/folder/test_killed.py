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
EVENTS = 1500
SPREAD_SECONDS = 1.2


def test_fifty_kills_change_nothing(fresh_database: str, tmp_path: Path) -> None:
    """Kill -9 at random moments of one replay, again and again on the same database,
    until fifty have hit. A replay that got to its end before its kill is begun again from
    nothing, so that there is always work to interrupt, however fast the machine.
    """
    folder = copy_demo(tmp_path / "campaign", events=EVENTS)
    clean = f"sqlite:///{tmp_path / 'clean.sqlite3'}"
    assert (
        linqiao(clean, "replay", str(folder), "--json", str(tmp_path / "clean.json")).returncode
        == 0
    )
    started = time.monotonic()
    linqiao(clean, "reconcile")
    start_up = time.monotonic() - started
    moment = random.Random(20221124)
    environment = {**os.environ, "LINQIAO_DB": fresh_database}
    killed = 0
    again: list[str] = []
    for _ in range(3 * MOMENTS):
        process = subprocess.Popen(
            command("replay", str(folder), *again),
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            process.wait(
                timeout=start_up * moment.uniform(0.5, 1.0) + moment.uniform(0, SPREAD_SECONDS)
            )
            again = ["--fresh"]
        except subprocess.TimeoutExpired:
            again = []
            process.kill()
            process.wait()
            killed += 1
        if killed == MOMENTS:
            break
    assert killed == MOMENTS
    done = linqiao(fresh_database, "replay", str(folder), "--json", str(tmp_path / "killed.json"))
    assert done.returncode == 0, done.stderr
    clean_figures = json.loads((tmp_path / "clean.json").read_text(encoding="utf-8"))
    assert json.loads((tmp_path / "killed.json").read_text(encoding="utf-8")) == clean_figures
    verified = linqiao(fresh_database, "verify")
    assert verified.returncode == 0, verified.stdout
