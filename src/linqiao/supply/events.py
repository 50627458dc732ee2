"""What can happen to rounds, purchases and payments."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from linqiao.journal.events import Event, Stamp
from linqiao.journal.fields import Code, Instant, Milli, PositiveFen, PositiveMilli, Sealed, Words
from linqiao.journal.rights import COORDINATOR, RESIDENT, SYSTEM, lead, member, partner

ITEMS_MAX = 500
BUYERS = (COORDINATOR, lead("purchase"))
TILL = (COORDINATOR, member("purchase"), member("order"))


class Part(BaseModel):
    """Base of parts of payloads: nothing unknown, nothing changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class RoundSet(Event, event="round.set", may=(SYSTEM, COORDINATOR), changes="rounds"):
    """A round as it is planned: what can be wished, from when to when.
    Opening it must agree with this.
    """

    code: Code
    items: Annotated[tuple[Code, ...], Field(min_length=1, max_length=ITEMS_MAX)]
    opens: Instant
    closes: Instant


class RoundOpen(Event, event="round.open", may=(COORDINATOR, lead("order"))):
    """A round begins to take wishes (S6)."""

    code: Code
    items: Annotated[tuple[Code, ...], Field(min_length=1, max_length=ITEMS_MAX)]
    opens: Instant
    closes: Instant
    kind: Literal["supply", "medicine"]
    mode: Words | None = None


class RoundClose(Event, event="round.close", may=(COORDINATOR, lead("order"))):
    """A round takes no more wishes."""

    code: Code


class RoundCancel(Event, event="round.cancel", may=(COORDINATOR,)):
    """A round is given up before anything is ordered; what was paid is owed back."""

    code: Code
    reason: Sealed


class RoundReport(Event, event="round.report", may=(COORDINATOR, lead("order"))):
    """The demand of a round, totalled by item, goes up to the community (S7)."""

    round: Code
    to: Words


class Payment(Event, event="payment", may=(RESIDENT, *TILL)):
    """A household pays, before or after delivery; ``fund``: the fund pays for it."""

    round: Code
    household: Code
    amount: PositiveFen
    method: Literal["wechat", "alipay", "cash", "fund"]
    reference: Sealed

    def owner(self, stamp: Stamp) -> str:
        return f"household:{self.household}"


class Refund(Event, event="refund", may=TILL):
    """A household gets back what it is owed."""

    round: Code
    household: Code
    amount: PositiveFen
    reference: Sealed

    def owner(self, stamp: Stamp) -> str:
        return f"household:{self.household}"


class OrderedLine(Part):
    """A quantity of an item at a price per selling unit."""

    code: Code
    qty: PositiveMilli
    price: PositiveFen


class PurchaseOrder(Event, event="purchase.order", may=BUYERS):
    """The round's demand, or a part of it, is ordered; the first order charges the households."""

    code: Code
    round: Code
    supplier: Code
    lines: Annotated[tuple[OrderedLine, ...], Field(min_length=1, max_length=ITEMS_MAX)]


class PurchasePrice(Event, event="purchase.price", may=BUYERS):
    """A price is changed before delivery; a lower one goes back to the households."""

    order: Code
    code: Code
    price: PositiveFen


class ReceivedLine(Part):
    """What of an item arrived good and damaged; the rest is short."""

    code: Code
    good: Milli
    damaged: Milli


class GoodsReceive(
    Event, event="goods.receive", may=(COORDINATOR, member("purchase"), member("distribute"))
):
    """Goods of an order arrive at the store. Source: S7; custody words of GS1 CBV (receiving,
    inspecting).
    """

    order: Code
    lines: Annotated[tuple[ReceivedLine, ...], Field(max_length=ITEMS_MAX)]


class SupplierPay(Event, event="supplier.pay", may=(COORDINATOR, member("purchase"))):
    """The supplier is paid from the till."""

    order: Code
    amount: PositiveFen
    reference: Sealed


class SupplierCredit(
    Event, event="supplier.credit", may=(COORDINATOR, member("purchase"), partner("supplier"))
):
    """The supplier lets some of its invoice go."""

    order: Code
    amount: PositiveFen
    reason: Sealed


class SentLine(Part):
    """A quantity of an item that goes back."""

    code: Code
    qty: PositiveMilli


class GoodsSendBack(Event, event="goods.send_back", may=(COORDINATOR, member("purchase"))):
    """Good stock that nobody is due goes back to its supplier; the invoice falls (ruling 2)."""

    order: Code
    lines: Annotated[tuple[SentLine, ...], Field(min_length=1, max_length=ITEMS_MAX)]
    reason: Sealed
