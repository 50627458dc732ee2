"""The order of addresses: building, unit and room as numbers."""


def address_key(household: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key of a household code; parts that are no number come after those that are.

    >>> sorted(["10-1-101", "2-1-1101", "2-1-201"], key=address_key)
    ['2-1-201', '2-1-1101', '10-1-101']
    """
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in household.split("-"))
