"""What an export says of itself, above all where a replay of it must end otherwise."""

import json
from pathlib import Path

import pytest

from tests.folder.campaign import copy_demo, linqiao

pytestmark = pytest.mark.database


def test_an_export_after_an_erasure_says_what_is_gone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    folder = copy_demo(tmp_path / "campaign", events=300)
    assert linqiao(url, "replay", str(folder)).returncode == 0

    whole = linqiao(url, "export", str(tmp_path / "whole"), "--json")
    assert (whole.returncode, whole.stderr) == (0, "")
    before = json.loads(whole.stdout)
    assert before == {"folder": str(tmp_path / "whole"), "events": 299, "gone": {}, "erasures": []}

    assert linqiao(url, "erase", "--household", "3-1-302").returncode == 0
    cut = linqiao(url, "export", str(tmp_path / "cut"), "--json")
    assert cut.returncode == 0
    report = json.loads(cut.stdout)
    assert report["events"] == before["events"] + 1
    assert report["gone"]["resident.set"] >= 1
    (erasure,) = report["erasures"]
    assert erasure["household"] == "3-1-302"
    assert "a replay of this folder ends with other figures" in cut.stderr
    assert "resident.set" in cut.stderr
    assert f"{erasure['id']} (3-1-302)" in cut.stderr

    again = linqiao(f"sqlite:///{tmp_path / 'y.sqlite3'}", "replay", str(tmp_path / "cut"))
    assert again.returncode == 0, again.stderr


@pytest.mark.parametrize("place", ["no/such/folder/x.json", "."])
def test_a_place_for_the_figures_is_looked_at_before_the_replay(tmp_path: Path, place: str) -> None:
    folder = copy_demo(tmp_path / "campaign", events=5)
    url = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    done = linqiao(url, "replay", str(folder), "--json", str(tmp_path / place))
    assert done.returncode == 2
    assert str(tmp_path / place) in done.stderr
    assert not (tmp_path / "x.sqlite3").exists()
