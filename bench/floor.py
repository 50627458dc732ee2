"""The floor: the rows of a replayed database written again by plain SQL, in as many transactions.

``python -m bench.floor URL EMPTY_URL TRANSACTIONS`` prints its figures as JSON.  Nothing is read,
checked or sealed: no program that stores the same rows can be quicker on the same database.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from typing import Any


def tables() -> list[Any]:
    """Every table of ours, the ones that others point to first."""
    from django.apps import apps

    from linqiao.journal.models import Compound

    ours = [one for one in apps.get_models() if one.__module__.startswith("linqiao.")]
    return sorted(ours, key=lambda model: (model is not Compound, model._meta.db_table))


def rows_of(model: Any) -> tuple[str, list[tuple[Any, ...]]]:
    """The INSERT of a table, and its rows as the database has them."""
    from django.db import connection

    columns = [field.column for field in model._meta.concrete_fields]
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {names} FROM "{model._meta.db_table}" ORDER BY id')
        rows = [tuple(map(_plain, row)) for row in cursor.fetchall()]
    marks = ", ".join(["%s"] * len(columns))
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})', rows


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def parts(rows: list[Any], count: int) -> Iterator[list[Any]]:
    """The rows in ``count`` parts of nearly the same size."""
    for place in range(count):
        yield rows[place * len(rows) // count : (place + 1) * len(rows) // count]


def write(stored: list[tuple[str, list[tuple[Any, ...]]]], transactions: int) -> float:
    """Write everything in so many transactions; seconds."""
    from django.db import connection, transaction

    split = [(insert, list(parts(rows, transactions))) for insert, rows in stored]
    began = time.perf_counter()
    for place in range(transactions):
        with transaction.atomic(), connection.cursor() as cursor:
            for insert, groups in split:
                for row in groups[place] if len(groups) > place else ():
                    cursor.execute(insert, row)
    return time.perf_counter() - began


def main() -> None:
    source, target, transactions = sys.argv[1], sys.argv[2], int(sys.argv[3])
    os.environ["LINQIAO_DB"] = source
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linqiao.config.settings")
    import django

    django.setup()
    from linqiao.config.environment import database_settings
    from linqiao.journal.database import migrate, use

    stored = [rows_of(model) for model in tables()]
    use(database_settings(target))
    migrate()
    compounds, rest = stored[0], stored[1:]
    write([compounds], 1)
    worked = time.process_time()
    seconds = write(rest, transactions)
    figures = {
        "rows": sum(len(rows) for _, rows in rest),
        "seconds": round(seconds, 3),
        "cpu_seconds": round(time.process_time() - worked, 3),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
