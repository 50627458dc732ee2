"""The story of a household is told in the reader's language, wholly."""

import json
import os
import re
import subprocess

import pytest

from tests.folder.campaign import command, copy_demo, linqiao

pytestmark = pytest.mark.database


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("trace")
    url = f"sqlite:///{folder / 'x.sqlite3'}"
    campaign = copy_demo(folder / "campaign", events=700)
    assert linqiao(url, "replay", str(campaign)).returncode == 0
    return url


def chinese(url: str, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LINQIAO_DB": url, "LINQIAO_LANG": "zh"}
    return subprocess.run(
        command(*words), env=environment, capture_output=True, text=True, check=False
    )


def test_the_whole_story_is_told_in_chinese(url: str) -> None:
    told = chinese(url, "trace", "3-1-302", "--round", "R1")
    assert told.returncode == 0, told.stderr
    assert not re.search(r"[a-z]{2}", told.stdout), told.stdout
    for part in (
        "来自表格行",
        "应收 17.00 元",
        "已付 17.00 元（微信）",
        "没送成（拒收）：ONIO 洋葱",
    ):
        assert part in told.stdout
    assert "V10 退回库里：ONIO 洋葱 5 斤（拒收）" in told.stdout
    assert "ONIO 洋葱：要 5、分到 5、改退款 5" in told.stdout
    (story,) = json.loads(chinese(url, "trace", "3-1-302", "--round", "R1", "--json").stdout)
    assert any("退回库里" in step["words"] for step in story["steps"])


def test_flags_are_told_in_words(url: str) -> None:
    (story, *_) = json.loads(linqiao(url, "trace", "3-1-302", "--json").stdout)
    words = " ".join(step["words"] for step in story["steps"])
    assert "Asked by row of a sheet" in words
    assert "Brought back to the store by V10: ONIO 洋葱 5 斤 (not accepted)." in words
    assert "_" not in words


def test_who_is_unknown_or_asked_for_nothing_is_said_in_both_languages(url: str) -> None:
    for words, english, translated in (
        (("9-9-999",), "9-9-999", "没有 9-9-999 这一户。"),
        (("3-1-302", "--round", "R99"), "There is no round R99.", "没有 R99 这一轮。"),
    ):
        found = linqiao(url, "trace", *words), chinese(url, "trace", *words)
        assert [one.returncode for one in found] == [2, 2]
        assert english in found[0].stderr
        assert found[1].stderr.strip() == translated
    nothing = ("3-1-302", "--round", "R2")
    assert linqiao(url, "trace", *nothing).stdout == "3-1-302 asked for nothing in round R2.\n"
    assert chinese(url, "trace", *nothing).stdout == "3-1-302 在 R2 这一轮没有请求。\n"
