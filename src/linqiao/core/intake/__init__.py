"""Reading messages: from what people write to entries,
each either certain or flagged with its reason.
"""

from linqiao.core.intake.context import Context
from linqiao.core.intake.reader import read
from linqiao.core.intake.threads import Thread, read_thread
from linqiao.core.intake.types import (
    Building,
    Entry,
    Finding,
    Item,
    Line,
    Message,
    Reading,
    Resident,
    Round,
    Unit,
)

__all__ = [
    "Building",
    "Context",
    "Entry",
    "Finding",
    "Item",
    "Line",
    "Message",
    "Reading",
    "Resident",
    "Round",
    "Thread",
    "Unit",
    "read",
    "read_thread",
]
