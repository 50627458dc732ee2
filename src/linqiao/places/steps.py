"""Writes of places that several handlers share."""

from django.db.models import F

from linqiao.places.models import Household


def count_people(household: str, change: int, is_special: bool) -> None:
    """Keep a household's number of people and whether it has a special-care flag."""
    Household.objects.filter(code=household).update(
        people=F("people") + change, is_special=is_special
    )
