"""How long the server works on the first page: ``python -m tools.time_page DATABASE-URL``.

Prints the median in milliseconds of requests when nothing has changed, and of requests after an
event, when figures and books are worked out anew; both with the number of queries.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Final

ROUNDS: Final = 21


def main(url: str) -> None:
    """Measure in this process, without a network."""
    from linqiao.cli.database import choose

    choose(url)
    from django.test import Client

    from linqiao.bulletins import queries

    client = Client(headers={"host": "localhost"})

    def request() -> None:
        assert client.get("/").status_code == 200

    def request_after_an_event() -> None:
        queries._KEPT.clear()
        request()

    for words, work in (("unchanged", request), ("after an event", request_after_an_event)):
        work()
        print(f"{words:15} {_median_ms(work):6.1f} ms  {_queries(work)} queries")


def _median_ms(work: Callable[[], None]) -> float:
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def _queries(work: Callable[[], None]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linqiao.config.settings")
    main(sys.argv[1])
