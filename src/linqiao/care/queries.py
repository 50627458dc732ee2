"""What others read of care."""

from dataclasses import dataclass
from datetime import datetime

from linqiao.care.models import Act, Case
from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop
from linqiao.journal.fields import Sealed
from linqiao.journal.seal import CAMPAIGN


@dataclass(frozen=True)
class CaseFacts:
    """A case; what is sealed opens when it is shown."""

    code: str
    household: str
    kind: str
    text: Sealed
    state: str
    outcome: Sealed
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True)
class ActFacts:
    """What was done for a case."""

    at: datetime
    by: str
    text: Sealed


def case(code: str) -> Case:
    """The case; refused as ``unknown_reference`` when there is none."""
    row = Case.objects.filter(code=code).first()
    if row is None:
        words = gettext_noop("There is no care case %(case)s.")
        raise Refusal("unknown_reference", words, case=code)
    return row


def owner_of(code: str) -> str:
    """Whose key seals what is said about a case: its household's, or the campaign's for no case."""
    household = Case.objects.filter(code=code).values_list("household", flat=True).first()
    return CAMPAIGN if household is None else f"household:{household}"


def case_count() -> int:
    """Cases that were opened (ruling 8)."""
    return Case.objects.count()


def cases(state: str = "open") -> list[CaseFacts]:
    """Cases of a state, in the order in which they were opened."""
    return [
        CaseFacts(
            row.code,
            row.household,
            row.kind,
            row.text,
            row.state,
            row.outcome,
            row.opened_at,
            row.closed_at,
        )
        for row in Case.objects.filter(state=state).order_by("seq")
    ]


def acts(code: str) -> list[ActFacts]:
    """What was done for a case, in that order."""
    rows = Act.objects.filter(case=code).order_by("seq")
    return [ActFacts(row.at, row.by, row.text) for row in rows]
