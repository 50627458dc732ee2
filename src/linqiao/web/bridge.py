"""Drawing the reconciliation bridge: piers, the arches between them, and what each arch says.

A full arch: the same on both sides. A broken arch: the difference is named. A dotted arch: under
way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from django.utils.translation import gettext as _

from linqiao.bulletins.glance import BridgePier
from linqiao.core.words import gettext_noop
from linqiao.web.labels import quantity

# Wide drawing (desktop, print) and tall drawing (phone), in units of their view boxes.
WIDE_STEP: Final = 180
WIDE_FOOT: Final = 112
WIDE_RADIUS: Final = 84
TALL_STEP: Final = 80
TALL_LINE: Final = 40
TALL_BULGE: Final = 30
HALF_LINE: Final = 11

# By the pier on the right: what is lost for good, what is under way, what a surplus means.
GAPS: Final = {
    "reported": (
        gettext_noop("fewer"),
        gettext_noop("not reported"),
        gettext_noop("taken off since"),
    ),
    "ordered": (gettext_noop("fewer"), gettext_noop("not ordered"), gettext_noop("more ordered")),
    "received": (
        gettext_noop("short, damaged"),
        gettext_noop("to arrive"),
        gettext_noop("too many"),
    ),
    "handed_out": (
        gettext_noop("written off"),
        gettext_noop("in the store"),
        gettext_noop("too many"),
    ),
    "delivered": (
        gettext_noop("door damage"),
        gettext_noop("on the way"),
        gettext_noop("too many"),
    ),
}
OTHERWISE: Final = (gettext_noop("fewer"), gettext_noop("fewer"), gettext_noop("more"))


@dataclass(frozen=True)
class Pier:
    """A pier with its places in both drawings."""

    key: str
    label: str
    value: str
    x: int
    y: int


@dataclass(frozen=True)
class Arch:
    """What stands between two piers; ``kind`` is equal, gap or wait; ``rest`` is under way beside a
    loss.

    ``line`` and ``rest_line`` are where the words and the rest stand in the tall drawing.
    """

    kind: str
    amount: str
    words: str
    rest: str
    x: int
    line: int
    rest_line: int
    wide_path: str
    tall_path: str


@dataclass(frozen=True)
class Bridge:
    """The whole drawing; ``spoken`` reads it out."""

    piers: tuple[Pier, ...]
    arches: tuple[Arch, ...]
    wide_width: int
    tall_height: int
    spoken: str


def drawn(piers: Sequence[BridgePier]) -> Bridge:
    """Places, paths and words of the bridge; nothing here is measured in a browser."""
    placed = tuple(
        Pier(
            pier.key,
            _(pier.label),
            quantity(pier.quantity_milli),
            WIDE_STEP // 2 + place * WIDE_STEP,
            TALL_LINE // 2 + place * TALL_STEP,
        )
        for place, pier in enumerate(piers)
    )
    arches = tuple(_arch(left, right, place) for place, (left, right) in enumerate(pairwise(piers)))
    return Bridge(
        placed,
        arches,
        WIDE_STEP * max(1, len(placed)),
        TALL_STEP * max(0, len(placed) - 1) + TALL_LINE,
        _spoken(placed, arches),
    )


def _arch(left: BridgePier, right: BridgePier, place: int) -> Arch:
    x = WIDE_STEP // 2 + place * WIDE_STEP
    y = TALL_LINE // 2 + place * TALL_STEP
    wide = f"M{x} {WIDE_FOOT}A{WIDE_STEP // 2} {WIDE_RADIUS} 0 0 1 {x + WIDE_STEP} {WIDE_FOOT}"
    tall = f"M12 {y}A{TALL_BULGE} {TALL_STEP // 2} 0 0 1 12 {y + TALL_STEP}"
    kind, amount, words, rest = _verdict(left, right)
    middle = y + TALL_STEP // 2
    line, rest_line = (middle - HALF_LINE, middle + HALF_LINE) if rest else (middle, middle)
    return Arch(kind, amount, words, rest, x + WIDE_STEP // 2, line, rest_line, wide, tall)


def _verdict(left: BridgePier, right: BridgePier) -> tuple[str, str, str, str]:
    """(kind, amount, words, rest): what is lost or gained has a sign,
    what is under way has none.
    """
    lost, waiting, surplus = GAPS.get(right.key, OTHERWISE)
    missing = left.quantity_milli - right.quantity_milli
    if missing == 0:
        return "equal", "=", _("equal"), ""
    if missing < 0:
        return "gap", "+" + quantity(-missing), _(surplus), ""
    if right.lost_milli == 0:
        return "wait", quantity(missing), _(waiting), ""
    rest = missing - right.lost_milli
    beside = f"{_(waiting)} {quantity(rest)}" if rest else ""
    return "gap", "−" + quantity(right.lost_milli), _(lost), beside


def _spoken(piers: tuple[Pier, ...], arches: tuple[Arch, ...]) -> str:
    """The row of numbers as one sentence, for those who hear the page."""
    pieces = [f"{pier.label} {pier.value}" for pier in piers]
    for place, arch in enumerate(arches):
        pieces[place + 1] = f"{_aloud(arch)}; {pieces[place + 1]}"
    return _("Reconciliation bridge: %(steps)s.") % {"steps": "; ".join(pieces)}


def _aloud(arch: Arch) -> str:
    if arch.kind == "equal":
        return arch.words
    words = f"{arch.words} {arch.amount.lstrip('−+')}"
    return f"{words}, {arch.rest}" if arch.rest else words
