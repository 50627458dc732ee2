"""The second wall: what PostgreSQL itself lets a role see and write."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction

from linqiao.journal.compounds import inside
from linqiao.journal.models import Compound, Entry
from linqiao.journal.wall import EVERY, naming
from tests import make

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no roles"),
]


@pytest.fixture
def worlds() -> Iterator[tuple[make.World, make.World]]:
    """Two compounds, and a role that is no superuser for the rest of the test."""
    made = make.world("east"), make.world("west")
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE linqiao_served NOLOGIN")
        cursor.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO linqiao_served")
        cursor.execute("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO linqiao_served")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET ROLE linqiao_served")
    yield made
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def seen() -> set[int]:
    """Compounds of which a bare statement sees entries."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT compound_id FROM journal_entry")
        return {number for (number,) in cursor.fetchall()}


def test_a_bare_statement_sees_one_compound_at_most(
    worlds: tuple[make.World, make.World],
) -> None:
    east, west = (Compound.objects.get(code=world.code).pk for world in worlds)
    assert seen() == set()
    with inside("east"):
        assert seen() == {east}
        with inside("west"):
            assert seen() == {west}
        assert seen() == {east}
    assert seen() == set()
    with naming(EVERY):
        assert seen() == {east, west}


def test_a_row_of_another_compound_cannot_be_written(
    worlds: tuple[make.World, make.World],
) -> None:
    west = Compound.objects.get(code="west").pk
    with inside("east"):
        with (
            pytest.raises(DatabaseError, match="row-level security"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                "INSERT INTO journal_key (compound_id, name, secret) VALUES (%s, 'x', '')", [west]
            )
        with connection.cursor() as cursor:
            cursor.execute("UPDATE journal_notice SET body = '{}' WHERE compound_id = %s", [west])
            assert cursor.rowcount == 0


def test_the_door_works_for_a_role_behind_the_wall(
    worlds: tuple[make.World, make.World],
) -> None:
    east, _ = worlds
    east.must("group.form", code="order", lead="V01", members=["V01"])
    assert east.take("group.form", code="order", lead="V99", members=["V99"]).reason
    with inside("east"):
        assert Entry.objects.filter(type="group.form").count() == 2
