"""How figures are written."""

from linqiao.core.units import cost_fen

SECONDS_PER_HOUR = 3600


def person_hours(seconds: int) -> int | float:
    """Person-hours of seconds on duty: whole where they are whole (ruling 8).

    >>> person_hours(2934000)
    815
    """
    whole, rest = divmod(seconds, SECONDS_PER_HOUR)
    return seconds / SECONDS_PER_HOUR if rest else whole


def value_fen(lines: dict[str, int], prices_fen: dict[str, int]) -> int:
    """Value of an order at the prices first ordered;
    an item that was not ordered counts nothing.
    """
    return sum(
        cost_fen(quantity, prices_fen[item])
        for item, quantity in lines.items()
        if item in prices_fen
    )
