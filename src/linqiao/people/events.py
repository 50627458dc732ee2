"""What can happen to people."""

from typing import Annotated, Literal

from pydantic import Field

from linqiao.journal.events import Event, Stamp
from linqiao.journal.fields import Code, Instant, Sealed, SealedValue, Words
from linqiao.journal.rights import (
    COMMITTEE,
    COMMUNITY,
    COORDINATOR,
    RESIDENT,
    SELF,
    SYSTEM,
    VOLUNTEER,
)

MEMBERS_MAX = 5000
Group = Literal["order", "purchase", "medicine", "disinfect", "distribute"]
Members = Annotated[tuple[Code, ...], Field(min_length=1, max_length=MEMBERS_MAX)]
Role = Literal["party_member", "committee", "resident", "supporter"]


class PartnerSet(Event, event="partner.set", may=(SYSTEM, COORDINATOR), changes="partners"):
    """An outside partner; the same code again replaces it."""

    code: Code
    kind: Literal["supplier", "pharmacy", "hospital", "community", "committee", "lab", "disposal"]
    name: Words
    phone: Sealed
    note: Sealed

    def owner(self, stamp: Stamp) -> str:
        return f"partner:{self.code}"


class VolunteerReport(Event, event="volunteer.report", may=(VOLUNTEER, RESIDENT, COORDINATOR)):
    """Someone reports as a volunteer; a wish that the zone's rules bar is answered with the rule
    (S2).
    """

    code: Code
    name: Sealed
    household: Sealed
    roles: Annotated[tuple[Role, ...], Field(max_length=10)]
    skills: SealedValue
    phone: Sealed
    wants: Literal["outside_checkpoint"] | None = None

    def owner(self, stamp: Stamp) -> str:
        return f"person:{self.code}"


class CommitteeConsent(Event, event="committee.consent", may=(COMMITTEE,)):
    """The homeowners' committee consents; needed before a team is formed."""

    text: Sealed


class TeamForm(Event, event="team.form", may=(COORDINATOR, COMMITTEE)):
    """The first team."""

    members: Members


class GroupForm(Event, event="group.form", may=(COORDINATOR,)):
    """One of the five service groups, with its lead."""

    code: Group
    lead: Code
    members: Members


class GroupJoin(Event, event="group.join", may=(COORDINATOR, VOLUNTEER)):
    """A volunteer joins a group."""

    group: Code
    member: Code


class GroupLeave(Event, event="group.leave", may=(COORDINATOR, VOLUNTEER)):
    """A volunteer leaves a group."""

    group: Code
    member: Code


class VolunteerStandDown(Event, event="volunteer.stand_down", may=(SELF, COORDINATOR, COMMUNITY)):
    """A volunteer can serve no more; what the person was responsible for shows until another takes
    it.
    """

    code: Code
    reason: Literal["positive", "close_contact", "ill", "left"]


class TaskAssign(Event, event="task.assign", may=(COORDINATOR, VOLUNTEER)):
    """A task with exactly one responsible person; an open code is assigned anew (ruling 11)."""

    code: Code
    group: Code
    title: Sealed
    responsible: Code
    due: Instant | None = None


class TaskDone(Event, event="task.done", may=(COORDINATOR, VOLUNTEER)):
    """A task is done."""

    code: Code
    note: Sealed | None = None
