"""How events change purchases: orders, prices, receipts, the supplier's account."""

from linqiao.catalogue.queries import items as catalogue_items
from linqiao.catalogue.queries import require_items
from linqiao.core.refusal import Refusal
from linqiao.core.units import cost_fen, format_quantity
from linqiao.core.words import gettext_noop
from linqiao.intake import queries as intake
from linqiao.intake import steps as intake_steps
from linqiao.journal.events import Stamp, handles
from linqiao.ledger import accounts
from linqiao.ledger.books import GoodsMove, MoneyMove, post_goods, post_money
from linqiao.people.queries import require_partner
from linqiao.supply import queries, rules, steps
from linqiao.supply.events import (
    GoodsReceive,
    GoodsSendBack,
    OrderedLine,
    PurchaseOrder,
    PurchasePrice,
    SupplierCredit,
    SupplierPay,
)
from linqiao.supply.models import Due, Order, OrderLine, RoundItem


@handles(PurchaseOrder)
def order_goods(event: PurchaseOrder, stamp: Stamp) -> None:
    """Order within the demand; the round's first order makes dues and charges for every request
    (ruling 9).
    """
    if Order.objects.filter(code=event.code).exists():
        raise Refusal(
            "duplicate_code", gettext_noop("There is an order %(order)s already."), order=event.code
        )
    round_ = queries.round_(event.round)
    require_partner(event.supplier, "supplier")
    require_items(line.code for line in event.lines)
    is_first = round_.state != "ordered"
    round_.state = rules.next_round_state(round_.state, "order", round_.code)
    rules.check_no_item_twice(line.code for line in event.lines)
    ordered = queries.ordered_by_item(event.round)
    demand = intake.demand(event.round)
    rules.check_within_demand(demand, ordered, [(line.code, line.qty) for line in event.lines])
    _write_order(event, stamp)
    if is_first:
        round_.save(update_fields=["state"])
        intake_steps.freeze_window(event.round)
        affected = _make_dues(event.round)
        known: dict[str, RoundItem] = {item: _catalogue_price(event.round, item) for item in demand}
    else:
        known = {row.item: row for row in RoundItem.objects.filter(round=event.round)}
        affected = _wishing(event.round, [line.code for line in event.lines])
    _set_prices(event.lines, known)
    steps.recharge(stamp, event.round, affected)


def _write_order(event: PurchaseOrder, stamp: Stamp) -> None:
    Order(
        code=event.code, round=event.round, supplier=event.supplier, state="ordered", seq=stamp.seq
    ).save()
    OrderLine.objects.bulk_create(
        OrderLine(
            order=event.code,
            round=event.round,
            item=line.code,
            quantity_milli=line.qty,
            price_fen=line.price,
        )
        for line in event.lines
    )
    place = accounts.supplier(event.supplier)
    post_goods(
        stamp,
        [
            GoodsMove(event.round, line.code, accounts.ORIGIN, place, line.qty, "ordering")
            for line in event.lines
        ],
    )


def _make_dues(round_code: str) -> set[str]:
    requests = intake.requests(round_code)
    Due.objects.bulk_create(
        Due(
            round=round_code,
            household=one.household,
            item=item,
            wish_milli=wish,
            allotted_milli=wish,
        )
        for one in requests
        for item, wish in one.lines.items()
    )
    return {one.household for one in requests}


def _wishing(round_code: str, items: list[str]) -> set[str]:
    return set(
        Due.objects.filter(round=round_code, item__in=items).values_list("household", flat=True)
    )


def _catalogue_price(round_code: str, item: str) -> RoundItem:
    price = catalogue_items()[item].price_fen
    return RoundItem(
        round=round_code,
        item=item,
        first_price_fen=price,
        charged_price_fen=price,
        is_ordered=False,
    )


def _set_prices(lines: tuple[OrderedLine, ...], known: dict[str, RoundItem]) -> None:
    for line in lines:
        row = known[line.code]
        row.charged_price_fen = rules.charged_price(
            row.charged_price_fen, line.price, was_ordered=row.is_ordered
        )
        row.first_price_fen = row.first_price_fen if row.is_ordered else line.price
        row.is_ordered, row.has_arrived = True, False
    fields = ["charged_price_fen", "first_price_fen", "is_ordered", "has_arrived"]
    RoundItem.objects.write_back([row for row in known.values() if row.pk], fields)
    RoundItem.objects.bulk_create(row for row in known.values() if not row.pk)


