"""How events change care cases."""

from linqiao.care import queries, rules
from linqiao.care.events import CareAct, CareClose, CareOpen
from linqiao.care.models import Act, Case
from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop
from linqiao.journal.events import Stamp, handles
from linqiao.places.queries import require_household


@handles(CareOpen)
def open_case(event: CareOpen, stamp: Stamp) -> None:
    """Take a case in."""
    if Case.objects.filter(code=event.code).exists():
        words = gettext_noop("There is a care case %(case)s already.")
        raise Refusal("duplicate_code", words, case=event.code)
    require_household(event.household)
    Case(
        code=event.code,
        household=event.household,
        kind=event.kind,
        text=event.text,
        state="open",
        opened_at=stamp.at,
        seq=stamp.seq,
    ).save()


@handles(CareAct)
def note_act(event: CareAct, stamp: Stamp) -> None:
    """Keep what was done."""
    case = queries.case(event.code)
    rules.next_case_state(case.state, "act", case.code)
    Act(seq=stamp.seq, case=case.code, at=stamp.at, by=stamp.by, text=event.text).save()


@handles(CareClose)
def close_case(event: CareClose, stamp: Stamp) -> None:
    """Close a case with its outcome."""
    case = queries.case(event.code)
    case.state = rules.next_case_state(case.state, "close", case.code)
    case.outcome, case.closed_at = event.outcome, stamp.at
    case.save(update_fields=["state", "outcome", "closed_at"])
