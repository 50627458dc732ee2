"""The matrix of rights: it changes only when somebody reads the change, and the door keeps it."""

import json
from dataclasses import replace
from typing import Any

import pytest

from linqiao.journal.events import HANDLERS, TYPES
from linqiao.journal.record import Answer, record
from linqiao.journal.rights import Actor
from tests import make
from tests.house.matrix import ACTORS, GOLDEN, matrix
from tests.house.samples import samples

# Nobody changes the books and master data but those who carry the responsibility for them.
SENSITIVE = ("item.set", "purchase.", "refund", "supplier.pay", "stock.adjust", "privacy.purge")

NO_RIGHT = "Your role may not record %(type)s."


def golden() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(GOLDEN.read_text())
    return found


def test_the_matrix_is_the_one_that_was_read() -> None:
    was, now = golden(), matrix()
    changed = {name: (was.get(name), now.get(name)) for name in was.keys() | now.keys()}
    different = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
    assert different == {}, "read this, then run python -m tests.house.matrix"


def test_every_type_has_a_handler_and_somebody_who_may_record_it() -> None:
    for name, kind in TYPES.items():
        assert kind in HANDLERS, name
        assert kind.may, name
        assert kind.__doc__, name


def test_an_auditor_and_a_stranger_may_record_nothing() -> None:
    for name, who in golden().items():
        assert {"auditor", "nobody"}.isdisjoint(who), name


def test_money_and_stock_are_out_of_reach_of_residents_and_simple_volunteers() -> None:
    outside = {"resident", "resident of the household", "volunteer", "volunteer themself"}
    for name, who in golden().items():
        if name.startswith(SENSITIVE):
            assert outside.isdisjoint(who), name


def as_seen_from(sample: dict[str, Any], who: str) -> Actor:
    """The actor, related to this very event where the role says so, else a stranger to it."""
    actor = ACTORS[who]
    if who == "volunteer themself":
        person = sample.get("member") or sample.get("code") or "V01"
        return replace(actor, code=str(person))
    if who == "resident of the household":
        return replace(actor, household=str(sample.get("household", "1-1-101")))
    return replace(actor, code="X77", household="9-9-999")


def is_about(who: str, sample: dict[str, Any]) -> bool:
    """Whether the sample names what makes this actor related to it."""
    return who != "resident of the household" or "code" not in sample or "household" in sample


@pytest.mark.django_db
def test_the_door_refuses_every_foreign_role_and_no_other() -> None:
    world, given, rights = make.world(), samples(), golden()
    assert given.keys() == TYPES.keys()
    for name, sample in given.items():
        for who in ACTORS:
            raw = world.raw(name, by="V01", **sample)
            answer = record(world.code, raw, as_seen_from(sample, who))
            # A rule may refuse with the same reason (a hand-over that is not ready): words tell.
            turned_away = answer.words == NO_RIGHT
            if is_about(who, sample):
                assert turned_away == (who not in rights[name]), (name, who, answer)


@pytest.mark.django_db
def test_a_right_that_is_missing_changes_nothing_and_is_kept() -> None:
    from linqiao.catalogue.models import Item
    from linqiao.journal.compounds import inside

    world = make.world()
    sample = {**samples()["item.set"], "code": "NEW"}
    answer: Answer = record(world.code, world.raw("item.set", **sample), ACTORS["auditor"])
    assert answer.reason == "not_allowed"
    with inside(world.code) as head:
        assert not Item.objects.filter(code="NEW").exists()
        assert head.seq == answer.seq
