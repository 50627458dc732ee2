"""What others read of delivery."""

from linqiao.delivery.models import CountDifference, Delivered, Holding, Undelivered
from linqiao.journal.facts import read_once


@read_once
def held() -> list[tuple[str, str, str, str, int]]:
    """(round, item, household, member, thousandths) of all that volunteers hold."""
    rows = Holding.objects.filter(quantity_milli__gt=0)
    return list(rows.values_list("round", "item", "household", "member", "quantity_milli"))


def held_for(round_code: str, household: str, member: str) -> dict[str, Holding]:
    """What a volunteer holds for a household in a round, by item."""
    rows = Holding.objects.rows(round=round_code, household=household, member=member)
    return {row.item: row for row in rows if row.quantity_milli > 0}


def undelivered(round_code: str, member: str, items: list[str]) -> list[Undelivered]:
    """Exceptions that still stand for a volunteer's goods,
    in the order in which they were noted.
    """
    rows = Undelivered.objects.rows(round=round_code, member=member)
    return [row for row in rows if row.remaining_milli > 0 and row.item in items]


def delivery_count() -> int:
    """Deliveries, part deliveries too."""
    return Delivered.objects.count()


def households_served() -> int:
    """Distinct households that got a delivery."""
    return Delivered.objects.values("household").distinct().count()


def count_differences() -> list[CountDifference]:
    """Differences of the store's count that nobody has explained."""
    return list(CountDifference.objects.exclude(difference_milli=0).order_by("item"))
