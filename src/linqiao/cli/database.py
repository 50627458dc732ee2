"""Opening the database of a command, and saying clearly what is wrong with it."""

import os
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from linqiao.cli.words import both, complain, say
from linqiao.config.environment import database_settings, read_environment

Callback = Callable[..., Any]  # a click callback


def database_option(*, migrating: bool = True) -> Callable[[Callback], Callback]:
    """Add ``--db``: choose the database, set Django up, bring the tables up to date,
    then run the command.
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
            return guarded(_run)(function, migrating, args, values)

        return opened

    return decorate


def _run(function: Callback, migrating: bool, args: Any, values: Any) -> Any:  # the callback's own
    if migrating:
        from linqiao.journal.database import migrate

        migrate()
    return function(*args, **values)


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
