"""The figures that a replay ends with."""

from typing import Any

from linqiao.bulletins.figures import balances, counted
from linqiao.journal.models import Entry
from linqiao.ledger.invariants import discrepancies


def refused_events() -> list[dict[str, str]]:
    """Refused events in the order of the journal: id and bare reason code (ruling 8)."""
    rows = Entry.objects.exclude(reason="").order_by("seq").values_list("event_id", "reason")
    return [{"id": event_id, "reason": reason} for event_id, reason in rows]


def all_figures() -> dict[str, Any]:
    """Everything that the contract's ``expected.json`` holds."""
    return {
        **counted(),
        "discrepancies": len(discrepancies()),
        "refused": refused_events(),
        "balances": balances(),
    }
