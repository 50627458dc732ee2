"""Teaching the reader from the command line: the same events as a page would record."""

from typing import Any

from linqiao.journal import clock
from linqiao.journal.record import Answer, record
from linqiao.journal.rights import COORDINATOR, Actor
from linqiao.journal.scope import current

_TEACHER = Actor("system", frozenset({COORDINATOR}))


def teach(kind: str, words: str, means: str, source: str) -> Answer:
    """Record a lesson; ``source`` is the settled entry that it comes from, ``MESSAGE:ENTRY``."""
    message, _, entry = source.rpartition(":")
    fields = {"kind": kind, "words": words, "means": means, "message": message, "entry": int(entry)}
    return _record("lesson.learn", fields)


def forget_lesson(lesson: str) -> Answer:
    """Take a lesson back; ``lesson`` is the id of the event that taught it."""
    return _record("lesson.forget", {"lesson": lesson})


def confirm_entry(entry: str) -> Answer:
    """Take the doubt off an accepted entry, ``MESSAGE:ENTRY``."""
    message, _, place = entry.rpartition(":")
    number = int(place) if place.isdigit() else place
    return _record("entry.confirm", {"message": message, "entry": number})


def _record(type_: str, fields: dict[str, Any]) -> Answer:
    now = clock.now()
    raw = {
        "id": f"{type_}-{now.timestamp():.6f}",
        "at": now.isoformat(),
        "by": "system",
        "type": type_,
    }
    return record(current().code, {**raw, **fields}, _TEACHER)
