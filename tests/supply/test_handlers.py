"""Rounds, orders, receipts and money through the door."""

import pytest

from linqiao.journal.compounds import inside
from linqiao.ledger.invariants import discrepancies
from linqiao.ledger.queries import goods_balances, money_balances
from linqiao.supply.models import Account, Due
from tests import make

pytestmark = pytest.mark.django_db
WISHES = {"1-1-101": {"EGG": "2"}, "1-2-301": {"EGG": "2"}, "2-1-202": {"EGG": "1", "TOFU": "2"}}


def charged(world: make.World, household: str, round_code: str = "R1") -> int:
    with inside(world.code):
        return Account.objects.get(round=round_code, household=household).charged_fen


def test_the_first_order_charges_every_request_at_the_orders_price() -> None:
    world = make.world()
    make.ordered_round(world, WISHES, EGG="25.00")
    assert charged(world, "1-1-101") == 5000
    assert charged(world, "2-1-202") == 2500 + 500


def test_when_eggs_are_short_special_households_come_first() -> None:
    world = make.world()
    make.ordered_round(world, WISHES)
    make.received(world, EGG="3", TOFU="2")
    with inside(world.code):
        shares = {due.household: due.allotted_milli for due in Due.objects.filter(item="EGG")}
        assert not discrepancies()
    assert shares == {"1-2-301": 2000, "2-1-202": 1000, "1-1-101": 0}
    assert charged(world, "1-1-101") == 0


def test_a_lower_price_goes_back_and_a_rise_is_borne_by_the_fund() -> None:
    world = make.world()
    make.ordered_round(world, WISHES)
    world.must("purchase.price", order="PO-R1", code="EGG", price="20.00")
    assert charged(world, "1-1-101") == 4000
    world.must("purchase.price", order="PO-R1", code="EGG", price="30.00")
    assert charged(world, "1-1-101") == 4000
    make.received(world, EGG="5", TOFU="2")
    with inside(world.code):
        money = money_balances()
        assert money["supplier:S1"] == -(5 * 3000 + 2 * 250)
        assert money["fund"] == 5 * 1000
        assert not discrepancies()


def test_two_orders_of_one_item_are_shared_out_when_both_have_arrived() -> None:
    world = make.world()
    make.opened_round(world)
    for household, lines in WISHES.items():
        rows = [{"code": item, "qty": qty} for item, qty in lines.items()]
        world.must(
            "request.change", round="R1", household=household, lines=rows, reason="x", at=make.OPENS
        )
    world.must("round.close", code="R1", at=make.CLOSES)
    world.must("round.report", round="R1", to="CM1", at=make.CLOSES)
    egg = {"code": "EGG", "price": "24.00"}
    world.must("purchase.order", code="P1", round="R1", supplier="S1", lines=[{**egg, "qty": "3"}])
    tofu = {"code": "TOFU", "qty": "2", "price": "2.50"}
    world.must(
        "purchase.order", code="P2", round="R1", supplier="S2", lines=[{**egg, "qty": "2"}, tofu]
    )
    world.must("goods.receive", order="P1", lines=[{"code": "EGG", "good": "2", "damaged": "0"}])
    world.must("goods.hand_out", round="R1", member="V01", households=list(WISHES))
    with inside(world.code):
        assert "hands:V01" not in goods_balances()
    world.must("goods.receive", order="P2", lines=[{"code": "EGG", "good": "2", "damaged": "0"}])
    world.must("goods.hand_out", round="R1", member="V01", households=list(WISHES))
    with inside(world.code):
        assert goods_balances()["hands:V01"] == {"EGG": 4000}
        assert not discrepancies()


def test_a_refund_of_more_than_is_owed_is_refused_and_of_less_is_paid() -> None:
    world = make.world()
    make.ordered_round(world, WISHES)
    pay = {"round": "R1", "household": "1-1-101", "reference": "x"}
    world.must("payment", amount="50.00", method="wechat", **pay)
    assert world.take("refund", amount="2.01", **pay).reason == "exceeds"
    assert world.take("refund", amount="2.00", **pay).accepted
    assert world.take("refund", amount="0.01", **pay).reason == "exceeds"


def test_a_cancelled_round_owes_all_payments_back_and_counts_nowhere() -> None:
    from linqiao.bulletins.figures import supplies

    world = make.world()
    make.opened_round(world)
    make.wish(world, "1-1-101", "鸡蛋2板")
    world.must(
        "payment", round="R1", household="1-1-101", amount="48.00", method="cash", reference="x"
    )
    world.must("round.cancel", code="R1", reason="supplier gave up")
    assert world.take("round.cancel", code="R1", reason="again").reason == "wrong_state"
    with inside(world.code):
        assert supplies() == (0, 0)
        assert Account.objects.get().owed_back_fen == 4800
        assert not discrepancies()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"supplier": "PH1"}, "unknown_reference"),
        ({"round": "R9"}, "unknown_reference"),
        ({"code": "PO-R1"}, "duplicate_code"),
        ({"lines": [{"code": "EGG", "qty": "1", "price": "24.00"}]}, "unbalanced"),
        ({"lines": [{"code": "EGG", "qty": "-1", "price": "24.00"}]}, "bad_fields"),
    ],
)
def test_an_order_that_does_not_fit_is_refused_with_its_code(
    fields: dict[str, object], reason: str
) -> None:
    world = make.world()
    make.ordered_round(world, WISHES)
    usual = {
        "code": "P2",
        "round": "R1",
        "supplier": "S1",
        "lines": [{"code": "EGG", "qty": "1", "price": "24.00"}],
    }
    assert world.take("purchase.order", **(usual | fields)).reason == reason


