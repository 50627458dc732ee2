"""What can happen to the catalogue."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from linqiao.journal.events import Event
from linqiao.journal.fields import Code, PositiveFen, Words
from linqiao.journal.rights import COORDINATOR, SYSTEM, lead

Fraction = Annotated[
    str, StringConstraints(strict=True, pattern=r"^[0-9]+([./][0-9]+)?$", max_length=40)
]
Decimal = Annotated[
    str, StringConstraints(strict=True, pattern=r"^[0-9]+(\.[0-9]+)?$", max_length=40)
]


class ItemSet(
    Event, event="item.set", may=(SYSTEM, COORDINATOR, lead("purchase")), changes="catalogue"
):
    """An item with the fields of the catalogue file; the same code again replaces it.

    ``packs`` gives other units in selling units (``箱=12|个=1/30``), ``step`` the smallest step,
    ``max`` the most per household and round (empty: none), ``rx`` is 1 for a medicine that needs a
    prescription.
    """

    code: Code
    label: Words
    name: Annotated[Words, Field(min_length=1)]
    aliases: Words
    category: Words
    unit: Annotated[Words, Field(min_length=1)]
    price: PositiveFen
    packs: Words
    step: Decimal
    max: Decimal | Literal[""]
    rx: Literal["0", "1"]
