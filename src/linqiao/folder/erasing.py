"""Erasing on purpose: the event through the door, then the database's own leftovers."""

from django.db import connection

from linqiao.journal import clock
from linqiao.journal.database import scrub
from linqiao.journal.record import Answer, record
from linqiao.journal.rights import SYSTEM, Actor
from linqiao.journal.scope import current


def erase_personal(*, household: str | None = None, volunteer: str | None = None) -> Answer:
    """Record the erasure of a household, a volunteer or everybody,
    and leave no trace of the keys on disk.
    """
    now = clock.now()
    raw = {
        "id": f"erase-{now.timestamp():.6f}",
        "at": now.isoformat(),
        "by": "system",
        "type": "privacy.erase",
    }
    raw |= {"household": household} if household else {}
    raw |= {"code": volunteer} if volunteer else {}
    answer = record(current().code, raw, Actor("system", frozenset({SYSTEM})))
    if answer.accepted:
        scrub(connection)
    return answer
