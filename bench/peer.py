"""A peer: balanced postings with django-hordak 2, one commit each, beside payments through our
door, one commit each.  PostgreSQL only: hordak keeps its balance by triggers that SQLite lacks.

``python -m bench.peer ours|hordak URL COUNT`` prints postings a second as JSON.
"""

import json
import os
import sys
import time

OPENS, CLOSES = "2022-08-26T08:00:00+08:00", "2022-08-26T20:00:00+08:00"


def ours(count: int) -> float:
    """Payments of a household, each an event through the door: rights, journal, chain, posting."""
    from linqiao.journal.compounds import open_compound
    from linqiao.journal.database import clear, migrate
    from linqiao.journal.events import load_slices
    from linqiao.journal.record import record
    from linqiao.journal.rights import REPLAY

    load_slices()
    clear()
    migrate()
    open_compound("bench", "bench", "Asia/Shanghai")
    units = [{"code": "1", "rooms": ["101"]}]
    item = {"label": "", "aliases": "", "category": "x", "unit": "kg", "packs": "", "max": ""}
    setup = [
        {
            "type": "compound.define",
            "name": "bench",
            "buildings": [{"code": "1", "aliases": [], "units": units}],
        },
        {
            "type": "item.set",
            "code": "EGG",
            "name": "egg",
            "price": "1.00",
            "step": "1",
            "rx": "0",
            **item,
        },
        {
            "type": "round.open",
            "code": "R1",
            "items": ["EGG"],
            "opens": OPENS,
            "closes": CLOSES,
            "kind": "supply",
        },
    ]
    payment = {
        "type": "payment",
        "round": "R1",
        "household": "1-1-101",
        "amount": "1.00",
        "method": "cash",
        "reference": "x",
    }
    for number, event in enumerate(setup):
        answer = record("bench", {"id": f"S{number}", "at": OPENS, "by": "system", **event}, REPLAY)
        assert answer.accepted, answer
    began = time.perf_counter()
    for number in range(count):
        event = {"id": f"P{number}", "at": OPENS, "by": "V01", **payment}
        assert record("bench", event, REPLAY).accepted
    return count / (time.perf_counter() - began)


def hordak(count: int) -> float:
    """The same number of transfers between two hordak accounts."""
    from django.core.management import call_command
    from django.db import transaction
    from hordak.models import Account
    from moneyed import Money

    call_command("migrate", verbosity=0)
    cash = Account.objects.create(name="cash", type="AS", code="1", currencies=["EUR"])
    household = Account.objects.create(name="household", type="AS", code="2", currencies=["EUR"])
    began = time.perf_counter()
    for _ in range(count):
        with transaction.atomic():
            household.transfer_to(cash, Money("1.00", "EUR"))
    return count / (time.perf_counter() - began)


def setup(kind: str, url: str) -> None:
    """Set Django up for one of the two; the database is the same kind for both."""
    import django
    from django.conf import settings

    os.environ["LINQIAO_DB"] = url
    if kind == "ours":
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
    rate = ours(count) if kind == "ours" else hordak(count)
    print(json.dumps({"postings_per_second": round(rate, 1)}))


if __name__ == "__main__":
    main()
