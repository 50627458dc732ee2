"""How long a patient's medicine lasts, and who is served first.

Source: domain facts 2.3 and story 10 of the medicine volunteers (the list is sorted by days left).
The limits of the tiers are the project's choice; no rule gives a figure.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

# Asking, prescribing and fetching take up to three days; a week leaves time for another pharmacy.
URGENT_DAYS_MAX: Final = 3
SOON_DAYS_MAX: Final = 7

# From the first to be served.  Who said nothing may be out already: they are asked before those
# who are known to have enough for some days.
TIERS: Final = ("out", "urgent", "unknown", "soon", "planned")


@dataclass(frozen=True)
class Supply:
    """What a patient said: for how many days there is some left, when, and whether it is urgent."""

    days_left: int | None
    said_on: date
    is_urgent: bool = False


def run_out_date(supply: Supply) -> date | None:
    """The first day without medicine; ``None`` if the patient did not say.

    Three days left, said on the first, cover the first, the second and the third.

    >>> run_out_date(Supply(3, date(2022, 9, 1)))
    datetime.date(2022, 9, 4)
    """
    if supply.days_left is None:
        return None
    assert supply.days_left >= 0, "days left are not below zero"
    return supply.said_on + timedelta(days=supply.days_left)


def days_left(supply: Supply, today: date) -> int | None:
    """Days that the medicine still lasts; 0 from the day it ran out, ``None`` if unknown.

    >>> days_left(Supply(3, date(2022, 9, 1)), date(2022, 9, 3))
    1
    """
    out = run_out_date(supply)
    return None if out is None else max(0, (out - today).days)


def urgency(supply: Supply, today: date) -> str:
    """The tier of a need on a day; one that is called urgent is never below ``urgent``.

    >>> urgency(Supply(3, date(2022, 9, 1)), date(2022, 9, 1))
    'urgent'
    """
    left = days_left(supply, today)
    if left == 0:
        return "out"
    if supply.is_urgent or (left is not None and left <= URGENT_DAYS_MAX):
        return "urgent"
    if left is None:
        return "unknown"
    return "soon" if left <= SOON_DAYS_MAX else "planned"


def turn(supply: Supply, today: date) -> tuple[int, int, date]:
    """A need's turn on the fetching list: lower comes first.

    The tier, in it the fewest days, in these who has waited longest.
    """
    left = days_left(supply, today)
    return (TIERS.index(urgency(supply, today)), 0 if left is None else left, supply.said_on)
