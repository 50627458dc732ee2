"""What others read of delivery."""

from linqiao.delivery.models import CountDifference, Delivered, Holding, Undelivered


def held_for(round_code: str, household: str, member: str) -> dict[str, Holding]:
    """What a volunteer holds for a household in a round, by item."""
    rows = Holding.objects.filter(
        round=round_code, household=household, member=member, quantity_milli__gt=0
    )
    return {row.item: row for row in rows.order_by("id")}


def undelivered(round_code: str, member: str, items: list[str]) -> list[Undelivered]:
    """Exceptions that still stand for a volunteer's goods,
    in the order in which they were noted.
    """
    rows = Undelivered.objects.filter(
        round=round_code, member=member, item__in=items, remaining_milli__gt=0
    )
    return list(rows.order_by("id"))


def delivery_count() -> int:
    """Deliveries, part deliveries too."""
    return Delivered.objects.count()


def households_served() -> int:
    """Distinct households that got a delivery."""
    return Delivered.objects.values("household").distinct().count()


def count_differences() -> list[CountDifference]:
    """Differences of the store's count that nobody has explained."""
    return list(CountDifference.objects.exclude(difference_milli=0).order_by("item"))
