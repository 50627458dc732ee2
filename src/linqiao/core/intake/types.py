"""What the reader is given and what it returns: plain frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction


@dataclass(frozen=True)
class Item:
    """An item of the catalogue; ``packs`` gives other units in selling units."""

    code: str
    label: str
    name: str
    aliases: tuple[str, ...]
    category: str
    unit: str
    price_fen: int
    packs: Mapping[str, Fraction]
    step_milli: int
    max_milli: int | None
    rx: bool


@dataclass(frozen=True)
class Unit:
    """A stairway with its rooms."""

    code: str
    rooms: tuple[str, ...]


@dataclass(frozen=True)
class Building:
    """A building with what neighbours call it."""

    code: str
    aliases: tuple[str, ...]
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class Resident:
    """A person of a household."""

    household: str
    name: str


@dataclass(frozen=True)
class Round:
    """What can be wished, and until when."""

    code: str
    items: tuple[str, ...]
    opens: datetime
    closes: datetime


@dataclass(frozen=True)
class Message:
    """A text as it came in; ``sender`` is the group nickname."""

    id: str
    round: str
    channel: str
    sender: str | None
    at: datetime
    text: str


@dataclass(frozen=True)
class Line:
    """A quantity of an item and what is to be done with it: order, add, set or cancel."""

    code: str
    quantity_milli: int
    action: str


@dataclass(frozen=True)
class Finding:
    """A span of the original text and what it was read as."""

    start: int
    end: int
    kind: str
    value: str = ""


@dataclass(frozen=True)
class Entry:
    """One wish as it was read: where it stands, whose it is, what it says,
    what is uncertain about it.
    """

    line: int
    start: int
    end: int
    household: str | None
    contact: str | None
    lines: tuple[Line, ...]
    flags: tuple[str, ...]
    repeated: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether nothing about the entry is uncertain."""
        return not self.flags


@dataclass(frozen=True)
class Reading:
    """The reading of one message."""

    kinds: tuple[str, ...]
    entries: tuple[Entry, ...]
