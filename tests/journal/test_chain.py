"""The hash chain and the append-only tables."""

import pytest
from django.db import DatabaseError, connection, transaction

from linqiao.journal.compounds import inside
from linqiao.journal.models import Compound, Entry
from linqiao.journal.verify import verify_chain
from linqiao.ledger.invariants import discrepancies
from linqiao.ledger.models import GoodsBalance, GoodsPosting
from tests import make

pytestmark = pytest.mark.django_db


def unprotected(statement: str, values: list[object]) -> None:
    """Change a protected row as somebody with the file in hands would: without the triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS journal_entry_no_update")
            cursor.execute("DROP TRIGGER IF EXISTS journal_entry_no_delete")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks to come is locked
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER ALL")
        cursor.execute(statement, values)


def test_an_untouched_journal_is_whole() -> None:
    world = make.world()
    assert verify_chain(Compound.objects.get(code=world.code)) == []


@pytest.mark.parametrize(
    "column",
    ["payload", "outcome", "reason", "words", "at_text", "by", "type", "event_id", "fingerprint"],
)
def test_one_changed_byte_of_an_entry_is_found_and_named(column: str) -> None:
    world = make.world()
    changed = world.must("group.form", code="order", lead="V01", members=["V01"])
    # In place of the first character: a fingerprint is as long as its column.
    unprotected(
        f'UPDATE journal_entry SET "{column}" = %s || substr("{column}", 2) WHERE seq = %s',
        ["x", changed.seq],
    )
    found = verify_chain(Compound.objects.get(code=world.code))
    assert found
    assert found[0].seq == changed.seq


def test_a_removed_entry_is_found() -> None:
    world = make.world()
    unprotected("DELETE FROM journal_entry WHERE seq = %s", [5])
    found = verify_chain(Compound.objects.get(code=world.code))
    assert any("entry 5 is missing" in one.words for one in found)


def test_a_removed_last_entry_is_found() -> None:
    world = make.world()
    last = world.must("group.form", code="order", lead="V01", members=["V01"])
    unprotected("DELETE FROM journal_entry WHERE seq = %s", [last.seq])
    assert any(
        "missing" in one.words for one in verify_chain(Compound.objects.get(code=world.code))
    )


@pytest.mark.parametrize("table", ["journal_entry", "ledger_goods_posting", "ledger_money_posting"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET seq = 1", "DELETE FROM {}"])
def test_the_database_refuses_to_change_what_is_append_only(table: str, statement: str) -> None:
    world = make.world()
    make.ordered_round(world, {"1-1-101": {"EGG": "1"}})
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))


def test_a_changed_balance_is_a_discrepancy_with_its_place() -> None:
    world = make.world()
    make.ordered_round(world, {"1-1-101": {"EGG": "1"}})
    with inside(world.code):
        GoodsBalance.objects.filter(account="supplier:S1").update(quantity_milli=999)
        names = {(one.invariant, one.round, one.item) for one in discrepancies()}
    assert ("goods_balances_follow_their_postings", "R1", "EGG") in names


def test_every_posting_names_the_entry_that_made_it() -> None:
    world = make.world()
    make.ordered_round(world, {"1-1-101": {"EGG": "1"}})
    with inside(world.code):
        for posting in GoodsPosting.objects.all():
            assert Entry.objects.filter(seq=posting.seq, type="purchase.order").exists()
