"""``linqiao intake sheet``: propose, confirm, read."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from linqiao.cli.root import cli
from tests.core.intake.world import DATA


def run(*arguments: str) -> Result:
    command = ["intake", "sheet", *arguments, "--context", str(DATA)]
    return CliRunner().invoke(cli, command, env={"LINQIAO_LANG": "en"})


def orders(folder: Path, text: str) -> str:
    path = folder / "orders.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_certain_sheet_is_read_row_by_row(tmp_path: Path) -> None:
    done = run(orders(tmp_path, "房号,鸡蛋\n3-2-501,2\n合计,2\n"), "--round", "R4")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == {
        "id": "orders:2",
        "kinds": ["order"],
        "entries": [
            {
                "line": 0,
                "household": "3-2-501",
                "contact": None,
                "lines": [{"code": "EGG", "qty": "2", "action": "order"}],
                "flags": [],
                "accepted": True,
            }
        ],
        "row": 2,
    }
    assert "row 3: a row of totals" in done.stderr


def test_an_uncertain_sheet_waits_for_a_person(tmp_path: Path) -> None:
    path = orders(tmp_path, "房号,大米\n3-2-501,2\n")
    first = run(path, "--round", "R4")
    assert first.exit_code == 1
    mapping = json.loads(first.stdout)
    assert not mapping["certain"]
    mapping["columns"][1]["item"] = "RIC2"
    confirmed = tmp_path / "mapping.json"
    confirmed.write_text(json.dumps(mapping), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    second = run(path, "--round", "R4", "--mapping", str(confirmed), "--out", str(out))
    assert second.exit_code == 0, second.output
    assert json.loads(out.read_text())["entries"][0]["lines"][0]["code"] == "RIC2"


def test_propose_prints_a_certain_mapping_too(tmp_path: Path) -> None:
    done = run(orders(tmp_path, "房号,鸡蛋\n3-2-501,2\n"), "--round", "R4", "--propose")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["certain"]


def test_wrong_input_ends_with_two_and_words(tmp_path: Path) -> None:
    path = orders(tmp_path, "房号,鸡蛋\n3-2-501,2\n")
    assert run(path, "--round", "R99").exit_code == 2
    missing = run(str(tmp_path / "none.csv"), "--round", "R4")
    assert missing.exit_code == 2
    assert "none.csv: the file is missing" in missing.stderr
    named = run(path, "--round", "R4", "--sheet", "一")
    assert named.exit_code == 2
    assert "has no sheets" in named.stderr
