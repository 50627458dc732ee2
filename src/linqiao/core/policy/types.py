"""What a rule pack holds.  Values only; reading stands in ``packs.py``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

HAZARDS: Final = ("epidemic", "flood", "heat")
SERVICES: Final = ("door_delivery", "timed_pickup", "free_pickup")
# How far somebody may go: not out of the home, about the compound, out with a mask, anywhere.
LEAVES: Final = ("none", "within_compound", "masked", "free")
OUTSIDE_CHECKPOINT: Final = "outside_checkpoint"
WISHES: Final = (OUTSIDE_CHECKPOINT,)

Timing = Literal["in_force", "before_first", "after_last"]


class PackFault(ValueError):
    """A rule pack that cannot be read: names the file, the field and what would be right."""


@dataclass(frozen=True)
class ExitRule:
    """When a level may end: days or hours without anything new, a final round, what follows.

    Exactly one of the two counts is above zero.  ``notice`` names whose word lifts the level.
    """

    days_no_new: int
    hours_no_new: int
    final_round_required: bool
    next_level: str
    notice: str
    notice_zh: str
    reference: str


@dataclass(frozen=True)
class Bar:
    """A duty that a level bars, and what is open to the person instead."""

    wish: str
    openings: tuple[str, ...]
    openings_zh: tuple[str, ...]


@dataclass(frozen=True)
class LevelRules:
    """What a level means; ``is_exact`` is false where a stricter one is taken for an unknown one.

    ``exit_from`` holds the rule for a zone that was eased to this level from a stricter one, by
    that level's code; ``exit`` that of a zone set to this level at once.
    """

    code: str
    label: str
    label_zh: str
    measures: str
    measures_zh: str
    service: str
    may_leave: str
    bars: tuple[Bar, ...]
    exit: ExitRule | None
    exit_from: Mapping[str, ExitRule]
    is_exact: bool = True


@dataclass(frozen=True)
class Duty:
    """Something to be done, with its figures (by name, whole numbers) and where they come from."""

    code: str
    words: str
    words_zh: str
    figures: Mapping[str, int]
    reference: str


@dataclass(frozen=True)
class RulePack:
    """The rules of a hazard from a day on.

    ``timing`` says whether the day that was asked for lies in its time, or whether the pack is only
    the nearest one there is.
    """

    id: str
    hazard: str
    starts: date
    until: date | None
    title: str
    title_zh: str
    reference: str
    levels: Mapping[str, LevelRules]
    duties: tuple[Duty, ...]
    timing: Timing = "in_force"
