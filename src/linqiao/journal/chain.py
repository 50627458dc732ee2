"""The hash chain: one canonical form, one digest per entry over its content and the digest before
it.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

CHAINED: Final = (
    "seq",
    "event_id",
    "is_first",
    "at_text",
    "by",
    "type",
    "payload",
    "outcome",
    "reason",
    "words",
    "late",
    "recorded_at",
    "fingerprint",
)


def canonical(value: Any) -> str:  # any JSON value
    """The one text of a JSON value: sorted keys, no spaces, characters as they are.

    >>> canonical({"b": 1, "a": "蛋"})
    '{"a":"蛋","b":1}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def start(code: str, name: str, timezone: str) -> str:
    """The hash before the first entry: it holds what names the journal and gives its times."""
    return hashlib.sha256(canonical([code, name, timezone]).encode()).hexdigest()


def link(previous: str, columns: Mapping[str, Any]) -> str:  # columns of a row
    """SHA-256 of an entry: over the hash before it and every column that carries meaning."""
    content = canonical([previous, *(columns[name] for name in CHAINED)])
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
