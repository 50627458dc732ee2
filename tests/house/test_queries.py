"""How many queries a page makes: the same in a small and in a large world.

``LINQIAO_GOLDEN=1 python -m pytest tests/house/test_queries.py`` writes ``golden/queries.json``
anew; read the difference before it is committed.
"""

import json
import os
from pathlib import Path
from typing import Final

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from linqiao.bulletins import queries
from linqiao.journal import facts
from tests import make

pytestmark = pytest.mark.django_db
GOLDEN: Final = Path(__file__).with_name("golden") / "queries.json"
LARGE: Final = 30
BUDGET: Final = 100


def grow(world: make.World, count: int) -> None:
    """So many of each: a round that came short, a message, a need, a task, a refused event."""
    homes = [f"{b}-{u}-{room}" for b in "12" for u in "12" for room in make.ROOMS]
    for number in range(count):
        code, home = f"R{number}", homes[number % len(homes)]
        make.ordered_round(world, {home: {"EGG": "2", "TOFU": "3"}}, code=code)
        make.received(world, code, EGG="1", TOFU="3")
        make.opened_round(world, f"W{number}")
        make.wish(world, home, "鸡蛋1板", round_code=f"W{number}")
        need = {"code": f"M{number}", "household": home, "patient": "甲", "item": "COLD"}
        world.must("medicine.need", qty="1", prescription="none", **need)
        task = {"code": f"K{number}", "group": "order", "title": "gate", "responsible": "V01"}
        world.must("task.assign", **task)
        world.must("zone.set", by="CM1", scope=f"household:{home}", level="high", source="notice")
        refused = {"round": code, "household": home, "amount": "999.00", "reference": "x"}
        assert not world.take("refund", **refused).accepted


def counted(client: Client, address: str) -> dict[str, int]:
    """Queries of a request with nothing in memory, and of the next one."""
    facts.forget()
    queries._KEPT.clear()
    found = {}
    for name in ("first", "again"):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        found[name] = len(captured)
    return found


def seen(client: Client, count: int) -> dict[str, dict[str, int]]:
    """Every page of a database that holds none, one and two campaigns of this size."""
    found = {"empty": counted(client, "/")}
    grow(make.world("one"), count)
    found["one campaign"] = counted(client, "/")
    grow(make.world("two"), count)
    found["a choice of two"] = counted(client, "/")
    found["one of two"] = counted(client, "/c/two/")
    return found


@pytest.mark.parametrize("count", [1, LARGE])
def test_the_number_of_queries_is_the_one_that_was_read(client: Client, count: int) -> None:
    if os.environ.get("LINQIAO_GOLDEN") and count == 1:
        GOLDEN.write_text(json.dumps(seen(client, count), indent=1) + "\n")
        return
    golden = json.loads(GOLDEN.read_text())
    assert seen(client, count) == golden
    assert max(one["first"] for one in golden.values()) <= BUDGET