@handles(PurchasePrice)
def change_price(event: PurchasePrice, stamp: Stamp) -> None:
    """Change a price before delivery: lower goes back to the households, the fund bears a rise."""
    order = queries.order(event.order)
    lines = queries.order_lines(event.order)
    if event.code not in lines:
        raise Refusal(
            "unknown_reference", gettext_noop("The order has no %(item)s."), item=event.code
        )
    rules.next_purchase_state(order.state, "price", order.code)
    line = lines[event.code]
    line.price_fen = event.price
    line.save(update_fields=["price_fen"])
    row = RoundItem.objects.get(round=order.round, item=event.code)
    lower = rules.charged_price(row.charged_price_fen, event.price, was_ordered=True)
    if lower != row.charged_price_fen:
        row.charged_price_fen = lower
        row.save(update_fields=["charged_price_fen"])
        steps.recharge(stamp, order.round, _wishing(order.round, [event.code]), corrects=order.code)


@handles(GoodsReceive)
def receive_goods(event: GoodsReceive, stamp: Stamp) -> None:
    """Book what came good into the store and onto the invoice;
    then share out what has wholly arrived.
    """
    order = queries.order(event.order)
    lines = queries.order_lines(event.order)
    order.state = rules.next_purchase_state(order.state, "receive", order.code)
    came = rules.receipt(
        {item: line.quantity_milli for item, line in lines.items()},
        [(line.code, line.good, line.damaged) for line in event.lines],
    )
    for item, line in lines.items():
        line.good_milli, line.damaged_milli = came[item].good_milli, came[item].damaged_milli
        line.is_received = True
    OrderLine.objects.write_back(lines.values(), ["good_milli", "damaged_milli", "is_received"])
    order.save(update_fields=["state"])
    place = accounts.supplier(order.supplier)
    post_goods(
        stamp,
        [
            GoodsMove(order.round, i, place, accounts.STORE, c.good_milli, "receiving")
            for i, c in came.items()
        ],
    )
    invoice = sum(cost_fen(line.good_milli, line.price_fen) for line in lines.values())
    post_money(stamp, [MoneyMove(order.round, place, accounts.FUND, invoice, "invoicing")])
    steps.share_arrived(stamp, order.round, lines)


@handles(SupplierPay)
def pay_supplier(event: SupplierPay, stamp: Stamp) -> None:
    """Pay the supplier from the till."""
    order = queries.order(event.order)
    order.paid_fen += event.amount
    order.save(update_fields=["paid_fen"])
    place = accounts.supplier(order.supplier)
    post_money(
        stamp, [MoneyMove(order.round, accounts.CASH, place, event.amount, "paying_supplier")]
    )


@handles(SupplierCredit)
def credit_supplier(event: SupplierCredit, stamp: Stamp) -> None:
    """Lower what is owed to the supplier by what it lets go."""
    order = queries.order(event.order)
    order.credited_fen += event.amount
    order.save(update_fields=["credited_fen"])
    place = accounts.supplier(order.supplier)
    post_money(stamp, [MoneyMove(order.round, accounts.FUND, place, event.amount, "crediting")])


@handles(GoodsSendBack)
def send_back(event: GoodsSendBack, stamp: Stamp) -> None:
    """Send back stock that nobody is due; the invoice falls by good times price."""
    order = queries.order(event.order)
    lines = queries.order_lines(event.order)
    rules.check_no_item_twice(line.code for line in event.lines)
    for line in event.lines:
        if line.code not in lines:
            raise Refusal(
                "unknown_reference", gettext_noop("The order has no %(item)s."), item=line.code
            )
    rules.next_purchase_state(order.state, "send_back", order.code)
    for line in event.lines:
        ours = lines[line.code]
        free = min(
            queries.free_milli(order.round, line.code), ours.good_milli - ours.sent_back_milli
        )
        if line.qty > free:
            raise Refusal(
                "exceeds",
                gettext_noop("Only %(free)s of this order's %(item)s are left and due to nobody."),
                free=format_quantity(free),
                item=line.code,
            )
    value = sum(cost_fen(line.qty, lines[line.code].price_fen) for line in event.lines)
    for line in event.lines:
        lines[line.code].sent_back_milli += line.qty
    OrderLine.objects.write_back(lines.values(), ["sent_back_milli"])
    order.sent_back_fen += value
    order.save(update_fields=["sent_back_fen"])
    back = accounts.returned(order.supplier)
    moves = [
        GoodsMove(order.round, x.code, accounts.STORE, back, x.qty, "sending_back")
        for x in event.lines
    ]
    post_goods(stamp, moves)
    place = accounts.supplier(order.supplier)
    post_money(
        stamp,
        [MoneyMove(order.round, accounts.FUND, place, value, "crediting", corrects=order.code)],
    )