def test_nothing_changes_after_the_order() -> None:
    world = make.world()
    make.ordered_round(world, WISHES)
    change = {
        "round": "R1",
        "household": "1-1-101",
        "lines": [{"code": "EGG", "qty": "1"}],
        "reason": "x",
    }
    assert world.take("request.change", **change).reason == "wrong_state"


def test_goods_go_back_to_the_supplier_only_if_nobody_is_due_them() -> None:
    world = make.world()
    make.ordered_round(world, WISHES)
    make.received(world, EGG="5", TOFU="2")
    back = {"order": "PO-R1", "lines": [{"code": "EGG", "qty": "2"}], "reason": "rotten"}
    assert world.take("goods.send_back", **back).reason == "exceeds"
    world.must("goods.hand_out", round="R1", member="V01", households=["1-1-101"])
    refused = {"round": "R1", "member": "V01", "lines": [{"code": "EGG", "qty": "2"}]}
    world.must("delivery.exception", household="1-1-101", reason="refused", **refused)
    world.must("goods.return", **refused)
    world.must("goods.send_back", **back)
    with inside(world.code):
        assert goods_balances()["returned:S1"] == {"EGG": 2000}
        assert money_balances()["supplier:S1"] == -(3 * 2400 + 2 * 250)
        assert not discrepancies()


def test_a_flag_between_two_receipts_asks_nothing_back() -> None:
    world = make.world()
    make.ordered_round(world, {"1-1-101": {"EGG": "2"}})
    make.opened_round(world, "R2")
    for household in ("1-1-101", "1-1-102"):
        rows = [{"code": "EGG", "qty": "2"}]
        world.must("request.change", round="R2", household=household, lines=rows, reason="x")
    world.must("round.close", code="R2")
    world.must("round.report", round="R2", to="CM1")
    for number in "12":
        line = {"code": "EGG", "qty": "2", "price": "24.00"}
        world.must("purchase.order", code=f"B{number}", round="R2", supplier="S1", lines=[line])
        if number == "1":
            came = {"code": "EGG", "good": "2", "damaged": "0"}
            world.must("goods.receive", order="B1", lines=[came])
            world.must("goods.hand_out", round="R2", member="V01", households=["1-1-101"])
            world.must("delivery", round="R2", household="1-1-101", member="V01")
            make.resident(world, "1-1-102", "丁四四", "elder_alone")
    came = {"code": "EGG", "good": "1", "damaged": "1"}
    world.must("goods.receive", order="B2", lines=[came])
    with inside(world.code):
        shares = {due.household: due.allotted_milli for due in Due.objects.filter(round="R2")}
        assert not discrepancies()
    assert shares == {"1-1-101": 2000, "1-1-102": 1000}


def test_an_order_sends_back_no_more_than_came_with_it() -> None:
    world = make.world()
    make.opened_round(world)
    rows = [{"code": "EGG", "qty": "4"}]
    world.must("request.change", round="R1", household="1-1-101", lines=rows, reason="x")
    world.must("round.close", code="R1")
    world.must("round.report", round="R1", to="CM1")
    for code, qty, supplier in (("A", "3", "S1"), ("B", "1", "S2")):
        line = {"code": "EGG", "qty": qty, "price": "24.00"}
        world.must("purchase.order", code=code, round="R1", supplier=supplier, lines=[line])
        came = {"code": "EGG", "good": qty, "damaged": "0"}
        world.must("goods.receive", order=code, lines=[came])
    world.must("goods.hand_out", round="R1", member="V01", households=["1-1-101"])
    four = {"lines": [{"code": "EGG", "qty": "4"}]}
    absent = {"round": "R1", "household": "1-1-101", "member": "V01", "reason": "refused", **four}
    world.must("delivery.exception", **absent)
    world.must("goods.return", round="R1", member="V01", **four)
    back = {"order": "B", "reason": "x", "lines": [{"code": "EGG", "qty": "2"}]}
    assert world.take("goods.send_back", **back).reason == "exceeds"
    back["lines"] = [{"code": "EGG", "qty": "1"}]
    world.must("goods.send_back", **back)
    assert world.take("goods.send_back", **back).reason == "exceeds"
    with inside(world.code):
        assert not discrepancies()
