"""What can be said: to and by outside partners, and by residents."""

from typing import Annotated, Literal

from pydantic import Field

from linqiao.journal.events import Event, Stamp
from linqiao.journal.fields import Code, Day, Sealed, Words
from linqiao.journal.rights import (
    COMMITTEE,
    COMMUNITY,
    COORDINATOR,
    GROUPS,
    RESIDENT,
    VOLUNTEER,
    lead,
)
from linqiao.journal.seal import CAMPAIGN
from linqiao.places.queries import households
from linqiao.voice.queries import owner_of

SPEAKERS = (COORDINATOR, COMMITTEE, *(lead(group) for group in GROUPS))


class Liaison(Event, event="liaison", may=(*SPEAKERS, COMMUNITY)):
    """A talk with an outside partner (S11).

    ``follow_up`` is the day by which an answer is expected; ``closes`` names the earlier talk that
    this one answers.
    """

    with_: Annotated[Code, Field(alias="with")]
    direction: Literal["in", "out"]
    text: Sealed
    follow_up: Day | None = None
    closes: Code | None = None


class Feedback(Event, event="feedback", may=(COORDINATOR, COMMITTEE, VOLUNTEER, RESIDENT)):
    """What a resident has to say (S12); ``about`` may name a volunteer, a need or anything else."""

    household: Code | None = None
    kind: Literal["thanks", "like", "complaint", "suggestion"]
    text: Sealed
    about: Words | None = None

    def owner(self, stamp: Stamp) -> str:
        household = self.household or (stamp.by if stamp.by in households() else None)
        return CAMPAIGN if household is None else f"household:{household}"


class FeedbackAnswer(Event, event="feedback.answer", may=(*SPEAKERS, COMMUNITY)):
    """An answer to a feedback; a later one replaces it."""

    about: Code
    text: Sealed

    def owner(self, stamp: Stamp) -> str:
        return owner_of(self.about)
