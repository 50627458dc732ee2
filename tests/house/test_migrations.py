"""Migrations: none is missing, none reaches into our code."""

import re
from io import StringIO

import pytest
from django.core.management import call_command

from tests.house.tree import python_files, shown

# Triggers and the columns that seal are the same code as the models'.
MAY_IMPORT = {"linqiao.journal.append_only", "linqiao.journal.fields", "linqiao.journal.models"}


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    out = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out, verbosity=1)
    except SystemExit:
        pytest.fail(out.getvalue())


def test_migrations_have_a_number_and_a_purpose() -> None:
    files = [path for path in python_files(migrations=True) if path.parent.name == "migrations"]
    named = [path for path in files if path.name != "__init__.py"]
    assert named
    assert [shown(p) for p in named if not re.fullmatch(r"\d{4}_[a-z_]+\.py", p.name)] == []


def test_migrations_import_nothing_that_may_change_under_them() -> None:
    for path in python_files(migrations=True):
        if path.parent.name == "migrations":
            found = re.findall(r"^(?:from|import) (linqiao[\w.]*)", path.read_text(), re.MULTILINE)
            assert set(found) <= MAY_IMPORT, shown(path)
