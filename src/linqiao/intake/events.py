"""What can happen at intake."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from linqiao.intake.rules import text_pieces
from linqiao.journal.events import Event, Stamp
from linqiao.journal.fields import Code, Milli, Sealed
from linqiao.journal.rights import COORDINATOR, RESIDENT, VOLUNTEER, lead, member
from linqiao.journal.seal import CAMPAIGN

LINES_MAX = 500


class WishLine(BaseModel):
    """A quantity of an item, in the item's selling unit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Code
    qty: Milli


Wishes = Annotated[tuple[WishLine, ...], Field(max_length=LINES_MAX)]


class Message(Event, event="message", may=(VOLUNTEER, RESIDENT, COORDINATOR)):
    """A text that came in for a round; what is certain in it becomes requests (S6)."""

    round: Code
    channel: Literal["jielong", "chat", "form", "phone_note", "sheet_row"]
    sender: Sealed | None
    text: Sealed

    def owner(self, stamp: Stamp) -> str:
        return f"text:{stamp.id}"

    def pieces(self, field: str, stamp: Stamp) -> list[tuple[str, str]] | None:
        if field != "text":
            return None
        return text_pieces(self.text.text, stamp.outcome.get("entries", ()), self.owner(stamp))


class EntrySettle(Event, event="entry.settle", may=(COORDINATOR, member("order"))):
    """A person settles a flagged entry: whose it is and what is ordered."""

    message: Code
    entry: Annotated[int, Field(strict=True, ge=0)]
    household: Code
    lines: Wishes


class EntryDismiss(Event, event="entry.dismiss", may=(COORDINATOR, member("order"))):
    """A person finds that a flagged entry is no order."""

    message: Code
    entry: Annotated[int, Field(strict=True, ge=0)]
    reason: Sealed

    def owner(self, stamp: Stamp) -> str:
        return f"text:{self.message}"


class EntryConfirm(Event, event="entry.confirm", may=(COORDINATOR, member("order"))):
    """A person has looked at an accepted entry that the second reader doubts, and finds it right;
    a wrong one is put right by ``request.change``.
    """

    message: Code
    entry: Annotated[int, Field(strict=True, ge=0)]


class RequestChange(Event, event="request.change", may=(COORDINATOR, lead("order"))):
    """A household's whole order is replaced before the round is ordered."""

    round: Code
    household: Code
    lines: Wishes
    reason: Sealed

    def owner(self, stamp: Stamp) -> str:
        return f"household:{self.household}"


class LessonLearn(
    Event, event="lesson.learn", may=(COORDINATOR, member("order")), changes="lessons"
):
    """A person teaches the reader: from now on ``words`` are certain in this compound.

    ``alias``: a word for an item (``means``: its code); ``nickname``: a group nickname without an
    address, ``spelling``: how a household writes where it lives (``means``: the household).
    ``message`` and ``entry`` name the flagged entry that it was learned from.
    """

    kind: Literal["alias", "nickname", "spelling"]
    words: Sealed
    means: Code
    message: Code | None = None
    entry: Annotated[int, Field(strict=True, ge=0)] | None = None

    def owner(self, stamp: Stamp) -> str:
        return CAMPAIGN if self.kind == "alias" else f"household:{self.means}"


class LessonForget(
    Event, event="lesson.forget", may=(COORDINATOR, member("order")), changes="lessons"
):
    """A lesson is taken back; what was read by it stays as it was."""

    lesson: Code
