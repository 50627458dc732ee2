"""Who may record what, as a matrix: every event type against everyone who may stand at the door.

``python -m tests.house.matrix`` writes ``golden/rights.json`` anew; read the difference before it
is committed: it says in one line what somebody may do from now on.
"""

import json
from pathlib import Path
from typing import Any, Final

from linqiao.journal.events import TYPES, Event
from linqiao.journal.rights import (
    AUDITOR,
    COMMITTEE,
    COMMUNITY,
    COORDINATOR,
    GROUPS,
    RESIDENT,
    SYSTEM,
    VOLUNTEER,
    Actor,
    may_record,
)

GOLDEN: Final = Path(__file__).with_name("golden") / "rights.json"
PARTNERS: Final = ("supplier", "pharmacy", "hospital", "community", "committee", "lab")
HOME, MEMBER = "1-1-101", "V01"
ELSEWHERE, ANOTHER = "1-1-102", "V02"


def roles(*names: str) -> frozenset[str]:
    return frozenset(names)


ACTORS: Final[dict[str, Actor]] = {
    "nobody": Actor("X1"),
    "system": Actor("system", roles(SYSTEM)),
    "coordinator": Actor("V09", roles(COORDINATOR)),
    "committee": Actor("CT1", roles(COMMITTEE)),
    "community": Actor("CM1", roles(COMMUNITY)),
    "auditor": Actor("A1", roles(AUDITOR)),
    "volunteer": Actor(ANOTHER, roles(VOLUNTEER), household=ELSEWHERE),
    "volunteer themself": Actor(MEMBER, roles(VOLUNTEER), household=HOME),
    "resident": Actor("R2", roles(RESIDENT), household=ELSEWHERE),
    "resident of the household": Actor("R1", roles(RESIDENT), household=HOME),
    **{
        f"member of {group}": Actor("V05", roles("group_member"), groups=roles(group))
        for group in GROUPS
    },
    **{
        f"lead of {group}": Actor("V06", roles("group_lead"), leads=roles(group))
        for group in GROUPS
    },
    **{f"partner: {kind}": Actor("P1", partner_kind=kind) for kind in PARTNERS},
}


def stand_in(kind: type[Event]) -> Event:
    """An event of this type about ``HOME`` and ``MEMBER``; rights look at nothing else."""
    values: dict[str, Any] = {"household": HOME, "member": MEMBER, "code": MEMBER}
    return kind.model_construct(**{k: v for k, v in values.items() if k in kind.model_fields})


def matrix() -> dict[str, list[str]]:
    """Event type -> everyone who may record it."""
    return {
        name: [who for who, actor in ACTORS.items() if may_record(kind.may, actor, stand_in(kind))]
        for name, kind in sorted(TYPES.items())
    }


def write() -> None:
    rows = ",\n".join(
        f" {json.dumps(name)}: {json.dumps(who, ensure_ascii=False)}"
        for name, who in matrix().items()
    )
    GOLDEN.write_text(f"{{\n{rows}\n}}\n")


if __name__ == "__main__":
    import django

    from linqiao.journal.events import load_slices

    django.setup()
    load_slices()
    write()
