"""The whole campaign: replayed, verified, exported, replayed again."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.folder.campaign import DEMO, copy_demo, expected, linqiao

pytestmark = pytest.mark.database


def replay(url: str, folder: Path, out: Path) -> dict[str, object]:
    done = linqiao(url, "replay", str(folder), "--json", str(out))
    assert done.returncode == 0, done.stderr
    figures: dict[str, object] = json.loads(out.read_text(encoding="utf-8"))
    return figures


def test_the_demo_agrees_to_the_cent_and_to_the_egg_and_again_after_an_export(
    fresh_database: str, tmp_path: Path
) -> None:
    figures = replay(fresh_database, DEMO, tmp_path / "first.json")
    wanted = expected()
    assert {key: figures[key] for key in wanted} == wanted
    assert (figures["requests"], figures["supplies_yuan"], figures["medicine_boxes"]) == (
        559,
        "22901.70",
        57,
    )

    again = replay(fresh_database, DEMO, tmp_path / "again.json")
    assert again == figures, "a second replay on the same database changes nothing"

    assert linqiao(fresh_database, "reconcile").returncode == 0
    verified = linqiao(fresh_database, "verify")
    assert verified.returncode == 0, verified.stdout

    exported = linqiao(fresh_database, "export", str(tmp_path / "out"))
    assert exported.returncode == 0, exported.stderr
    for name in (
        "residents.csv",
        "catalogue.csv",
        "partners.csv",
        "compound.json",
        "campaign.json",
        "rounds.json",
    ):
        assert (tmp_path / "out" / name).read_bytes() == (DEMO / name).read_bytes(), name
    copy = replay(
        f"sqlite:///{tmp_path / 'copy.sqlite3'}", tmp_path / "out", tmp_path / "copy.json"
    )
    assert copy == figures


def test_a_changed_byte_in_the_tables_is_named_by_verify(tmp_path: Path) -> None:
    import sqlite3

    url = f"sqlite:///{tmp_path / 'one.sqlite3'}"
    folder = copy_demo(tmp_path / "campaign", events=450)
    assert linqiao(url, "replay", str(folder)).returncode == 0
    with sqlite3.connect(tmp_path / "one.sqlite3") as connection:
        connection.execute("UPDATE duty_assignment SET member = 'V99' WHERE id = 1")
    connection.close()
    found = linqiao(url, "verify", "--json")
    assert found.returncode == 1
    report = json.loads(found.stdout)
    assert any(
        one["where"] == "duty_assignment" and "V99" in one["words"] for one in report["found"]
    )


def test_refused_events_are_listed_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder = copy_demo(tmp_path / "campaign", events=60)
    lines = (folder / "events.jsonl").read_text(encoding="utf-8").splitlines()
    base = {"at": "2022-08-25T22:50:00+08:00", "by": "V01"}
    extra = [
        {"id": "X1", "type": "supply.teleport", **base},
        {
            "id": "X2",
            "type": "payment",
            "round": "R1",
            "household": "1-1-101",
            "amount": "十二元",
            **base,
        },
        {"id": "X3", "type": "group.join", "group": "order", "member": "V9999", **base},
        {"id": "E000001", "type": "group.join", "group": "order", "member": "V01", **base},
        {
            "id": "X4",
            "type": "task.assign",
            "code": "K9",
            "group": "order",
            "title": "t",
            "responsible": "V01",
            **base,
        },
    ]
    rows = lines + [json.dumps(one, ensure_ascii=False) for one in extra]
    (folder / "events.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    figures = replay(f"sqlite:///{tmp_path / 'x.sqlite3'}", folder, tmp_path / "x.json")
    assert figures["refused"] == [
        {"id": "E000021", "reason": "barred_by_zone"},
        {"id": "X1", "reason": "unknown_type"},
        {"id": "X2", "reason": "bad_fields"},
        {"id": "X3", "reason": "unknown_reference"},
        {"id": "E000001", "reason": "duplicate_code"},
    ]


def test_a_discrepancy_makes_the_exit_code_one_and_is_named(tmp_path: Path) -> None:
    folder = copy_demo(tmp_path / "campaign", events=420)
    count = {"id": "X1", "at": "2022-08-27T09:59:00+08:00", "by": "V05", "type": "stock.count"}
    row = json.dumps(count | {"lines": [{"code": "EGG", "qty": "1"}]})
    with (folder / "events.jsonl").open("a", encoding="utf-8") as handle:
        handle.write(row + "\n")
    url = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    assert linqiao(url, "replay", str(folder)).returncode == 1
    found = linqiao(url, "reconcile", "--json")
    assert found.returncode == 1
    (one,) = json.loads(found.stdout)["discrepancies"]
    assert (one["item"], one["invariant"], one["events"]) == (
        "EGG",
        "the_store_holds_what_was_counted",
        ["X1"],
    )


def test_trace_tells_the_story_in_both_directions(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    assert linqiao(url, "replay", str(copy_demo(tmp_path / "campaign", events=700))).returncode == 0
    told = linqiao(url, "trace", "3-1-302", "--round", "R1", "--json")
    (story,) = json.loads(told.stdout)
    words = " ".join(step["words"] for step in story["steps"])
    for part in (
        "E000247",
        "Charged 17.00",
        "Handed out to volunteer V10",
        "Delivered by V10",
        "Got back 10.00",
    ):
        assert part in words
    assert linqiao(url, "trace", "99-9-999").returncode == 2


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        ("partners.csv", None, "partners.csv: the file is missing"),
        ("events.jsonl", None, "events.jsonl: the file is missing"),
        ("campaign.json", "{", "campaign.json line 1"),
        ("campaign.json", '{"name": "x"}', "campaign.json, field compound: the field is missing"),
        ("residents.csv", "household,name,phone\n", "residents.csv line 1, field flags"),
        (
            "residents.csv",
            "household,name,phone,flags\n99-9-999,甲,1,\n",
            "residents.csv line 2, field household",
        ),
        (
            "residents.csv",
            b"household,name,phone,flags\n1-1-101,\xff\xfe,1,\n",
            "residents.csv line 2: text in UTF-8",
        ),
        (
            "rounds.json",
            '{"R1": {"items": ["NOPE"], "opens": "2022-08-26T08:00:00+08:00"}}',
            "rounds.json, field R1.closes",
        ),
        ("events.jsonl", '{"id": "E1"}\n', "events.jsonl line 1, field at"),
        ("events.jsonl", "not json\n", "events.jsonl line 1"),
        (
            "events.jsonl",
            '{"id":"E1","at":"2022-08-25T08:00:00","by":"V1","type":"x"}\n',
            "events.jsonl line 1, field at",
        ),
    ],
)
def test_a_broken_folder_is_named_by_file_line_and_field_and_nothing_is_written(
    tmp_path: Path, file: str, content: str | bytes | None, words: str
) -> None:
    folder = copy_demo(tmp_path / "campaign", events=5)
    if content is None:
        (folder / file).unlink()
    else:
        (folder / file).write_bytes(content if isinstance(content, bytes) else content.encode())
    done = linqiao(f"sqlite:///{tmp_path / 'x.sqlite3'}", "replay", str(folder))
    assert done.returncode == 2
    assert words in done.stderr
    assert not (tmp_path / "x.sqlite3").exists()


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("price", "12", "catalogue.csv line 2, field price: an amount in yuan"),
        ("packs", "箱", "catalogue.csv line 2, field packs"),
        ("step", "x", "catalogue.csv line 2, field step"),
        ("rx", "maybe", "catalogue.csv line 2, field rx"),
        ("code", "MILK", "catalogue.csv line 3, field code: a code of its own"),
    ],
)
def test_a_broken_catalogue_names_the_line_and_the_field(
    tmp_path: Path, column: str, value: str, words: str
) -> None:
    folder = copy_demo(tmp_path / "campaign", events=5)
    lines = (folder / "catalogue.csv").read_text(encoding="utf-8").splitlines()
    header, row = lines[0].split(","), lines[1].split(",")
    row[header.index(column)] = value
    lines[1] = ",".join(row)
    (folder / "catalogue.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = linqiao(f"sqlite:///{tmp_path / 'x.sqlite3'}", "replay", str(folder))
    assert done.returncode == 2
    assert words in done.stderr


def test_a_database_that_cannot_be_used_is_one_clear_line(tmp_path: Path) -> None:
    wrong = linqiao("mysql://x", "reconcile")
    assert wrong.returncode == 2
    assert "write sqlite:///FILE or postgresql://" in wrong.stderr
    (tmp_path / "text.sqlite3").write_text(
        "this is no database, it is a long enough text to be none\n" * 20
    )
    foreign = linqiao(f"sqlite:///{tmp_path / 'text.sqlite3'}", "reconcile")
    assert foreign.returncode == 2
    assert "no SQLite database" in foreign.stderr
    gone = linqiao("postgresql://nobody@127.0.0.1:1/none", "reconcile")
    assert gone.returncode == 2
    assert "Traceback" not in gone.stderr


def test_a_full_disk_leaves_nothing_half_applied(tmp_path: Path) -> None:
    """The size of files is limited, as a full disk would;
    afterwards the replay goes on where it stood.
    """
    folder = copy_demo(tmp_path / "campaign", events=200)
    url = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    from tests.folder.campaign import command

    limited = [
        "bash",
        "-c",
        'ulimit -f 900; exec "$@"',
        "bash",
        *command("replay", str(folder), "--db", url),
    ]
    import os

    environment = {**os.environ, "LINQIAO_LANG": "en", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(limited, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert linqiao(url, "replay", str(folder)).returncode == 0
    verified = linqiao(url, "verify")
    assert verified.returncode == 0, verified.stdout
