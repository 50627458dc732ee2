"""Walking the hash chain: every entry as it was written, every sealed value as it was sealed."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from linqiao.journal.chain import link, start
from linqiao.journal.fields import TOKEN_KEY
from linqiao.journal.models import Compound, Entry, Key
from linqiao.journal.scope import scope_of_values, within
from linqiao.journal.seal import KeysWrapped, SealBroken, keyring, unseal

PIECE: Final = 500


@dataclass(frozen=True)
class Break:
    """Something in the journal that is not as it was written."""

    compound: str
    seq: int
    event_id: str
    words: str


def verify_chain(
    head: Compound, progress: Callable[[int], None] = lambda done: None
) -> list[Break]:
    """Every broken link of one compound's journal, named by its place; empty when it is whole."""
    broken: list[Break] = []
    previous, seq = start(head.code, head.name, head.timezone), 0
    with within(scope_of_values(head.pk, head.code, head.timezone, head.marks)):
        try:
            keyring().load()
        except KeysWrapped:
            raise
        except SealBroken as fault:  # without their keys no values can be told from changed ones
            return [Break(head.code, 0, "", str(fault))]
        for name, secret, erased_seq in Key.objects.values_list("name", "secret", "erased_seq"):
            if bool(bytes(secret)) == (erased_seq is not None):
                words = f"the key of {name} was emptied without an erasure, or put back after one"
                broken.append(Break(head.code, erased_seq or 0, "", words))
        for row in _entries():
            for words in _faults(row, previous, seq + 1):
                broken.append(Break(head.code, row["seq"], row["event_id"], words))
            previous, seq = row["hash"], row["seq"]
            progress(seq)
    if (seq, previous) != (head.seq, head.head_hash):
        broken.append(
            Break(
                head.code,
                head.seq,
                "",
                "the head does not name the last entry: entries are missing",
            )
        )
    return broken


def _entries() -> Iterator[Mapping[str, Any]]:
    last = -1
    while True:
        rows = list(Entry.objects.filter(seq__gt=last).order_by("seq").values()[:PIECE])
        yield from rows
        if len(rows) < PIECE:
            return
        last = rows[-1]["seq"]


def _faults(row: Mapping[str, Any], previous: str, expected_seq: int) -> Iterator[str]:
    if row["seq"] != expected_seq:
        yield f"entry {expected_seq} is missing"
    if link(previous, row) != row["hash"]:
        before = "the one before it" if row["seq"] > 1 else "the journal's code, name or time zone"
        yield f"the entry, or {before}, was changed: its hash does not fit"
    try:
        if datetime.fromisoformat(row["at_text"]) != row["at"]:
            yield "its time was changed"
        for token in tokens_of(json.loads(row["payload"])):
            unseal(token)
    except SealBroken as fault:
        yield str(fault)
    except (ValueError, TypeError, AttributeError, RecursionError):
        yield "it cannot be read any more"


def tokens_of(value: Any) -> Iterator[str]:  # any JSON value
    """Every token of a payload, in reading order."""
    if isinstance(value, dict):
        if set(value) == {TOKEN_KEY}:
            yield value[TOKEN_KEY]
        else:
            for inner in value.values():
                yield from tokens_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from tokens_of(inner)
