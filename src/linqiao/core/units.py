"""Exact numbers: money in integer fen, quantities in integer thousandths of the selling unit.

Text is read and written here and nowhere else, so that no float ever touches an amount.
"""

import re
from typing import Final

MILLI: Final = 1000
AMOUNT_FEN_MAX: Final = 10**12
QUANTITY_MILLI_MAX: Final = 10**12

_YUAN = re.compile(r"-?[0-9]{1,10}\.[0-9]{2}")
_QUANTITY = re.compile(r"-?[0-9]{1,9}(\.[0-9]{0,2}[1-9])?")


def parse_yuan(text: str) -> int:
    """Fen of an amount in yuan with exactly two decimals; ``ValueError`` says what would be right.

    >>> parse_yuan("22901.70")
    2290170
    """
    if not isinstance(text, str) or not _YUAN.fullmatch(text):
        raise ValueError('an amount in yuan with two decimals as text, such as "12.50"')
    return int(text.replace(".", ""))


def format_yuan(fen: int) -> str:
    """Yuan with two decimals.

    >>> format_yuan(-14110)
    '-141.10'
    """
    whole, cents = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole}.{cents:02d}"


def parse_quantity(text: str) -> int:
    """Thousandths of a decimal quantity of at most three decimals, without trailing zeros.

    >>> parse_quantity("1.5")
    1500
    """
    if not isinstance(text, str) or not _QUANTITY.fullmatch(text):
        raise ValueError(
            'a decimal quantity as text with at most three decimals, such as "2" or "1.5"'
        )
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    whole, _, fraction = digits.partition(".")
    return sign * (int(whole) * MILLI + int(fraction.ljust(3, "0")))


def format_quantity(milli: int) -> str:
    """Decimal text without trailing zeros.

    >>> format_quantity(34500)
    '34.5'
    """
    whole, rest = divmod(abs(milli), MILLI)
    fraction = f".{rest:03d}".rstrip("0") if rest else ""
    return f"{'-' if milli < 0 else ''}{whole}{fraction}"


def cost_fen(quantity_milli: int, price_fen: int) -> int:
    """Price of a quantity in fen, half a fen rounded away from zero, one line at a time.

    Every sum in the books is a sum of such lines, so a rounded fen is never lost between two
    totals.

    >>> cost_fen(500, 185)
    93
    """
    product = quantity_milli * price_fen
    rounded = (abs(product) + MILLI // 2) // MILLI
    return rounded if product >= 0 else -rounded


def split_fen(total_fen: int, weights: list[int]) -> list[int]:
    """Split an amount by whole weights so that the parts add up; the first parts get what is left
    over.

    >>> split_fen(1000, [1, 1, 1])
    [334, 333, 333]
    """
    assert all(weight >= 0 for weight in weights)
    assert sum(weights) > 0
    whole = sum(weights)
    parts = [total_fen * weight // whole for weight in weights]
    for place in range(total_fen - sum(parts)):
        parts[place] += 1
    return parts
