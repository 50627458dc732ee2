"""Triggers that make a table append-only on both databases:
what stands is never changed or deleted.
"""

from typing import Any, Final

_SQLITE: Final = (
    "CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
)
_FUNCTION: Final = (
    "CREATE OR REPLACE FUNCTION linqiao_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
)
_POSTGRESQL: Final = (
    "CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION linqiao_append_only()"
)


def protect(schema_editor: Any, *tables: str) -> None:  # Django's schema editor has no public type
    """Add the triggers to these tables; called by migrations."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_FUNCTION, params=None)  # its % is no placeholder
    for table in tables:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(_POSTGRESQL.format(table=table))
        else:
            for verb in ("update", "delete"):
                schema_editor.execute(_SQLITE.format(table=table, verb=verb, VERB=verb.upper()))
