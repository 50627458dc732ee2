"""Writes of places that several handlers share."""

from linqiao.places.models import Household


def count_people(household: str, change: int, is_special: bool) -> None:
    """Keep a household's number of people and whether it has a special-care flag."""
    row = Household.objects.find(code=household)
    assert row is not None, household
    row.people, row.is_special = row.people + change, is_special
    row.save(update_fields=["people", "is_special"])
