"""The one place where the environment is read."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

DEFAULT_DATABASE = "sqlite:///linqiao.sqlite3"
SQLITE_WAIT_SECONDS = 20


@dataclass(frozen=True)
class Environment:
    """What the surroundings say; every field has its variable in ``docs/settings.md``."""

    database: str
    secret_key: str
    debug: bool
    hosts: tuple[str, ...]
    master_key: str


def read_environment() -> Environment:
    """Read the variables once; what is absent gets its documented default."""
    return Environment(
        database=os.environ.get("LINQIAO_DB", DEFAULT_DATABASE),
        secret_key=os.environ.get("LINQIAO_SECRET_KEY", ""),
        debug=os.environ.get("LINQIAO_DEBUG", "") == "1",
        hosts=tuple(os.environ.get("LINQIAO_HOSTS", "127.0.0.1,localhost,[::1]").split(",")),
        master_key=os.environ.get("LINQIAO_MASTER_KEY", ""),
    )


def database_settings(url: str) -> dict[str, Any]:
    """Django's settings of ``sqlite:///FILE`` or ``postgresql://…``;
    ``ValueError`` says what would be right.
    """
    if url.startswith("sqlite:///") and len(url) > len("sqlite:///"):
        return _sqlite(url.removeprefix("sqlite:///"))
    if url.startswith(("postgresql://", "postgres://")):
        return _postgresql(url)
    raise ValueError(f"--db {url!r}: write sqlite:///FILE or postgresql://USER@HOST/NAME")


def _sqlite(path: str) -> dict[str, Any]:
    """WAL, every acknowledged commit on disk, deleted keys overwritten with zeros."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(Path(path).absolute()),
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_WAIT_SECONDS,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
            "PRAGMA secure_delete=ON;PRAGMA temp_store=MEMORY;PRAGMA cache_size=-16000;",
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ValueError(f"--db {url!r}: the name of the database is missing after the host")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or query.pop("user", "")),
        "PASSWORD": unquote(parts.password or query.pop("password", "")),
        "HOST": unquote(parts.hostname or query.pop("host", "")),
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": query,
    }
