"""The development set with its own scorer: nothing silent, nothing dropped."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from linqiao.core.intake import codec, read, read_thread
from tests.core.intake.world import DATA, world

AUTO_LEAST = 0.99


def records(name: str) -> list[dict[str, Any]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def read_message(record: dict[str, Any]) -> dict[str, Any]:
    context, rounds = world()
    message = codec.message_from(record)
    standing = codec.orders_from(record.get("orders") or {})
    return codec.result_of(message.id, read(context, rounds[message.round], message, standing))


def read_chain(record: dict[str, Any]) -> dict[str, Any]:
    context, rounds = world()
    posts = [codec.message_from({**one, "round": record["round"]}) for one in record["messages"]]
    return codec.thread_result_of(
        record["id"], read_thread(context, rounds[record["round"]], posts)
    )


@pytest.mark.parametrize(
    ("kind", "reader", "auto"),
    [("messages", read_message, "auto_accept"), ("threads", read_chain, "auto_rate")],
)
def test_nothing_is_silent_or_dropped_and_hardly_anything_needs_a_person(
    kind: str, reader: Any, auto: str, tmp_path: Path
) -> None:
    results = [reader(one) for one in records(f"{kind}.jsonl")]
    out = tmp_path / "results.jsonl"
    out.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in results))
    command = [sys.executable, str(DATA / "score.py"), kind, str(DATA / f"{kind}.jsonl"), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    score = json.loads(done.stdout.splitlines()[-1])
    assert (score["silent"], score["dropped"]) == (0, 0)
    assert score[auto] >= AUTO_LEAST
