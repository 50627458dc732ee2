"""The contract's JSON forms of messages and results."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from linqiao.core.intake.threads import Thread
from linqiao.core.intake.types import Entry, Message, Reading
from linqiao.core.units import format_quantity, parse_quantity


def message_from(fields: Mapping[str, Any]) -> Message:
    """A message of the contract; ``KeyError`` or ``ValueError`` where a field is missing
    or wrong.
    """
    return Message(
        str(fields["id"]),
        str(fields["round"]),
        str(fields["channel"]),
        fields.get("sender"),
        datetime.fromisoformat(fields["at"]),
        str(fields["text"]),
    )


def orders_from(fields: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, int]]:
    """``orders`` of a message in thousandths."""
    return {
        home: {code: parse_quantity(qty) for code, qty in lines.items()}
        for home, lines in fields.items()
    }


def result_of(message_id: str, reading: Reading) -> dict[str, Any]:
    """The result of a message as the contract writes it."""
    return {
        "id": message_id,
        "kinds": list(reading.kinds),
        "entries": [_entry(one) for one in reading.entries],
    }


def explained_result_of(message_id: str, reading: Reading, text: str) -> dict[str, Any]:
    """The result of a message with the findings of each entry: span, words, kind and value."""
    result = result_of(message_id, reading)
    for shown, entry in zip(result["entries"], reading.entries, strict=True):
        shown["findings"] = [
            {
                "start": one.start,
                "end": one.end,
                "text": text[one.start : one.end],
                "kind": one.kind,
                "value": one.value,
            }
            for one in entry.findings
        ]
    return result


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "line": entry.line,
        "household": entry.household,
        "contact": entry.contact,
        "lines": [
            {"code": line.code, "qty": format_quantity(line.quantity_milli), "action": line.action}
            for line in entry.lines
        ],
        "flags": list(entry.flags),
        "accepted": entry.accepted,
    }


def thread_result_of(thread_id: str, thread: Thread) -> dict[str, Any]:
    """The result of a thread as the contract writes it;
    flagged households have no certain orders.
    """
    orders = {
        household: {code: format_quantity(quantity) for code, quantity in lines.items() if quantity}
        for household, lines in sorted(thread.orders.items())
        if household not in thread.flagged
    }
    return {
        "id": thread_id,
        "orders": orders,
        "flagged": sorted(thread.flagged),
        "unresolved": thread.unresolved,
    }
