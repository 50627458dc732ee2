"""Rules of zero discrepancy that supply keeps: goods as ordered and received, money, demand."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Sum

from linqiao.core.units import cost_fen, format_quantity, format_yuan
from linqiao.core.words import gettext_noop
from linqiao.intake import queries as intake
from linqiao.journal.models import Entry
from linqiao.ledger import accounts
from linqiao.ledger.invariants import Discrepancy, invariant
from linqiao.ledger.models import MoneyBalance, MoneyPosting
from linqiao.ledger.queries import goods_by_place
from linqiao.supply import queries
from linqiao.supply.models import Account, Order, OrderLine, Round, RoundItem

OUTSIDE = ("supplier:", accounts.ORIGIN)


@invariant("goods")
def what_came_good_is_somewhere() -> list[Discrepancy]:
    """Good = store + hands + households + returned + written off, for every item and round."""
    came: Counter[tuple[str, str]] = Counter()
    for line in OrderLine.objects.filter(is_received=True):
        came[line.round, line.item] += line.good_milli
    there: Counter[tuple[str, str]] = Counter()
    for round_code, item, account, quantity in goods_by_place():
        if not account.startswith(OUTSIDE):
            there[round_code, item] += quantity
    return [
        Discrepancy(
            "goods",
            "what_came_good_is_somewhere",
            gettext_noop("Round %(round)s, %(item)s: %(came)s came good, %(there)s can be found."),
            round=place[0],
            item=place[1],
            amounts={"came": format_quantity(came[place]), "there": format_quantity(there[place])},
            events=_events("goods.receive", place[0]),
        )
        for place in sorted(came.keys() | there.keys())
        if came[place] != there[place]
    ]


@invariant("goods")
def what_did_not_come_stands_at_the_supplier() -> list[Discrepancy]:
    """Ordered = good + what still stands at the supplier's account (short, damaged, on the way)."""
    suppliers = dict(Order.objects.values_list("code", "supplier"))
    open_: Counter[tuple[str, str, str]] = Counter()
    for line in OrderLine.objects.all():
        place = (line.round, line.item, accounts.supplier(suppliers[line.order]))
        open_[place] += line.quantity_milli - line.good_milli
    kept = Counter({(r, i, a): q for r, i, a, q in goods_by_place() if a.startswith("supplier:")})
    return [
        Discrepancy(
            "goods",
            "what_did_not_come_stands_at_the_supplier",
            gettext_noop(
                "Round %(round)s, %(item)s: %(account)s has %(kept)s, the orders leave %(open)s "
                "open."
            ),
            round=place[0],
            item=place[1],
            amounts={
                "account": place[2],
                "kept": format_quantity(kept[place]),
                "open": format_quantity(open_[place]),
            },
            events=_events("purchase.order", place[0]),
        )
        for place in sorted(open_.keys() | kept.keys())
        if open_[place] != kept[place]
    ]


@invariant("money")
def every_household_pays_what_it_keeps() -> list[Discrepancy]:
    """Charged = what is kept at the price charged;
    the ledger's balance = charged + refunded - paid.
    """
    rows = RoundItem.objects.values_list("round", "item", "charged_price_fen")
    prices = {(round_code, item): price for round_code, item, price in rows}
    value: Counter[tuple[str, str]] = Counter()
    for round_code, household, item, kept in queries.kept():
        value[round_code, household] += cost_fen(kept, prices[round_code, item])
    ledger = _household_balances()
    found = []
    noted = Account.objects.order_by("round", "household").values_list(
        "round", "household", "charged_fen", "paid_fen", "refunded_fen"
    )
    for round_code, household, charged, paid, refunded in noted:
        place = (round_code, household)
        balance = ledger.pop(place, 0)
        if charged != value[place] or balance != charged + refunded - paid:
            account = Account(charged_fen=charged, paid_fen=paid, refunded_fen=refunded)
            found.append(_money(place, value[place], account, balance))
    return found + [
        _money(place, 0, Account(), balance) for place, balance in ledger.items() if balance
    ]


def _household_balances() -> dict[tuple[str, str], int]:
    rows = MoneyBalance.objects.filter(account__startswith="household:")
    found = rows.values_list("round", "account", "amount_fen")
    return {(round_code, account.partition(":")[2]): fen for round_code, account, fen in found}


