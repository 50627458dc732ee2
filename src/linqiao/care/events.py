"""What can happen to a care case; what is said about people is sealed for their household."""

from typing import Annotated

from pydantic import Field

from linqiao.care.queries import owner_of
from linqiao.journal.events import Event, Stamp
from linqiao.journal.fields import Code, Sealed, Words
from linqiao.journal.rights import COMMITTEE, COMMUNITY, COORDINATOR, RESIDENT, VOLUNTEER

CARERS = (COORDINATOR, COMMITTEE, COMMUNITY, VOLUNTEER)


class CareOpen(Event, event="care.open", may=(*CARERS, RESIDENT)):
    """Somebody of a household needs care (S10): ``kind`` is a word for lists, ``text`` says it."""

    code: Code
    household: Code
    kind: Annotated[Words, Field(min_length=1)]
    text: Sealed

    def owner(self, stamp: Stamp) -> str:
        return f"household:{self.household}"


class CareAct(Event, event="care.act", may=CARERS):
    """Something was done for a case; it may be noted after the case was closed."""

    code: Code
    text: Sealed

    def owner(self, stamp: Stamp) -> str:
        return owner_of(self.code)


class CareClose(Event, event="care.close", may=(COORDINATOR, COMMITTEE, COMMUNITY)):
    """A case ends."""

    code: Code
    outcome: Sealed

    def owner(self, stamp: Stamp) -> str:
        return owner_of(self.code)
