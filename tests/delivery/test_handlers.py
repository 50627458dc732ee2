"""From the store to the door, and what goes wrong on the way."""

import pytest

from linqiao.delivery.models import CountDifference
from linqiao.journal.compounds import inside
from linqiao.ledger.invariants import discrepancies
from linqiao.ledger.queries import goods_balances
from linqiao.supply.models import Account
from tests import make

pytestmark = pytest.mark.django_db
WISHES = {"1-1-101": {"EGG": "2", "TOFU": "1"}, "1-1-102": {"EGG": "1"}, "2-1-202": {"TOFU": "3"}}
EGGS = [{"code": "EGG", "qty": "2"}]


def on_the_way(**good: str) -> make.World:
    """Everything has come and is in V01's hands."""
    world = make.world()
    make.ordered_round(world, WISHES)
    make.received(world, **(good or {"EGG": "3", "TOFU": "4"}))
    world.must("goods.hand_out", round="R1", member="V01", households=list(WISHES))
    return world


def deliver(world: make.World, household: str = "1-1-101", **fields: object) -> str:
    return world.take(
        "delivery", round="R1", household=household, **({"member": "V01"} | fields)
    ).reason


def exception(
    world: make.World, reason: str, lines: object = EGGS, household: str = "1-1-101"
) -> str:
    fields = {
        "round": "R1",
        "household": household,
        "member": "V01",
        "reason": reason,
        "lines": lines,
    }
    return world.take("delivery.exception", **fields).reason


def goods(world: make.World) -> dict[str, dict[str, int]]:
    with inside(world.code):
        assert not discrepancies()
        return goods_balances()


def owed_back(world: make.World, household: str = "1-1-101") -> int:
    with inside(world.code):
        return Account.objects.get(round="R1", household=household).owed_back_fen


def test_a_delivery_without_lines_hands_over_all_that_is_held() -> None:
    world = on_the_way()
    assert deliver(world) == ""
    assert goods(world)["households"] == {"EGG": 2000, "TOFU": 1000}
    assert deliver(world) == "wrong_state"


def test_a_part_delivery_leaves_the_rest_in_the_hands() -> None:
    world = on_the_way()
    assert deliver(world, lines=[{"code": "EGG", "qty": "1"}]) == ""
    assert goods(world)["hands:V01"] == {"EGG": 2000, "TOFU": 4000}
    assert deliver(world, lines=[{"code": "EGG", "qty": "1.5"}]) == "exceeds"


def test_another_volunteer_cannot_deliver_what_the_first_holds() -> None:
    assert deliver(on_the_way(), member="V02") == "wrong_state"


def test_damage_at_the_door_is_written_off_and_owed_back() -> None:
    world = on_the_way()
    before = owed_back(world)
    assert exception(world, "damaged") == ""
    assert goods(world)["written_off"] == {"EGG": 2000}
    assert owed_back(world) - before == 4800


def test_damage_is_handed_out_anew_while_the_store_has_stock_that_nobody_is_due() -> None:
    world = on_the_way()
    refuse = {"round": "R1", "member": "V01", "lines": [{"code": "EGG", "qty": "1"}]}
    world.must("delivery.exception", household="1-1-102", reason="refused", **refuse)
    world.must("goods.return", **refuse)
    before = owed_back(world)
    assert exception(world, "damaged", [{"code": "EGG", "qty": "1"}]) == ""
    assert owed_back(world) == before
    world.must("goods.hand_out", round="R1", member="V02", households=["1-1-101"])
    assert goods(world)["hands:V02"] == {"EGG": 1000}


@pytest.mark.parametrize(("reason", "owed"), [("refused", 4800), ("absent", 0), ("isolated", 0)])
def test_what_comes_back_is_owed_only_if_it_was_refused(reason: str, owed: int) -> None:
    world = on_the_way()
    before = owed_back(world)
    assert exception(world, reason) == ""
    assert goods(world)["hands:V01"]["EGG"] == 3000
    world.must("goods.return", round="R1", member="V01", lines=EGGS)
    assert goods(world)["store"] == {"EGG": 2000}
    assert owed_back(world) - before == owed
    world.must("goods.hand_out", round="R1", member="V02", households=["1-1-101"])
    assert ("hands:V02" in goods(world)) == (owed == 0)


def test_an_absent_household_gets_its_goods_after_all() -> None:
    world = on_the_way()
    assert exception(world, "absent") == ""
    assert deliver(world) == ""
    assert world.take("goods.return", round="R1", member="V01", lines=EGGS).reason == "exceeds"


def test_the_wrong_household_gives_back_and_the_right_one_gets_it() -> None:
    world = on_the_way()
    assert deliver(world) == ""
    assert exception(world, "wrong_household") == ""
    assert goods(world)["hands:V01"]["EGG"] == 3000
    assert exception(world, "wrong_household") == "exceeds"
    assert deliver(world) == ""
    assert goods(world)["households"]["EGG"] == 2000


def test_a_shift_change_brings_undelivered_goods_back_and_keeps_them_due() -> None:
    world = on_the_way()
    world.must("goods.return", round="R1", member="V01", lines=[{"code": "EGG", "qty": "3"}])
    world.must("goods.hand_out", round="R1", member="V02", households=list(WISHES))
    assert goods(world)["hands:V02"] == {"EGG": 3000}


def test_a_count_that_differs_is_a_discrepancy_until_it_is_explained() -> None:
    world = on_the_way()
    exception(world, "refused")
    world.must("goods.return", round="R1", member="V01", lines=EGGS)
    world.must("stock.count", lines=[{"code": "EGG", "qty": "1"}])
    with inside(world.code):
        assert [one.item for one in discrepancies()] == ["EGG"]
    assert (
        world.take("stock.adjust", lines=[{"code": "EGG", "qty": "-3"}], reason="x").reason
        == "exceeds"
    )
    world.must("stock.adjust", lines=[{"code": "EGG", "qty": "-1"}], reason="rotten")
    assert goods(world)["written_off"] == {"EGG": 1000}
    world.must("stock.adjust", lines=[{"code": "EGG", "qty": "1"}], reason="found again")
    assert goods(world)["store"] == {"EGG": 2000}
    with inside(world.code):
        assert CountDifference.objects.get(item="EGG").difference_milli == 0


def test_goods_that_somebody_is_due_are_not_written_off() -> None:
    world = make.world()
    make.ordered_round(world, WISHES)
    make.received(world, EGG="3", TOFU="4")
    assert (
        world.take("stock.adjust", lines=[{"code": "EGG", "qty": "-1"}], reason="x").reason
        == "exceeds"
    )
