"""What can happen on duty: posts, plans, swaps, check-in and check-out, notes."""

from typing import Annotated

from pydantic import Field

from linqiao.journal.events import Event
from linqiao.journal.fields import Code, Count, Instant, Sealed, Words
from linqiao.journal.rights import COORDINATOR, SELF, VOLUNTEER

MEMBERS_MAX = 200


class PostOpen(Event, event="post.open", may=(COORDINATOR,)):
    """A post where people stand duty (S4)."""

    code: Code
    name: Annotated[Words, Field(min_length=1)]
    place: Words


class ShiftPlan(Event, event="shift.plan", may=(COORDINATOR,)):
    """A shift of a post with the people who stand it.

    The same post and beginning again replaces the plan while nobody has checked in.
    """

    post: Code
    starts: Instant
    ends: Instant
    need: Count
    members: Annotated[tuple[Code, ...], Field(max_length=MEMBERS_MAX)]


class ShiftSwap(Event, event="shift.swap", may=(COORDINATOR, SELF)):
    """Somebody stands the shift in another's place."""

    post: Code
    starts: Instant
    from_: Annotated[Code, Field(alias="from")]
    to: Code

    @property
    def member(self) -> str:
        """Whose turn it was: the only one beside the coordinator who may give it away."""
        return self.from_


class ShiftCheckIn(Event, event="shift.check_in", may=(COORDINATOR, SELF)):
    """A planned person begins the shift, at the event's own time."""

    post: Code
    starts: Instant
    member: Code


class ShiftCheckOut(Event, event="shift.check_out", may=(COORDINATOR, SELF)):
    """A person ends the shift, at the event's own time."""

    post: Code
    starts: Instant
    member: Code


class ShiftNote(Event, event="shift.note", may=(COORDINATOR, VOLUNTEER)):
    """What the next shift of the post must know."""

    post: Code
    starts: Instant
    text: Sealed
