"""The second wall between compounds: row-level security on PostgreSQL.

The first wall is the scoped manager.  This one stands in the database: a connection names its
compound, and sees and writes that compound's rows only, whatever a statement forgets.  Outside a
scope nothing is named and nothing is seen.  Superusers pass every wall: serve as a role of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from django.db import connection, connections

SETTING: Final = "linqiao.compound"
EVERY: Final = "every"  # named by the few readers that compare whole databases
_POLICY: Final = (
    "CREATE POLICY one_compound ON {table} USING (current_setting('{setting}', true) IN "
    "(compound_id::text, '{every}'))"
)
_NAMED: ContextVar[str] = ContextVar("linqiao_named", default="")


@contextmanager
def naming(compound: str) -> Iterator[None]:
    """Name the compound whose rows this connection may touch; nothing to do on SQLite.

    Inside a transaction the name ends with it; outside, it is taken back at the end of the block.
    """
    if connection.vendor != "postgresql":
        yield
        return
    before = _NAMED.get()
    _say(compound)
    token = _NAMED.set(compound)
    try:
        yield
    finally:
        _NAMED.reset(token)
        if not _is_broken():
            _say(before)


def _say(compound: str) -> None:
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:  # not counted among a page's queries
        cursor.execute(
            "SELECT set_config(%s, %s, %s)", [SETTING, compound, connection.in_atomic_block]
        )


def _is_broken() -> bool:
    """Whether the connection takes no statement: lost, or in a transaction that failed, whose end
    takes the name back.
    """
    inner = connection.connection
    return inner is None or inner.closed or inner.info.transaction_status.name == "INERROR"


def raise_walls(sender: Any, using: str, **_: Any) -> None:  # Django's own open signature
    """Put every domain table of an app behind the wall, once; called after each migration."""
    from linqiao.journal.models import CompoundModel

    database = connections[using]
    if database.vendor != "postgresql":
        return
    tables = {
        model._meta.db_table for model in sender.get_models() if issubclass(model, CompoundModel)
    }
    with database.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_policies WHERE policyname = 'one_compound'")
        standing = {name for (name,) in cursor.fetchall()}
        for table in sorted(tables - standing):
            cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            cursor.execute(_POLICY.format(table=table, setting=SETTING, every=EVERY))
