"""What an event asks the database is found by an index, however long the campaign has run."""

from typing import Any

import pytest
from django.db import connection

from tests import make

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="a plan of SQLite"),
]
# What a lookup has to know of a table that grows with the events of a round.
NARROW = {
    "journal_entry": "event_id=?",
    "intake_entry": "household=?",
    "intake_request": "household=?",
    "delivery_holding": "member=?",
    "delivery_undelivered": "member=?",
    "supply_due": "household=?",
    "supply_account": "household=?",
    "ledger_goods_balance": "account=?",
    "ledger_money_balance": "account=?",
}


def plans(world: make.World, type_: str, **fields: Any) -> list[str]:  # an event's fields
    """How SQLite finds the rows of each statement of an event."""
    asked: list[tuple[str, Any]] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("SELECT", "UPDATE", "DELETE")) and not many:
            asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        world.must(type_, **fields)
    found = []
    with connection.cursor() as cursor:
        for sql, params in asked:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
            found += [row[3] for row in cursor.fetchall()]
    return found


def walks(found: list[str]) -> list[str]:
    """The steps that look at more rows than an event is about."""
    return [
        step
        for step in found
        if step.startswith("SCAN")
        or any(
            f" {table} " in step and column not in step and "rowid=?" not in step
            for table, column in NARROW.items()
        )
    ]


def test_a_chain_is_read_without_a_walk_through_the_messages() -> None:
    world = make.world()
    make.opened_round(world)
    text = "1. 1-1-101 鸡蛋1板"
    fields = {"round": "R1", "channel": "jielong", "sender": "1-1-101", "text": text}
    world.must("message", at="2022-08-26T09:00:00+08:00", **fields)
    found = plans(world, "message", at="2022-08-26T09:01:00+08:00", **fields)
    assert any(" intake_entry " in step for step in found)
    assert walks(found) == []


def test_paying_and_delivering_walk_through_no_table() -> None:
    world = make.world()
    home = "1-1-101"
    make.ordered_round(world, {home: {"EGG": "1"}})
    pay = {"round": "R1", "household": home, "amount": "24.00", "method": "cash"}
    assert walks(plans(world, "payment", **pay, reference="")) == []
    make.received(world, EGG="1")
    world.must("goods.hand_out", round="R1", member="V01", households=[home])
    give = {"round": "R1", "household": home, "member": "V01", "proof": "door"}
    assert walks(plans(world, "delivery", **give)) == []
