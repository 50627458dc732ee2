"""Which database a command opens: none is made by a typo, two that begin at once both end well."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.folder.campaign import command, copy_demo, linqiao

pytestmark = pytest.mark.database

READING = [
    ("reconcile",),
    ("verify",),
    ("rebuild", "--check"),
    ("trace", "1-1-101"),
    ("export", "out"),
    ("erase", "--due"),
    ("outbox", "out.jsonl"),
    ("lessons",),
    ("doubts",),
]


@pytest.mark.parametrize("words", READING, ids=[one[0] for one in READING])
def test_a_typo_in_the_address_makes_no_database(tmp_path: Path, words: tuple[str, ...]) -> None:
    named = [
        str(tmp_path / one) if one.startswith("out") and one != "outbox" else one for one in words
    ]
    done = linqiao(f"sqlite:///{tmp_path / 'typo.sqlite3'}", *named)
    assert done.returncode == 2
    assert f"There is no database {tmp_path / 'typo.sqlite3'}" in done.stderr
    assert "linqiao replay DIR" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_two_replays_that_begin_at_once_on_a_new_database_both_end_well(
    fresh_database: str, tmp_path: Path
) -> None:
    folder = copy_demo(tmp_path / "campaign", events=150)
    environment = {**os.environ, "LINQIAO_DB": fresh_database, "LINQIAO_LANG": "en"}
    replays = [
        subprocess.Popen(
            command("replay", str(folder), "--json", "-"),
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    found = []
    for one in replays:
        out, error = one.communicate(timeout=300)
        assert one.returncode == 0, error
        found.append(json.loads(out))
    assert found[0] == found[1] == found[2]
    verified = linqiao(fresh_database, "verify")
    assert verified.returncode == 0, verified.stdout
