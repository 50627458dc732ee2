"""The transactional outbox: what is to be told outside the database is written with the event.

A notice is delivered after the commit, at least once, in order; a deliverer that stops half way
starts again at the first notice that was not marked.
"""

import json
from collections.abc import Callable
from typing import Final

from django.db import transaction

from linqiao.journal import clock
from linqiao.journal.chain import canonical
from linqiao.journal.events import Stamp
from linqiao.journal.models import Notice

BATCH: Final = 200
Deliver = Callable[[int, str, dict[str, str]], None]


def tell(stamp: Stamp, topic: str, **references: str) -> None:
    """Leave a notice for after the commit. It carries codes only, never a name,
    a text or an illness.
    """
    Notice(seq=stamp.seq, topic=topic, body=canonical(references)).save()


def deliver_pending(deliver: Deliver) -> int:
    """Hand every undelivered notice to ``deliver`` in order and mark it;
    returns how many there were.
    """
    count = 0
    while True:
        with transaction.atomic():
            waiting = list(
                Notice.objects.select_for_update()
                .filter(delivered_at=None)
                .order_by("seq", "topic")[:BATCH]
            )
            for notice in waiting:
                deliver(notice.seq, notice.topic, json.loads(notice.body))
                notice.delivered_at = clock.now()
                notice.save(update_fields=["delivered_at"])
        count += len(waiting)
        if len(waiting) < BATCH:
            return count
