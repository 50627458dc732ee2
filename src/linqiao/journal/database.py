"""Which database is in use: chosen once by a command, and a second one for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from linqiao.journal import seal


def migrate() -> None:
    """Bring the database's tables up to date."""
    call_command("migrate", verbosity=0, interactive=False)


def clear() -> None:
    """Empty the database: remove the SQLite file, or every table of the PostgreSQL schema."""
    if connection.vendor == "sqlite":
        connection.close()
        name = str(connection.settings_dict["NAME"])
        for path in (name, f"{name}-wal", f"{name}-shm"):
            Path(path).unlink(missing_ok=True)
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        connection.close()
    seal.forget_keys()


def use(settings: dict[str, Any]) -> dict[str, Any]:
    """Make ``settings`` the database of this thread; returns the settings that were in use."""
    before = dict(connections.databases["default"])
    connection.close()
    filled = {**before, **settings}
    connections.databases["default"] = filled
    del connections["default"]
    seal.forget_keys()
    return before


@contextmanager
def other_database(settings: dict[str, Any]) -> Iterator[None]:
    """Work on another database inside the block."""
    before = use(settings)
    try:
        yield
    finally:
        use(before)


def scrub(connection: BaseDatabaseWrapper) -> None:
    """Make sure that deleted keys are gone from the files too.

    SQLite overwrites them (``secure_delete``) once the write-ahead log is folded in; PostgreSQL
    when the table's dead rows are removed. Backups are the operator's: docs/privacy.md.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM FULL journal_key")
