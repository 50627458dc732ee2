"""``verify`` names whatever was changed in the file behind the door's back."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.folder.campaign import copy_demo, linqiao

EVENTS = 700
HOUSEHOLD_KEY = "(SELECT min(name) FROM journal_key WHERE name LIKE 'household:%')"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database into which a part of the demo campaign was replayed; one household is erased."""
    place = tmp_path_factory.mktemp("tampering")
    folder = copy_demo(place / "campaign", events=EVENTS)
    file = place / "whole.sqlite3"
    assert linqiao(f"sqlite:///{file}", "replay", str(folder)).returncode in (0, 1)
    lines = (folder / "events.jsonl").read_text(encoding="utf-8").splitlines()
    needs = [one for one in map(json.loads, lines) if one["type"] == "medicine.need"]
    household = needs[0]["household"]  # what it needed is sealed, and a handler looks at it
    assert linqiao(f"sqlite:///{file}", "erase", "--household", household).returncode == 0
    return file


def tables_named(file: Path) -> tuple[int, set[str], str]:
    """Exit code of ``verify``, the kinds and tables that it names, and all its words."""
    done = linqiao(f"sqlite:///{file}", "verify", "--json")
    found = json.loads(done.stdout)["found"]
    names = {one["where"] if one["kind"] == "table" else one["kind"] for one in found}
    return done.returncode, names, done.stdout


def test_what_was_not_touched_is_whole(whole: Path) -> None:
    assert tables_named(whole)[:2] == (0, set())


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE journal_compound SET name = 'x'", "chain"),
        ("UPDATE journal_compound SET timezone = 'UTC'", "chain"),
        ("UPDATE journal_compound SET marks = '{}'", "journal_compound"),
        ("UPDATE journal_compound SET last_at = '2020-01-01 00:00:00'", "journal_compound"),
        (f"DELETE FROM journal_key WHERE name = {HOUSEHOLD_KEY}", "chain"),
        (f"UPDATE journal_key SET name = name || 'x' WHERE name = {HOUSEHOLD_KEY}", "chain"),
        (
            f"UPDATE journal_key SET secret = x'', erased_seq = 9 WHERE name = {HOUSEHOLD_KEY}",
            "journal_key",
        ),
        (
            "INSERT INTO journal_key (compound_id, name, secret) "
            "SELECT compound_id, 'person:x', secret FROM journal_key LIMIT 1",
            "journal_key",
        ),
        (f"UPDATE journal_key SET secret = x'3001' WHERE name = {HOUSEHOLD_KEY}", "chain"),
        ("UPDATE journal_key SET erased_seq = 9 WHERE erased_seq IS NOT NULL", "journal_key"),
        ("UPDATE journal_key SET secret = x''", "chain"),
        (
            "UPDATE journal_key SET secret = (SELECT max(secret) FROM journal_key) "
            "WHERE erased_seq IS NOT NULL",
            "chain",
        ),
        ("UPDATE journal_compound SET marks = '5'", "chain"),
        (
            "DELETE FROM journal_notice WHERE id = (SELECT min(id) FROM journal_notice)",
            "journal_notice",
        ),
        ("UPDATE journal_notice SET body = '{}'", "journal_notice"),
        (
            "INSERT INTO supply_receipt (compound_id, seq, round, household, kind, method, "
            "amount_fen, reference) SELECT compound_id, seq, round, household, kind, method, "
            "amount_fen, reference FROM supply_receipt LIMIT 1",
            "supply_receipt",
        ),
    ],
)
def test_a_change_behind_the_door_is_named(
    whole: Path, tmp_path: Path, statement: str, where: str
) -> None:
    file = tmp_path / "changed.sqlite3"
    shutil.copy(whole, file)
    with sqlite3.connect(file) as connection:
        assert connection.execute(statement).rowcount > 0
    connection.close()
    code, names, words = tables_named(file)
    assert code == 1
    assert where in names, words
