"""Opening the database of a command, and saying clearly what is wrong with it."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click

from linqiao.cli.words import both, complain, say
from linqiao.config.environment import database_settings, read_environment

PREPARING: Final = 0x6C71  # the number of our advisory lock: "lq"
Callback = Callable[..., Any]  # a click callback


def database_option(
    *, making: bool = False, migrating: bool = True
) -> Callable[[Callback], Callback]:
    """Add ``--db``: choose the database, set Django up, bring the tables up to date,
    then run the command.  Only one that is ``making`` may begin a file that is not there.
    """

    def decorate(function: Callback) -> Callback:
        @click.option(
            "--db",
            "database",
            metavar="URL",
            help=both(
                "Database: sqlite:///FILE or postgresql://USER@HOST/NAME (default: $LINQIAO_DB or "
                "./linqiao.sqlite3).",
                "数据库地址。",
            ),
        )
        @wraps(function)
        def opened(
            database: str | None, *args: Any, **values: Any
        ) -> Any:  # click's callback signature
            choose(database)
            if not making:
                _require_database()
            return guarded(_run)(function, migrating, args, values)

        return opened

    return decorate


def _run(function: Callback, migrating: bool, args: Any, values: Any) -> Any:  # the callback's own
    if migrating:
        prepare()
    return function(*args, **values)


def _require_database() -> None:
    """A command that makes no database ends where there is none: a typo leaves no empty file."""
    from django.db import connection

    path = Path(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not path.exists():
        complain(
            say("There is no database %s", "没有这个数据库：%s") % path
            + say(
                ". linqiao replay DIR makes one, --db names another (the demo's is "
                "sqlite:///linqiao-demo.sqlite3)",
                "。用 linqiao replay DIR 建立，或用 --db 指定另一个"
                "（演示是 sqlite:///linqiao-demo.sqlite3）",
            )
        )
        raise SystemExit(2)


def prepare(*, fresh: bool = False) -> None:
    """Bring the tables up to date, emptied before where ``fresh``; of two that do so at once,
    one waits.
    """
    from linqiao.journal.database import clear, migrate

    with _alone():
        if fresh:
            clear()
        migrate()


@contextmanager
def _alone() -> Iterator[None]:
    """Hold a lock that ends with the process: on the folder of the SQLite file, whose own locks
    must stay SQLite's, or an advisory one on a PostgreSQL connection of its own.
    """
    from django.db import connection

    if connection.vendor == "sqlite":
        folder = Path(connection.settings_dict["NAME"]).parent
        held = os.open(folder, os.O_RDONLY) if folder.is_dir() else None
        try:
            if held is not None:
                fcntl.flock(held, fcntl.LOCK_EX)
            yield
        finally:
            if held is not None:
                os.close(held)
        return
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
        yield
    finally:
        other.close()


def choose(url: str | None) -> None:
    """Set Django up with the database of ``url`` or of the environment;
    a wrong address is a usage error.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linqiao.config.settings")
    if url:
        os.environ["LINQIAO_DB"] = url
    try:
        wanted = database_settings(read_environment().database)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from None
    import django
    from django.apps import apps
    from django.db import connections

    if not apps.ready:
        django.setup()
    from linqiao.journal.database import use
    from linqiao.journal.events import load_slices

    if connections.databases["default"]["NAME"] != wanted["NAME"]:
        use(wanted)
    load_slices()


def guarded(function: Callable[..., Any]) -> Callable[..., Any]:  # any callback
    """Turn a database that is locked, full, gone or foreign into one clear line and exit code 2."""

    @wraps(function)
    def run(*args: Any, **values: Any) -> Any:  # the callback's own
        from django.db import DatabaseError, InterfaceError

        from linqiao.folder.faults import FolderFault
        from linqiao.journal.seal import SealBroken

        try:
            return function(*args, **values)
        except FolderFault as fault:
            complain(say("The folder cannot be read: ", "文件夹无法读取：") + str(fault))
        except (DatabaseError, InterfaceError) as fault:
            complain(
                say("The database does not work: ", "数据库无法使用：") + _database_words(fault)
            )
        except SealBroken as fault:
            complain(say("A sealed value does not open: ", "加密内容无法打开：") + str(fault))
        except BrokenPipeError:
            raise  # the reader of our output, such as head, has seen enough: click ends quietly
        except OSError as fault:
            where = f" ({fault.filename})" if fault.filename else ""
            complain(
                say("A file cannot be used: ", "文件无法使用：")
                + (fault.strerror or str(fault))
                + where
            )
        raise SystemExit(2)

    return run


def _database_words(fault: Exception) -> str:
    text = " ".join(str(fault).split())
    hints = (
        ("locked", "another program is writing to it; nothing of this step was kept, try again"),
        ("full", "the disk is full; nothing of this step was kept, make room and try again"),
        ("disk I/O", "the disk failed; nothing of this step was kept"),
        ("readonly", "it may not be written; check the rights of the file and its folder"),
        (
            "unable to open",
            "the file cannot be opened; check that its folder exists and may be written",
        ),
        ("not a database", "the file is no SQLite database"),
        ("malformed", "the file is damaged"),
        ("connect", "the server cannot be reached; nothing of this step was kept"),
        ("terminat", "the connection was lost; nothing of this step was kept, start again"),
        ("closed", "the connection was lost; nothing of this step was kept, start again"),
    )
    return next((f"{hint} ({text})" for sign, hint in hints if sign in text), text)
