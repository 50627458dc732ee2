"""Reading the books."""

from django.db.models import Sum

from linqiao.journal.facts import read_once
from linqiao.ledger import accounts
from linqiao.ledger.models import GoodsBalance, MoneyBalance


def stock_milli(item: str) -> int:
    """Thousandths of an item in the store, over all rounds."""
    found = GoodsBalance.objects.filter(account=accounts.STORE, item=item).aggregate(
        total=Sum("quantity_milli")
    )
    return found["total"] or 0


def places_of(account: str, item: str) -> list[tuple[str, int]]:
    """(round, thousandths) of an item at an account,
    in the order in which the rounds' goods came.
    """
    rows = GoodsBalance.objects.filter(account=account, item=item, quantity_milli__gt=0)
    return list(rows.order_by("id").values_list("round", "quantity_milli"))


def standing_milli(round_code: str, account: str) -> dict[str, int]:
    """Thousandths by item that stand at one account in a round."""
    rows = GoodsBalance.objects.filter(round=round_code, account=account, quantity_milli__gt=0)
    return dict(rows.values_list("item", "quantity_milli"))


@read_once
def goods_by_place() -> list[tuple[str, str, str, int]]:
    """(round, item, account, thousandths) of every goods balance."""
    rows = GoodsBalance.objects.values_list("round", "item", "account", "quantity_milli")
    return list(rows)


def goods_balances() -> dict[str, dict[str, int]]:
    """Thousandths by account and item over all rounds; households are one account,
    ``origin`` is left out.
    """
    totals: dict[str, dict[str, int]] = {}
    rows = GoodsBalance.objects.exclude(account=accounts.ORIGIN).values_list("account", "item")
    for account, item, quantity in rows.annotate(total=Sum("quantity_milli")).order_by(
        "account", "item"
    ):
        place = totals.setdefault("households" if account.startswith("household:") else account, {})
        place[item] = place.get(item, 0) + quantity
    kept = {
        account: {item: q for item, q in sorted(items.items()) if q}
        for account, items in totals.items()
    }
    return {account: items for account, items in kept.items() if items}


def money_balances() -> dict[str, int]:
    """Fen by account over all rounds; households are one account."""
    totals: dict[str, int] = {}
    rows = (
        MoneyBalance.objects.values_list("account")
        .annotate(total=Sum("amount_fen"))
        .order_by("account")
    )
    for account, amount in rows:
        name = "households" if account.startswith("household:") else account
        totals[name] = totals.get(name, 0) + amount
    return {account: amount for account, amount in sorted(totals.items()) if amount}