def _money(
    place: tuple[str, str], value_fen: int, account: Account, balance_fen: int
) -> Discrepancy:
    postings = MoneyPosting.objects.filter(round=place[0])
    name = accounts.household(place[1])
    seqs = [p.seq for p in postings.order_by("seq") if name in (p.source, p.target)]
    return Discrepancy(
        "money",
        "every_household_pays_what_it_keeps",
        gettext_noop(
            "Round %(round)s, %(household)s: keeps goods for %(value)s, is charged %(charged)s, "
            "paid %(paid)s, "
            "got back %(refunded)s; the ledger says %(balance)s."
        ),
        round=place[0],
        household=place[1],
        amounts={
            "value": format_yuan(value_fen),
            "charged": format_yuan(account.charged_fen),
            "paid": format_yuan(account.paid_fen),
            "refunded": format_yuan(account.refunded_fen),
            "balance": format_yuan(balance_fen),
        },
        events=tuple(dict.fromkeys(seqs)),
    )


@invariant("money")
def every_invoice_is_what_came_times_its_price() -> list[Discrepancy]:
    """The supplier's account = paid + credited + sent back - good times price."""
    owed: Counter[tuple[str, str]] = Counter()
    place_of: dict[str, tuple[str, str]] = {}
    for order in Order.objects.all():
        place_of[order.code] = (order.round, accounts.supplier(order.supplier))
        owed[place_of[order.code]] += order.paid_fen + order.credited_fen + order.sent_back_fen
    for line in OrderLine.objects.filter(is_received=True):
        owed[place_of[line.order]] -= cost_fen(line.good_milli, line.price_fen)
    rows = MoneyBalance.objects.filter(account__startswith="supplier:")
    kept = Counter({(row.round, row.account): row.amount_fen for row in rows})
    return [
        Discrepancy(
            "money",
            "every_invoice_is_what_came_times_its_price",
            gettext_noop(
                "Round %(round)s: %(account)s stands at %(kept)s, its orders come to %(owed)s."
            ),
            round=place[0],
            amounts={
                "account": place[1],
                "kept": format_yuan(kept[place]),
                "owed": format_yuan(owed[place]),
            },
            events=_events("goods.receive", place[0]),
        )
        for place in sorted(owed.keys() | kept.keys())
        if owed[place] != kept[place]
    ]


@invariant("demand")
def the_orders_are_the_demand() -> list[Discrepancy]:
    """Requests = purchase orders of an ordered round; requests = reported,
    unless a change is recorded.
    """
    found: list[Discrepancy] = []
    changed = intake.changed_rounds()
    ordered: dict[str, Counter[str]] = {}
    rows = (
        OrderLine.objects.values_list("round", "item")
        .annotate(total=Sum("quantity_milli"))
        .order_by()
    )
    for round_code, item, total in rows:
        ordered.setdefault(round_code, Counter())[item] = total
    demands: dict[str, Counter[str]] = {}
    for round_code, _, lines in intake.all_requests():
        demands.setdefault(round_code, Counter()).update(lines)
    for round_ in Round.objects.exclude(state="cancelled").order_by("seq"):
        demand = demands.get(round_.code, Counter())
        if round_.state == "ordered":
            found += _differing(round_.code, demand, ordered.get(round_.code, Counter()), "ordered")
        if round_.reported is not None and round_.code not in changed:
            found += _differing(round_.code, demand, Counter(round_.reported), "reported")
    return found


def _differing(
    round_code: str, demand: Counter[str], other: Counter[str], what: str
) -> Iterable[Discrepancy]:
    words = {
        "ordered": gettext_noop(
            "Round %(round)s, %(item)s: requests come to %(demand)s, ordered are %(other)s."
        ),
        "reported": gettext_noop(
            "Round %(round)s, %(item)s: requests come to %(demand)s, reported were %(other)s."
        ),
    }
    for item in sorted(demand.keys() | other.keys()):
        if demand[item] != other[item]:
            yield Discrepancy(
                "demand",
                "the_orders_are_the_demand",
                words[what],
                round=round_code,
                item=item,
                amounts={
                    "demand": format_quantity(demand[item]),
                    "other": format_quantity(other[item]),
                },
                events=_events("purchase.order", round_code) + _events("round.report", round_code),
            )


def _events(kind: str, round_code: str) -> tuple[int, ...]:
    """Entries of a type that speak of a round, for the report of a discrepancy only."""
    rows = Entry.objects.filter(type=kind, reason="").order_by("seq").values_list("seq", "payload")
    orders = list(Order.objects.filter(round=round_code).values_list("code", flat=True))
    names = [f'"round":"{round_code}"', *(f'"order":"{code}"' for code in orders)]
    return tuple(seq for seq, payload in rows if any(name in payload for name in names))
