"""How a text was read, in words of both languages: no bare code, units beside quantities."""

import os
import re
import subprocess

import pytest

from linqiao.core.intake.findings import _CAUSE as CAUSES
from linqiao.intake.labels import FLAG
from tests.folder.campaign import DEMO, command

pytestmark = pytest.mark.database

TEXT = r"3-1-302 胡萝卜2斤，番茄两三斤，共40元。什么时候到？\n5-9-999 苹果三个，再加牛奶"


def explained(language: str) -> str:
    environment = {**os.environ, "LINQIAO_LANG": language}
    done = subprocess.run(
        command("intake", "explain", "--context", str(DEMO), "--round", "R1", TEXT),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    return done.stdout


def test_units_stand_beside_quantities_and_doubts_are_words() -> None:
    told = explained("en")
    assert "line 1: 3-1-302: CARR 胡萝卜 2 斤, TOMA 西红柿 1 斤: for a person" in told
    for words in ("how many is not certain", "the amount named is not what it costs"):
        assert words in told
    assert "什么时候到？ → a question" in told
    assert "no such room" in told
    assert "番茄 → TOMA 西红柿" in told
    assert "_" not in told


def test_chinese_readers_get_chinese_words_only() -> None:
    told = explained("zh")
    assert not re.search(r"[a-z]{2}", told), told
    assert "第 1 行: 3-1-302: CARR 胡萝卜 2 斤、TOMA 西红柿 1 斤: 待人工" in told
    for words in ("数量说不准", "写的金额对不上", "什么时候到？ → 提问", "没有这个房号"):
        assert words in told


def test_every_reason_for_doubt_has_words() -> None:
    assert set(CAUSES) <= set(FLAG)
    assert len(FLAG) == 15, "the contract's flag reasons"
