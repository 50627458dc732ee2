"""Measures the second reader: ``python -m tests.core.recheck.measure [FOLDER ...]``.

Prints a table per folder of false alarms on true entries and of the share of wrong ones caught.
"""

import os
import random
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

SEED = 7


def false_alarms(folder: Path) -> Counter[str]:
    """How many accepted entries of a folder get each verdict."""
    from tests.core.recheck.cases import accepted

    return Counter(one.opinion().verdict for one in accepted(folder))


def catches(folders: Iterable[Path]) -> dict[str, tuple[int, int]]:
    """For each kind of error: how many of its wrong entries are doubted, and of how many."""
    from tests.core.recheck.cases import accepted
    from tests.core.recheck.wrongs import WRONGS

    caught: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    dice = random.Random(SEED)
    for case in (one for folder in folders for one in accepted(folder)):
        for kind, wrongly in WRONGS.items():
            for entry in wrongly(case, dice):
                tried[kind] += 1
                caught[kind] += case.opinion(entry).is_doubt
    return {kind: (caught[kind], tried[kind]) for kind in WRONGS}


def main(folders: list[Path]) -> None:
    """Print both tables."""
    out = sys.stdout
    for folder in folders:
        verdicts = false_alarms(folder)
        told = ", ".join(f"{verdict} {number}" for verdict, number in sorted(verdicts.items()))
        out.write(f"{folder.name}: {sum(verdicts.values())} accepted entries: {told}\n")
    for kind, (caught, tried) in catches(folders).items():
        share = f"{100 * caught / tried:.1f} %" if tried else "none tried"
        out.write(f"{kind}: {caught} of {tried} caught ({share})\n")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linqiao.config.settings")
    import django

    django.setup()
    from tests.core.recheck.cases import FOLDERS

    main([Path(one) for one in sys.argv[1:]] or list(FOLDERS))
