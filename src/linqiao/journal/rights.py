"""Rights as data: each event type names the grants that may record it;
this file says what a grant means.
"""

from dataclasses import dataclass, field
from typing import Any, Final

COORDINATOR: Final = "coordinator"
VOLUNTEER: Final = "volunteer"
COMMITTEE: Final = "committee"
COMMUNITY: Final = "community"
RESIDENT: Final = "resident"
AUDITOR: Final = "auditor"
SYSTEM: Final = "system"
ROLES: Final = (COORDINATOR, "group_lead", VOLUNTEER, COMMITTEE, COMMUNITY, RESIDENT, AUDITOR)
SELF: Final = "self"
GROUPS: Final = ("order", "purchase", "medicine", "disinfect", "distribute")


def lead(group: str) -> str:
    """Grant of the person who leads a group."""
    return f"lead:{group}"


def member(group: str) -> str:
    """Grant of everybody in a group, its lead included."""
    return f"member:{group}"


def partner(kind: str) -> str:
    """Grant of an outside partner of a kind, such as a hospital or a laboratory."""
    return f"partner:{kind}"


@dataclass(frozen=True)
class Actor:
    """Who stands at the door. ``trusted`` is a replayed record: who did it is taken as recorded."""

    code: str
    roles: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    household: str = ""
    partner_kind: str = ""
    trusted: bool = field(default=False)


REPLAY: Final = Actor("system", frozenset({SYSTEM}), trusted=True)


def permits(grant: str, actor: Actor, event: Any) -> bool:  # any event's own fields are looked at
    """Whether one grant covers this actor for this event.

    ``resident`` covers a resident's own household only; ``self`` an event whose member, or whose
    own code, is the actor's.
    """
    kind, _, which = grant.partition(":")
    match kind:
        case "lead":
            return which in actor.leads
        case "member":
            return which in actor.groups or which in actor.leads
        case "partner":
            return actor.partner_kind == which
        case "self":
            person = getattr(event, "member", None) or getattr(event, "code", None)
            return VOLUNTEER in actor.roles and person == actor.code
        case "resident":
            # A volunteer's household is sealed, all others are plain: both are compared as text.
            return (
                RESIDENT in actor.roles
                and str(getattr(event, "household", actor.household)) == actor.household
            )
        case _:
            return kind in actor.roles


def may_record(grants: tuple[str, ...], actor: Actor, event: Any) -> bool:  # any event's own fields
    """Whether any of the grants lets this actor record this event."""
    return actor.trusted or any(permits(grant, actor, event) for grant in grants)
