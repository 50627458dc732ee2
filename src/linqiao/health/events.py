"""What can happen in testing and disinfection."""

from typing import Annotated, Literal

from pydantic import Field

from linqiao.journal.events import Event
from linqiao.journal.fields import Code, Count, Day, Instant, Words
from linqiao.journal.rights import (
    COMMITTEE,
    COMMUNITY,
    COORDINATOR,
    SELF,
    VOLUNTEER,
    member,
    partner,
)

BUILDINGS_MAX = 500
TESTERS = (COORDINATOR, COMMUNITY, COMMITTEE, member("disinfect"))


class TestingOpen(Event, event="testing.open", may=TESTERS):
    """A testing session begins for some buildings (S5)."""

    code: Code
    date: Day
    place: Words
    mode: Literal["10in1", "20in1", "single"]
    buildings: Annotated[tuple[Code, ...], Field(max_length=BUILDINGS_MAX)]
    starts: Instant


class TestingHousehold(Event, event="testing.household", may=(*TESTERS, VOLUNTEER)):
    """A household has come: who is present is swabbed or excused."""

    session: Code
    household: Code
    present: Count
    swabbed: Count
    excused: Count


class TestingClose(Event, event="testing.close", may=TESTERS):
    """The session ends and its tubes are handed to a partner."""

    session: Code
    tubes: Count
    handed_to: Code


class TestingResult(Event, event="testing.result", may=(COORDINATOR, COMMUNITY, partner("lab"))):
    """How many of the tubes are abnormal; a later result corrects an earlier one."""

    session: Code
    tubes_abnormal: Count


class DisinfectLog(Event, event="disinfect.log", may=(COORDINATOR, member("disinfect"), SELF)):
    """A place was disinfected, with which agent, how strong and how long."""

    place: Words
    agent: Words
    mg_per_l: Count
    minutes: Count
    member: Code
