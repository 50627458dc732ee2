"""Decisions of medicine: how a need goes on, what may be bought, what may be delivered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from linqiao.core.refusal import Refusal
from linqiao.core.units import MILLI, format_quantity
from linqiao.core.words import gettext_noop

# State machine of a need: (stage, what happens) -> next stage.
# Source: campaign contract, "Medicine", rulings 11 and 13.  A second pharmacy may be asked, and a
# second purchase made, at any stage but the last.
NEED: Final[Mapping[tuple[str, str], str]] = {
    ("open", "prescribe"): "open",
    ("open", "source"): "sourcing",
    ("open", "promise"): "promised",
    ("open", "escalate"): "open",
    ("open", "buy"): "bought",
    ("open", "close"): "closed",
    ("sourcing", "prescribe"): "sourcing",
    ("sourcing", "source"): "sourcing",
    ("sourcing", "promise"): "promised",
    ("sourcing", "escalate"): "sourcing",
    ("sourcing", "buy"): "bought",
    ("sourcing", "close"): "closed",
    ("promised", "prescribe"): "promised",
    ("promised", "source"): "sourcing",
    ("promised", "promise"): "promised",
    ("promised", "escalate"): "promised",
    ("promised", "buy"): "bought",
    ("promised", "close"): "closed",
    ("bought", "prescribe"): "bought",
    ("bought", "source"): "bought",
    ("bought", "promise"): "bought",
    ("bought", "escalate"): "bought",
    ("bought", "buy"): "bought",
    ("bought", "deliver_part"): "bought",
    ("bought", "deliver_all"): "delivered",
    ("bought", "close"): "closed",
    ("delivered", "prescribe"): "delivered",
    ("delivered", "source"): "delivered",
    ("delivered", "promise"): "delivered",
    ("delivered", "escalate"): "delivered",
    ("delivered", "buy"): "bought",
    ("delivered", "close"): "closed",
}
STAGES: Final = ("open", "sourcing", "promised", "bought", "delivered", "closed")
SOURCE_STEP: Final[Mapping[str, str]] = {
    "asked": "source",
    "has_not": "source",
    "has": "promise",
    "promised": "promise",
}


@dataclass(frozen=True)
class Boxes:
    """What a need has come to; ``allowed_milli`` is ``None`` before any prescription came."""

    prescription: str
    allowed_milli: int | None
    bought: int
    delivered: int


def check_open(stage: str, need: str) -> None:
    """Refuse ``wrong_state`` anything that happens to a closed need."""
    if stage == "closed":
        raise Refusal(
            "wrong_state",
            gettext_noop("Need %(need)s is closed. Record a new one if there is one again."),
            need=need,
        )


def next_stage(stage: str, step: str, need: str) -> str:
    """The stage of a need after a step; ``wrong_state`` once it is closed.

    >>> next_stage("sourcing", "buy", "M001")
    'bought'
    """
    check_open(stage, need)
    assert (stage, step) in NEED, (stage, step)
    return NEED[stage, step]


def check_purchase(boxes: Boxes, more: int) -> None:
    """Refuse a purchase without a needed prescription, or of more than prescriptions allow.

    ``not_allowed`` and ``exceeds``.  Needs with ``have`` or ``none`` have no limit (ruling 11).
    """
    if boxes.prescription != "needed":
        return
    if boxes.allowed_milli is None:
        raise Refusal(
            "not_allowed",
            gettext_noop("This medicine needs a prescription. Record the hospital's first."),
        )
    if (boxes.bought + more) * MILLI > boxes.allowed_milli:
        raise Refusal(
            "exceeds",
            gettext_noop("%(boxes)s boxes in all, but the prescriptions allow %(allowed)s."),
            boxes=boxes.bought + more,
            allowed=format_quantity(boxes.allowed_milli),
        )


def delivery_step(boxes: Boxes, more: int) -> str:
    """Whether a delivery hands over all that was bought; refused as ``exceeds`` beyond that.

    >>> delivery_step(Boxes("none", None, bought=3, delivered=1), 2)
    'deliver_all'
    """
    left = boxes.bought - boxes.delivered
    if more > left:
        raise Refusal(
            "exceeds",
            gettext_noop("%(boxes)s boxes are more than the %(left)s that are left to deliver."),
            boxes=more,
            left=left,
        )
    return "deliver_all" if more == left else "deliver_part"
