"""One replay in a process of its own: ``python -m bench.worker FOLDER URL`` prints its figures as
JSON."""

import json
import os
import resource
import sys
import time
from pathlib import Path


def replay(folder: Path) -> dict[str, float]:
    """Replay a folder into an empty database; the steady state leaves out its first fifth."""
    from linqiao.folder.master import read_folder
    from linqiao.folder.replay import BATCH, replay_checked
    from linqiao.journal.compounds import inside
    from linqiao.journal.database import clear, migrate
    from linqiao.ledger.models import GoodsPosting, MoneyPosting

    checked = read_folder(folder)
    clear()
    migrate()
    total = len(checked.master) + checked.event_count
    marks: list[tuple[int, float]] = [(0, time.perf_counter())]
    worked = time.process_time()
    replay_checked(checked, lambda done: marks.append((done, time.perf_counter())))
    worked = time.process_time() - worked
    warm = next(mark for mark in marks if mark[0] >= total // 5)
    seconds = marks[-1][1] - marks[0][1]
    steady = marks[-1][1] - warm[1]
    with inside(checked.code):
        postings = GoodsPosting.objects.count() + MoneyPosting.objects.count()
    return {
        "events": total,
        "transactions": -(-total // BATCH),
        "postings": postings,
        "seconds": round(seconds, 3),
        "cpu_seconds": round(worked, 3),
        "events_per_second": round((marks[-1][0] - warm[0]) / steady, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def main() -> None:
    os.environ["LINQIAO_DB"] = sys.argv[2]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linqiao.config.settings")
    import django

    django.setup()
    from linqiao.journal.events import load_slices

    load_slices()
    print(json.dumps(replay(Path(sys.argv[1]))))


if __name__ == "__main__":
    main()
