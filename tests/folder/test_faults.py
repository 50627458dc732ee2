"""What is wrong with a folder: named by file, line or key, and nothing is written."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.folder.campaign import copy_demo, linqiao

pytestmark = pytest.mark.database

OPENS, CLOSES = "2022-08-26T08:00:00+08:00", "2022-08-26T20:00:00+08:00"


def round_of(items: Any = ("EGG",), opens: str = OPENS, closes: str = CLOSES) -> str:
    return json.dumps({"R1": {"items": items, "opens": opens, "closes": closes}})


def campaign_of(**changed: str) -> str:
    fields = json.loads(
        (Path(__file__).parents[2] / "demo" / "campaign" / "campaign.json").read_text("utf-8")
    )
    return json.dumps(fields | changed)


FAULTS = [
    ("rounds.json", round_of([["EGG"]]), "rounds.json, field R1.items.0: "),
    ("rounds.json", round_of("EGG"), "rounds.json, field R1.items: "),
    ("rounds.json", round_of(["NOPE"]), "field R1.items: an item of catalogue.csv, not 'NOPE'"),
    (
        "rounds.json",
        round_of(opens="2022-08-26T08:00:00"),
        'rounds.json, field R1.opens: a zone after the time, such as "+08:00"',
    ),
    (
        "rounds.json",
        round_of(opens=CLOSES, closes=OPENS),
        "rounds.json, field R1.closes: a time that is not before R1.opens",
    ),
    (
        "rounds.json",
        round_of()[:-1] + ", " + round_of()[1:],
        "rounds.json, field R1: the name once; it stands here twice",
    ),
    (
        "campaign.json",
        campaign_of()[:-1] + ', "name": "x"}',
        "campaign.json, field name: the name once; it stands here twice",
    ),
    (
        "compound.json",
        '{"name": "x", "buildings": [{"code": "1", "code": "2", "aliases": [], "units": []}]}',
        "compound.json, field code: the name once",
    ),
    (
        "compound.json",
        '{"name": "\\ud800", "buildings": []}',
        "compound.json, field name: ",
    ),
    (
        "campaign.json",
        campaign_of(starts="0001-01-01"),
        "campaign.json, field starts: a date in a year from 1900 to 2200",
    ),
    (
        "campaign.json",
        campaign_of(starts="9999-12-31"),
        "campaign.json, field starts: a date in a year from 1900 to 2200",
    ),
    (
        "residents.csv",
        "household,name,phone,flags\n1-1-101,甲,1,infant\n1-1-101,乙,1,infant|elder\n",
        "residents.csv line 3, field flags: flags of elder_alone, disabled, pregnant, infant, "
        "dialysis, chronic, minor_alone, with | between them, not 'elder'",
    ),
    (
        "events.jsonl",
        '{"id":"E1","at":"2022-08-25T08:00:00+08:00","by":"V1","type":"x","by":"V2"}\n',
        "events.jsonl line 1, field by: the name once; it stands here twice",
    ),
]


@pytest.mark.parametrize(("file", "content", "words"), FAULTS, ids=[one[2] for one in FAULTS])
def test_a_fault_is_named_and_nothing_is_written(
    tmp_path: Path, file: str, content: str, words: str
) -> None:
    folder = copy_demo(tmp_path / "campaign", events=5)
    (folder / file).write_text(content, encoding="utf-8")
    done = linqiao(f"sqlite:///{tmp_path / 'x.sqlite3'}", "replay", str(folder))
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert words in done.stderr
    assert not (tmp_path / "x.sqlite3").exists()


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [one for one in FAULTS if one[0] in ("rounds.json", "residents.csv")],
    ids=[one[2] for one in FAULTS if one[0] in ("rounds.json", "residents.csv")],
)
def test_the_reader_of_messages_names_the_same_faults(
    tmp_path: Path, file: str, content: str, words: str
) -> None:
    folder = copy_demo(tmp_path / "campaign", events=5)
    (folder / file).write_text(content, encoding="utf-8")
    done = linqiao("sqlite:///x", "intake", "explain", "x", "--context", str(folder))
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert words in done.stderr
