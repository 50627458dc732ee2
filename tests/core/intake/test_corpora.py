"""Fourteen corpora with the contract's own scorer: nothing silent, nothing dropped."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from linqiao.core.intake import codec, read, read_thread
from tests.core.intake.world import CORPORA, DATA, world

AUTO_LEAST = {
    "fourth": 0.98,
    "group": 0.99,
    "intake": 0.99,
    "kangle": 0.99,
    "lanxi": 0.95,
    "north": 0.99,
    "porch": 0.98,
    "qixia": 0.98,
    "rongyin": 0.97,
    "rulings": 0.98,
    "second": 0.99,
    "third": 0.99,
    "wangjiang": 0.99,
    "xuesong": 0.97,
}
# A corpus without a context of its own is read in the development set's.
CONTEXTS = {
    name: CORPORA / name if (CORPORA / name / "compound.json").exists() else DATA
    for name in AUTO_LEAST
}


def records(path: Path) -> list[dict[str, Any]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def read_message(folder: Path, record: dict[str, Any]) -> dict[str, Any]:
    context, rounds = world(folder)
    message = codec.message_from(record)
    standing = codec.orders_from(record.get("orders") or {})
    return codec.result_of(message.id, read(context, rounds[message.round], message, standing))


def read_chain(folder: Path, record: dict[str, Any]) -> dict[str, Any]:
    context, rounds = world(folder)
    posts = [codec.message_from({**one, "round": record["round"]}) for one in record["messages"]]
    return codec.thread_result_of(
        record["id"], read_thread(context, rounds[record["round"]], posts)
    )


@pytest.mark.parametrize(
    ("corpus", "kind", "reader", "auto"),
    [
        (corpus, *how)
        for corpus in sorted(AUTO_LEAST)
        for how in (("messages", read_message, "auto_accept"), ("threads", read_chain, "auto_rate"))
        if (CORPORA / corpus / f"{how[0]}.jsonl").exists()
    ],
)
def test_nothing_is_silent_or_dropped_and_hardly_anything_needs_a_person(
    kind: str, reader: Any, auto: str, corpus: str, tmp_path: Path
) -> None:
    gold = CORPORA / corpus / f"{kind}.jsonl"
    results = [reader(CONTEXTS[corpus], one) for one in records(gold)]
    out = tmp_path / "results.jsonl"
    out.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in results))
    command = [sys.executable, str(DATA / "score.py"), kind, str(gold), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    score = json.loads(done.stdout.splitlines()[-1])
    assert score["silent"] == 0
    assert score["dropped"] == 0
    assert score[auto] >= AUTO_LEAST[corpus]
