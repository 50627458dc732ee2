"""Flags of special care that a resident may carry: the one list of them.

Source: intake contract, the context folder.
"""

from typing import Final

SPECIAL_CARE: Final = (
    "elder_alone",
    "disabled",
    "pregnant",
    "infant",
    "dialysis",
    "chronic",
    "minor_alone",
)


def unknown_flags(text: str) -> list[str]:
    """What of a resident's flags (``dialysis|infant``, or empty) is on no list.

    >>> unknown_flags("dialysis|tall")
    ['tall']
    """
    return [flag for flag in text.split("|") if flag not in SPECIAL_CARE] if text else []
