"""The order in which things flow: slices from left to right, each may use what stands before it."""

from typing import Final

FLOW: Final = (
    "places",
    "people",
    "catalogue",
    "intake",
    "supply",
    "delivery",
    "medicine",
    "health",
    "duty",
    "care",
    "voice",
    "bulletins",
    "handover",
)
