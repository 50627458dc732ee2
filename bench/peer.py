"""A peer: balanced postings with django-hordak 2 beside ours, one commit each, on PostgreSQL, where
hordak keeps its balance by triggers; it has none for SQLite.

``python -m bench.peer ledger|door|hordak URL COUNT`` prints postings a second as JSON.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

OPENS, CLOSES = "2022-08-26T08:00:00+08:00", "2022-08-26T20:00:00+08:00"
CODE, HOUSEHOLD = "bench", "1-1-101"
SETUP: tuple[dict[str, Any], ...] = (
    {
        "type": "compound.define",
        "name": CODE,
        "buildings": [{"code": "1", "aliases": [], "units": [{"code": "1", "rooms": ["101"]}]}],
    },
    {
        "type": "item.set",
        **{"code": "EGG", "name": "egg", "label": "", "aliases": "", "category": "x"},
        **{"unit": "kg", "packs": "", "max": "", "price": "1.00", "step": "1", "rx": "0"},
    },
    {
        "type": "round.open",
        **{"code": "R1", "items": ["EGG"], "opens": OPENS, "closes": CLOSES, "kind": "supply"},
    },
)
PAYMENT = {
    "type": "payment",
    **{"round": "R1", "household": HOUSEHOLD, "amount": "1.00", "method": "cash", "reference": "x"},
}


def timed(count: int, step: Callable[[int], None]) -> float:
    """How often a second the step can be taken."""
    began = time.perf_counter()
    for number in range(count):
        step(number)
    return count / (time.perf_counter() - began)


def ledger(count: int) -> float:
    """The money book alone, which is what hordak is: a posting and its two balances."""
    from django.db import transaction

    from linqiao.journal.compounds import open_compound, scope_of
    from linqiao.journal.database import clear, migrate
    from linqiao.journal.events import Stamp
    from linqiao.journal.scope import within
    from linqiao.ledger import accounts
    from linqiao.ledger.books import MoneyMove, post_money

    clear()
    migrate()
    scope = scope_of(open_compound(CODE, CODE, "Asia/Shanghai"))
    move = MoneyMove("R1", accounts.household(HOUSEHOLD), accounts.CASH, 100, "paying")
    at = datetime.fromisoformat(OPENS)

    def post(number: int) -> None:
        with transaction.atomic(), within(scope):
            post_money(Stamp(number, f"P{number}", at, "V01"), [move])

    return timed(count, post)


def door(count: int) -> float:
    """Payments through the door: lock, fields, rights, seal, receipt, posting, journal, chain."""
    from linqiao.journal.compounds import open_compound
    from linqiao.journal.database import clear, migrate
    from linqiao.journal.events import load_slices
    from linqiao.journal.record import record
    from linqiao.journal.rights import REPLAY

    load_slices()
    clear()
    migrate()
    open_compound(CODE, CODE, "Asia/Shanghai")

    def take(name: str, event: dict[str, Any]) -> None:
        answer = record(CODE, {"id": name, "at": OPENS, "by": "V01", **event}, REPLAY)
        assert answer.accepted, answer

    for number, event in enumerate(SETUP):
        take(f"S{number}", event)
    return timed(count, lambda number: take(f"P{number}", PAYMENT))


def hordak(count: int) -> float:
    """The same number of transfers between two hordak accounts."""
    from django.core.management import call_command
    from django.db import transaction
    from hordak.models import Account
    from moneyed import Money

    call_command("migrate", verbosity=0)
    cash = Account.objects.create(name="cash", type="AS", code="1", currencies=["EUR"])
    household = Account.objects.create(name="household", type="AS", code="2", currencies=["EUR"])

    def transfer(number: int) -> None:
        with transaction.atomic():
            household.transfer_to(cash, Money("1.00", "EUR"))

    return timed(count, transfer)


KINDS: dict[str, Callable[[int], float]] = {"ledger": ledger, "door": door, "hordak": hordak}


def setup(kind: str, url: str) -> None:
    """Set Django up for one of them; the database is the same kind for all."""
    import django
    from django.conf import settings

    os.environ["LINQIAO_DB"] = url
    if kind != "hordak":
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linqiao.config.settings")
    else:
        from linqiao.config.environment import database_settings

        settings.configure(
            DATABASES={"default": database_settings(url)},
            INSTALLED_APPS=["django.contrib.contenttypes", "mptt", "hordak"],
            DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
            CURRENCIES=["EUR"],
            USE_TZ=True,
        )
    django.setup()


def main() -> None:
    kind, url, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    setup(kind, url)
    print(json.dumps({"postings_per_second": round(KINDS[kind](count), 1)}))


if __name__ == "__main__":
    main()
