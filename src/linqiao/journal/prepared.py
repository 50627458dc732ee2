"""Statements whose text is kept: a row found, added or written back by its plain columns.

Django works out the text of a statement each time it is run; these few shapes run several times
for every event. Values pass through the fields of the model as they do in Django; signals, which
nothing here uses, are not sent.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import mark_for_rollback_on_error

M = TypeVar("M", bound=models.Model)
Converter = Callable[[Any, Any, Any], Any]  # from a column's value, as Django's backends have it


@dataclass(frozen=True)
class Table:
    """A model's table on one kind of database: its statements, and how its columns are read."""

    fields: Mapping[str, Any]  # Django's fields by column
    key: str
    select: str
    insert: str
    update: str
    readers: tuple[tuple[int, Any, tuple[Converter, ...]], ...]


@cache
def _table(model: type[models.Model], vendor: str) -> Table:
    options, quote = model._meta, connection.ops.quote_name
    fields: dict[str, Any] = {field.attname: field for field in options.local_concrete_fields}
    assert all(field.column == name for name, field in fields.items()), options
    key = options.pk.attname
    name = quote(options.db_table)
    added = [quote(field.column) for field in fields.values() if field.attname != key]
    marks = ", ".join(["%s"] * len(added))
    insert = f"INSERT INTO {name} ({', '.join(added)}) VALUES ({marks})"
    readers = []
    for place, field in enumerate(fields.values()):
        column = field.get_col(options.db_table)
        converters = connection.ops.get_db_converters(column) + column.get_db_converters(connection)
        if converters:
            readers.append((place, column, tuple(converters)))
    return Table(
        fields,
        key,
        f"SELECT {', '.join(quote(field.column) for field in fields.values())} FROM {name} WHERE ",
        insert + (f" RETURNING {quote(key)}" if vendor == "postgresql" else ""),
        f"UPDATE {name} SET ",
        tuple(readers),
    )


@cache
def _named(columns: tuple[str, ...], glue: str) -> str:
    return glue.join(f"{connection.ops.quote_name(column)} = %s" for column in columns)


def select(model: type[M], columns: Mapping[str, object]) -> list[M]:
    """Rows with these values in these columns, the oldest first."""
    here = connections[DEFAULT_DB_ALIAS]
    table = _table(model, here.vendor)
    values = [table.fields[name].get_db_prep_value(columns[name], here) for name in columns]
    where = _named(tuple(columns), " AND ")
    with here.cursor() as cursor:
        cursor.execute(table.select + where, values)
        rows = [list(row) for row in cursor.fetchall()]
    for row in rows:
        for place, column, converters in table.readers:
            for convert in converters:
                row[place] = convert(row[place], column, here)
    found = [model.from_db(here.alias, list(table.fields), row) for row in rows]
    # Sorted here: asked to sort, a database may walk the whole table in that order.
    return sorted(found, key=lambda one: int(one.pk)) if len(found) > 1 else found


def insert(row: models.Model) -> None:
    """Add a row that has no key yet; it learns its key."""
    here = connections[DEFAULT_DB_ALIAS]
    table = _table(type(row), here.vendor)
    fields = [field for name, field in table.fields.items() if name != table.key]
    values = _values(row, fields, here, adding=True)
    with mark_for_rollback_on_error(here.alias), here.cursor() as cursor:
        cursor.execute(table.insert, values)
        returned = cursor.fetchone() if here.vendor == "postgresql" else [cursor.lastrowid]
    row.pk = returned[0]
    row._state.adding, row._state.db = False, here.alias


def update(rows: Sequence[models.Model], names: Collection[str] | None) -> None:
    """Write these columns of rows of one table that were read before, or all their columns."""
    if not rows:
        return
    here = connections[DEFAULT_DB_ALIAS]
    table = _table(type(rows[0]), here.vendor)
    kept = tuple(n for n in table.fields if n != table.key and (names is None or n in names))
    assert len(kept) == len(names or kept) > 0, names
    fields = [table.fields[name] for name in kept]
    values = [[*_values(row, fields, here, adding=False), row.pk] for row in rows]
    statement = f"{table.update}{_named(kept, ', ')} WHERE {_named((table.key,), '')}"
    with mark_for_rollback_on_error(here.alias), here.cursor() as cursor:
        cursor.executemany(statement, values)
        if cursor.rowcount != len(rows):
            raise DatabaseError(f"of {type(rows[0]).__name__} a row is gone")


def _values(
    row: models.Model, fields: Collection[Any], here: BaseDatabaseWrapper, *, adding: bool
) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(row, adding), here) for field in fields]
