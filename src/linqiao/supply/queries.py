"""What others read of supply."""

from collections import Counter

from django.db.models import F, Sum

from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop
from linqiao.journal.facts import fact
from linqiao.ledger import accounts
from linqiao.ledger.models import GoodsBalance
from linqiao.supply.models import Account, Due, Order, OrderLine, Plan, Round, RoundItem


def round_(code: str) -> Round:
    """The round; refused as ``unknown_reference`` when there is none with this code."""
    found = Round.objects.find(code=code)
    if found is None:
        raise Refusal("unknown_reference", gettext_noop("There is no round %(round)s."), round=code)
    return found


def require_round(code: str) -> None:
    """Refuse ``unknown_reference`` when there is no round with this code."""
    if Round.objects.find(code=code) is None:
        raise Refusal("unknown_reference", gettext_noop("There is no round %(round)s."), round=code)


def order(code: str) -> Order:
    """The purchase order; refused as ``unknown_reference`` when there is none with this code."""
    found = Order.objects.find(code=code)
    if found is None:
        raise Refusal("unknown_reference", gettext_noop("There is no order %(order)s."), order=code)
    return found


def order_lines(code: str) -> dict[str, OrderLine]:
    """Lines of an order by item."""
    return {line.item: line for line in OrderLine.objects.rows(order=code)}


@fact("rounds")
def plans() -> dict[str, tuple[tuple[str, ...], str, str]]:
    """Planned rounds by code: items, opening and closing time as written."""
    return {
        row.code: (tuple(row.items), row.opens, row.closes)
        for row in Plan.objects.order_by("place")
    }


def ordered_by_item(round_code: str) -> Counter[str]:
    """Thousandths by item over all orders of a round."""
    rows = OrderLine.objects.filter(round=round_code).values_list("item")
    return Counter(dict(rows.annotate(total=Sum("quantity_milli")).order_by()))


def prices(round_code: str) -> dict[str, int]:
    """Price charged by item of a round, in fen."""
    return dict(RoundItem.objects.filter(round=round_code).values_list("item", "charged_price_fen"))


def arrived_items(round_code: str) -> frozenset[str]:
    """Items of a round of which all that was ordered has arrived or is known to be short."""
    rows = RoundItem.objects.filter(round=round_code, has_arrived=True)
    return frozenset(rows.values_list("item", flat=True))


def free_milli(round_code: str, item: str) -> int:
    """Good stock of an item and round in the store that nobody is due (ruling 10)."""
    here = GoodsBalance.objects.filter(round=round_code, item=item, account=accounts.STORE)
    stock = here.values_list("quantity_milli", flat=True).first() or 0
    waiting = Due.objects.filter(round=round_code, item=item).aggregate(
        total=Sum(
            F("allotted_milli") - F("forgone_milli") - F("in_hands_milli") - F("delivered_milli")
        )
    )
    return max(0, stock - (waiting["total"] or 0))


def kept() -> list[tuple[str, str, str, int]]:
    """(round, household, item, thousandths) that households keep, of every due."""
    rows = Due.objects.annotate(kept=F("allotted_milli") - F("forgone_milli"))
    return list(rows.values_list("round", "household", "item", "kept"))


def account(round_code: str, household: str) -> Account:
    """A household's money in a round; a fresh one when nothing was noted yet."""
    found = Account.objects.find(round=round_code, household=household)
    return found or Account(round=round_code, household=household)


def unsettled_accounts() -> list[Account]:
    """Accounts that owe or are owed."""
    rows = Account.objects.exclude(paid_fen=F("refunded_fen") + F("charged_fen"))
    return list(rows.order_by("round", "household"))
