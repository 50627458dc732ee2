"""What can happen between the store and the door."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from linqiao.journal.events import Event, Stamp
from linqiao.journal.fields import Code, Milli, PositiveMilli, Sealed, SignedMilli
from linqiao.journal.rights import COORDINATOR, SELF, lead, member

LINES_MAX = 500
HOUSEHOLDS_MAX = 5000
CARRIERS = (COORDINATOR, lead("distribute"), SELF)


class Part(BaseModel):
    """Base of parts of payloads: nothing unknown, nothing changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class GoodsLine(Part):
    """A quantity of an item, in the item's selling unit."""

    code: Code
    qty: PositiveMilli


class CountedLine(Part):
    """How much of an item was counted."""

    code: Code
    qty: Milli


class AdjustedLine(Part):
    """A signed difference: below zero from the store to what is written off."""

    code: Code
    qty: SignedMilli


GoodsLines = Annotated[tuple[GoodsLine, ...], Field(min_length=1, max_length=LINES_MAX)]


class GoodsHandOut(
    Event, event="goods.hand_out", may=(COORDINATOR, member("distribute"), member("purchase"))
):
    """What the households are due passes from the store into a volunteer's hands."""

    round: Code
    member: Code
    households: Annotated[tuple[Code, ...], Field(min_length=1, max_length=HOUSEHOLDS_MAX)]


class Delivery(Event, event="delivery", may=CARRIERS):
    """Goods reach the household; without ``lines`` all that this member holds for it (ruling 9)."""

    round: Code
    household: Code
    member: Code
    lines: GoodsLines | None = None
    proof: Literal["door", "hand", "pickup"] | None = None


class DeliveryException(Event, event="delivery.exception", may=CARRIERS):
    """Goods do not reach the household as planned; the reason says what becomes of them."""

    round: Code
    household: Code
    member: Code
    reason: Literal["absent", "refused", "wrong_household", "damaged", "isolated"]
    lines: GoodsLines


class GoodsReturn(Event, event="goods.return", may=(*CARRIERS, member("purchase"))):
    """A volunteer brings goods back to the store (ruling 2)."""

    round: Code
    member: Code
    lines: GoodsLines


class StockCount(
    Event, event="stock.count", may=(COORDINATOR, member("distribute"), member("purchase"))
):
    """The store is counted; an item that the lines leave out was not counted (ruling 11)."""

    lines: Annotated[tuple[CountedLine, ...], Field(min_length=1, max_length=LINES_MAX)]


class StockAdjust(Event, event="stock.adjust", may=(COORDINATOR, lead("distribute"))):
    """A difference in the store is explained; signed, below zero is written off (ruling 11)."""

    lines: Annotated[tuple[AdjustedLine, ...], Field(min_length=1, max_length=LINES_MAX)]
    reason: Sealed

    def owner(self, stamp: Stamp) -> str:
        return "campaign"
