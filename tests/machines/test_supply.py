"""A machine that plays legal and illegal events against the whole system and the small model."""

import os
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from linqiao.core.units import format_quantity, format_yuan
from linqiao.journal.compounds import inside
from linqiao.journal.models import Compound
from linqiao.journal.verify import verify_chain
from linqiao.ledger.invariants import discrepancies
from linqiao.ledger.queries import goods_balances, money_balances
from linqiao.supply.models import Account
from tests import make
from tests.machines.model import PRICE, Model

pytestmark = pytest.mark.django_db
HOMES = ["1-1-101", "1-1-102", "1-2-301", "2-1-202", "2-2-301"]
MEMBERS = ["V01", "V02"]
homes, members, items = (
    st.sampled_from(HOMES),
    st.sampled_from(MEMBERS),
    st.sampled_from(sorted(PRICE)),
)
halves = st.integers(1, 8).map(lambda number: number * 500)
EXAMPLES = int(os.environ.get("LINQIAO_MACHINE_EXAMPLES", "25"))


class Supply(RuleBasedStateMachine):
    """Each rule asks the model what must happen and the system what does."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.world = make.world()
        self.model = Model()
        self.clock = datetime.fromisoformat(make.OPENS)
        self.last: dict[str, Any] | None = None

    def teardown(self) -> None:
        head = Compound.objects.get(code=self.world.code)
        broken = verify_chain(head)
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)
        from linqiao.journal import facts, seal

        seal.forget_keys()
        facts.forget()
        assert not broken

    def play(self, type_: str, accepted: bool, **fields: Any) -> None:
        self.clock += timedelta(seconds=1)
        raw = self.world.raw(type_, at=self.clock, **fields)
        answer = make.record(self.world.code, raw, make.REPLAY)
        assert answer.accepted == accepted, (
            type_,
            fields,
            answer.reason,
            answer.words % answer.params,
        )
        self.last = raw

    def open_round(self) -> None:
        self.play(
            "round.open",
            True,
            code="R1",
            items=sorted(PRICE),
            opens=make.OPENS,
            closes=make.CLOSES,
            kind="supply",
        )

    @initialize(
        depth=st.integers(0, 4),
        wishes=st.fixed_dictionaries(
            dict.fromkeys(HOMES[:4], st.dictionaries(items, halves, min_size=1, max_size=3))
        ),
        missing=st.dictionaries(items, halves, max_size=3),
        prices=st.dictionaries(items, st.integers(-2, 3), max_size=2),
    )
    def go_ahead(
        self,
        depth: int,
        wishes: dict[str, dict[str, int]],
        missing: dict[str, int],
        prices: dict[str, int],
    ) -> None:
        """Begin further on in three of four games, so that doors are reached often."""
        self.open_round()
        if depth:
            for home, lines in wishes.items():
                self.change(home, lines)
            self.advance("round.close")
            self.advance("round.report")
            self.order(0)
            for item, less in prices.items():
                self.price(item, less)
        if depth > 1:
            self.receive(missing, more=False)
        if depth > 2:
            self.hand_out("V01", HOMES)
        if depth > 3:
            self.refuse_half("V01", HOMES[0])

    def refuse_half(self, member: str, home: str) -> None:
        """A household refuses half of what it wished for and takes the rest, so the store has stock
        that nobody is due; then some of the same goods break at another door.
        """
        held = [i for (h, i, m), milli in self.model.held.items() if h == home and milli]
        for item in held:
            milli = self.model.held[home, item, member]
            refused = (milli + 500) // 1000 * 500
            self.exception(member, home, item, refused, "refused")
            if milli > refused:
                self.deliver(member, home, {item: milli - refused})
            self.bring_back(member, item, refused)
            self.exception(member, HOMES[1], item, 500, "damaged")

    @staticmethod
    def rows(lines: dict[str, int]) -> list[dict[str, str]]:
        return [{"code": item, "qty": format_quantity(milli)} for item, milli in lines.items()]

    @rule(home=homes, lines=st.dictionaries(items, halves, max_size=3))
    def change(self, home: str, lines: dict[str, int]) -> None:
        rows = self.rows(lines)
        allowed = self.model.state in ("open", "closed", "reported")
        self.play("request.change", allowed, round="R1", household=home, lines=rows, reason="x")
        if not allowed:
            return
        if lines:
            self.model.asked.setdefault(home, int(self.clock.timestamp()))
            self.model.wishes[home] = dict(lines)
        else:
            self.model.wishes.pop(home, None)
            self.model.asked.pop(home, None)

    @rule(step=st.sampled_from(["round.close", "round.report"]))
    def advance(self, step: str) -> None:
        wanted = {"round.close": "open", "round.report": "closed"}[step]
        fields = {"code": "R1"} if step == "round.close" else {"round": "R1", "to": "CM1"}
        allowed = self.model.state == wanted
        self.play(step, allowed, **fields)
        if allowed:
            self.model.state = {"open": "closed", "closed": "reported"}[wanted]

    @rule(extra=st.sampled_from([0, 0, 0, 500]))
    def order(self, extra: int) -> None:
        demand = self.model.demand()
        if not demand:
            return
        allowed = self.model.state == "reported" and not extra
        rows = [
            {"code": item, "qty": format_quantity(milli + extra), "price": format_yuan(PRICE[item])}
            for item, milli in demand.items()
        ]
        code = "PO1" if allowed else f"PX{self.world.count}"
        self.play("purchase.order", allowed, code=code, round="R1", supplier="S1", lines=rows)
        if allowed:
            self.model.order()

    @rule(item=items, less=st.integers(-2, 3))
    def price(self, item: str, less: int) -> None:
        model = self.model
        allowed = model.state == "ordered" and not model.received and item in model.prices
        fen = PRICE[item] - 10 * less
        self.play("purchase.price", allowed, order="PO1", code=item, price=format_yuan(fen))
        if allowed:
            model.prices[item] = fen
            model.charged_price[item] = min(model.charged_price[item], fen)

    @rule(missing=st.dictionaries(items, halves, max_size=3), more=st.booleans())
    def receive(self, missing: dict[str, int], more: bool) -> None:
        model = self.model
        demand = model.demand()
        good = {item: max(0, milli - missing.get(item, 0)) for item, milli in demand.items()}
        if more and good:
            good[next(iter(good))] = demand[next(iter(good))] + 500
        allowed = model.state == "ordered" and not model.received and not (more and good)
        rows = [
            {"code": item, "good": format_quantity(milli), "damaged": "0"}
            for item, milli in good.items()
        ]
        self.play("goods.receive", allowed, order="PO1", lines=rows)
        if allowed:
            model.receive(good)

    @rule(member=members, chosen=st.lists(homes, min_size=1, max_size=4, unique=True))
    def hand_out(self, member: str, chosen: list[str]) -> None:
        self.play("goods.hand_out", True, round="R1", member=member, households=chosen)
        self.model.hand_out(member, chosen)

    @rule(
        member=members,
        home=homes,
        lines=st.none() | st.dictionaries(items, halves, min_size=1, max_size=2),
    )
    def deliver(self, member: str, home: str, lines: dict[str, int] | None) -> None:
        allowed = self.model.deliver(member, home, lines)
        named = {} if lines is None else {"lines": self.rows(lines)}
        self.play("delivery", allowed, round="R1", household=home, member=member, **named)

    @rule(
        member=members,
        home=homes,
        item=items,
        milli=halves,
        reason=st.sampled_from(["damaged", "refused", "absent"]),
    )
    def exception(self, member: str, home: str, item: str, milli: int, reason: str) -> None:
        model = self.model
        noted = sum(int(str(n[4])) for n in model.noted if tuple(n[:3]) == (home, item, member))
        if reason != "damaged" and noted + milli > model.held[home, item, member] >= milli:
            return  # noting the same goods twice is left to the unit tests
        done = (
            model.damage(member, home, item, milli)
            if reason == "damaged"
            else model.note(member, home, item, milli, reason)
        )
        lines = [{"code": item, "qty": format_quantity(milli)}]
        fields = {
            "round": "R1",
            "household": home,
            "member": member,
            "reason": reason,
            "lines": lines,
        }
        self.play("delivery.exception", done, **fields)

    @rule(member=members, item=items, milli=halves)
    def bring_back(self, member: str, item: str, milli: int) -> None:
        done = self.model.bring_back(member, item, milli)
        lines = [{"code": item, "qty": format_quantity(milli)}]
        self.play("goods.return", done, round="R1", member=member, lines=lines)

    @rule(item=items, milli=halves)
    def write_off(self, item: str, milli: int) -> None:
        allowed = milli <= self.model.free(item)
        lines = [{"code": item, "qty": format_quantity(-milli)}]
        self.play("stock.adjust", allowed, lines=lines, reason="x")
        if allowed:
            self.model.store[item] -= milli
            self.model.lost[item] += milli

    @rule(home=homes, fen=st.integers(1, 9000), method=st.sampled_from(["cash", "fund"]))
    def pay(self, home: str, fen: int, method: str) -> None:
        fields = {"round": "R1", "household": home, "amount": format_yuan(fen), "reference": "x"}
        self.play("payment", True, method=method, **fields)
        self.model.paid[home] += fen
        self.model.fund_paid += fen if method == "fund" else 0

    @rule(home=homes, fen=st.integers(1, 9000), over=st.sampled_from([None, 0, 0, 1]))
    def refund(self, home: str, fen: int, over: int | None) -> None:
        """Any amount, exactly what is owed, or one fen more."""
        owed = max(0, self.model.owed(home))
        fen = fen if over is None or not owed + over else owed + over
        fields = {"round": "R1", "household": home, "amount": format_yuan(fen), "reference": "x"}
        self.play("refund", fen <= owed, **fields)
        if fen <= owed:
            self.model.back[home] += fen

    @rule()
    def repeat(self) -> None:
        if self.last is not None:
            assert make.record(self.world.code, self.last, make.REPLAY).repeated

    @invariant()
    def goods_are_where_the_model_has_them(self) -> None:
        model = self.model
        with inside(self.world.code):
            found = goods_balances()
        wanted: dict[str, dict[str, int]] = {}
        for item in PRICE:
            places = {"store": model.store[item], "written_off": model.lost[item]}
            places["households"] = sum(milli for (_, i), milli in model.door.items() if i == item)
            for member in MEMBERS:
                held = [
                    milli for (_, i, m), milli in model.held.items() if (i, m) == (item, member)
                ]
                places[f"hands:{member}"] = sum(held)
            if model.state == "ordered":
                places["supplier:S1"] = model.demand().get(item, 0) - model.good.get(item, 0)
            for place, milli in places.items():
                if milli:
                    wanted.setdefault(place, {})[item] = milli
        assert found == wanted

    @invariant()
    def money_is_what_the_model_says(self) -> None:
        model = self.model
        with inside(self.world.code):
            owed = {row.household: row.owed_back_fen for row in Account.objects.all()}
            money = money_balances()
            broken = discrepancies()
        assert not broken, broken
        assert {home: fen for home, fen in owed.items() if fen} == {
            h: model.owed(h) for h in HOMES if model.owed(h)
        }
        invoice = sum(milli * model.prices[item] // 1000 for item, milli in model.good.items())
        assert money.get("supplier:S1", 0) == -invoice
        charged = sum(model.charge(home) for home in HOMES)
        assert money.get("fund", 0) == invoice - charged + model.fund_paid
        assert sum(money.values()) == 0


def test_random_events_agree_with_the_model() -> None:
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    profile = settings(
        max_examples=EXAMPLES, stateful_step_count=40, deadline=None, suppress_health_check=checks
    )
    run_state_machine_as_test(Supply, settings=profile)
