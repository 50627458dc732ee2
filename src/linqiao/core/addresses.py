"""The order of addresses: building, unit and room as numbers."""

from typing import Final

# Python refuses to read an endless number; no building, unit or room has so many digits.
DIGITS_MAX: Final = 18


def address_key(household: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key of a household code such as ``3-2-501``; it takes any text and never raises.

    A part that is a number is compared as a number; one that is not (``A座``, ``甲``) comes after
    all numbers, by its text.  Source: campaign contract, "Shortage".

    >>> sorted(["10-1-101", "甲-1-101", "2-1-1101", "2-1-201"], key=address_key)
    ['2-1-201', '2-1-1101', '10-1-101', '甲-1-101']
    """
    return tuple(_part_key(part) for part in household.split("-"))


def _part_key(part: str) -> tuple[int, int, str]:
    # The text comes last, so that 08 and 8 stand in the same order on every machine.
    if part.isdecimal() and len(part) <= DIGITS_MAX:
        return (0, int(part), part)
    return (1, 0, part)
