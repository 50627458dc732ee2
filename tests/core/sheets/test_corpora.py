"""Every pasted sheet of the three corpora, read as a file: nothing silent, nothing dropped."""

import json
from typing import Any

import pytest

from linqiao.core.intake import Entry
from linqiao.core.sheets import Sheet, messages_of, propose, read_rows
from linqiao.core.units import format_quantity
from tests.core.intake.world import CORPORA, world

AUTO_LEAST = 0.92  # without headings a person says first what the columns are
CONTEXTS = {"intake": "intake", "kangle": "intake", "wangjiang": "wangjiang"}


def pasted(corpus: str) -> list[dict[str, Any]]:
    lines = (CORPORA / corpus / "messages.jsonl").read_text(encoding="utf-8").splitlines()
    return [one for one in map(json.loads, lines) if one["channel"] == "sheet_row"]


def entries(corpus: str, record: dict[str, Any]) -> dict[int, list[Entry]]:
    """The entries of each line of a pasted sheet, read with the mapping as proposed."""
    context, rounds = world(CORPORA / CONTEXTS[corpus])
    text = record["text"]
    mark = next((one for one in "\t|" if one in text), ",")
    paper = Sheet("S", tuple(tuple(line.split(mark)) for line in text.split("\n")))
    round_ = rounds[record["round"]]
    messages, _ = messages_of(context, round_, propose(context, round_, paper), paper)
    found = read_rows(context, round_, messages)
    return {one.row.number - 1: list(one.reading.entries) for one in found}


def lines_of(entry: Entry) -> list[tuple[str, str]]:
    return sorted((line.code, format_quantity(line.quantity_milli)) for line in entry.lines)


@pytest.mark.parametrize("corpus", CONTEXTS)
def test_pasted_sheets_read_without_a_silent_error(corpus: str) -> None:
    clean = right = 0
    for record in pasted(corpus):
        found = entries(corpus, record)
        for gold in record["gold"]["entries"]:
            entry = found[gold["line"]].pop(0)
            wanted = sorted((line["code"], line["qty"]) for line in gold["lines"])
            flags = set(gold["flags"]) - {"late"}
            is_right = (entry.household, lines_of(entry)) == (gold["household"], wanted)
            assert not entry.accepted or (is_right and not flags), (record["id"], gold)
            clean += not flags
            right += entry.accepted
    assert right >= AUTO_LEAST * clean
