"""Names of accounts, as the campaign contract gives them (fine point "Accounts", rulings 6 and 7).

Goods: where things are. Money: ``household`` above zero owes, below zero is owed; ``supplier``
below zero is owed by us; ``cash`` is the till; ``fund`` above zero is what the fund has borne.
"""

from typing import Final

ORIGIN: Final = "origin"
STORE: Final = "store"
WRITTEN_OFF: Final = "written_off"
CASH: Final = "cash"
FUND: Final = "fund"


def supplier(code: str) -> str:
    """Goods ordered and not received; money owed to the supplier (below zero)."""
    return f"supplier:{code}"


def hands(volunteer: str) -> str:
    """Goods in a volunteer's hands."""
    return f"hands:{volunteer}"


def household(address: str) -> str:
    """Goods that a household has; money that it owes (above zero) or is owed."""
    return f"household:{address}"


def returned(code: str) -> str:
    """Goods sent back to a supplier."""
    return f"returned:{code}"
