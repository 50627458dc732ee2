"""What an entry says while it is being read: lines in the making and reasons for doubt."""

from dataclasses import dataclass, field
from fractions import Fraction

from linqiao.core.intake.clause import Clause
from linqiao.core.intake.types import Line

MILLI = 1000
WHOLE_ORDER = "*"


@dataclass
class Draft:
    """A line that is being read; ``quantity`` is ``None`` while nothing was said."""

    code: str
    quantity: Fraction | None
    action: str


@dataclass
class Wish:
    """What an entry says: lines, reasons for doubt, whether there is any wish at all."""

    drafts: list[Draft] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    is_amendment: bool = False
    has_wish: bool = False
    clauses: tuple[Clause, ...] = ()
    at: tuple[int, int] | None = None  # the span that is being read
    causes: dict[str, tuple[int, int]] = field(default_factory=dict)

    def flag(self, reason: str) -> None:
        """Note a reason for doubt once, with the span that is being read."""
        if reason not in self.flags:
            self.flags.append(reason)
            if self.at is not None:
                self.causes[reason] = self.at

    def lines(self) -> tuple[Line, ...]:
        """The lines with quantities in thousandths; what cannot be written so is left at one."""
        return tuple(Line(d.code, _milli(d.quantity), d.action) for d in self.drafts if d.code)


def _milli(quantity: Fraction | None) -> int:
    value = Fraction(1) if quantity is None else quantity
    return int(value * MILLI)
