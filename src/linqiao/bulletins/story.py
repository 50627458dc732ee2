"""The story of a request: from the words in the message to the door,
and back from a delivery to the words.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from linqiao.core.refusal import Refusal
from linqiao.core.units import format_quantity, format_yuan
from linqiao.core.words import gettext_noop
from linqiao.delivery.models import Delivered, Undelivered
from linqiao.intake.models import Change, EntryRead, Message, Request
from linqiao.journal.fields import Sealed
from linqiao.journal.models import Entry
from linqiao.ledger.models import GoodsPosting, MoneyPosting
from linqiao.places.queries import require_household
from linqiao.supply.models import Due, Receipt, Round, RoundItem

CONTEXT_CHARACTERS: Final = 200


@dataclass(frozen=True)
class Step:
    """One thing that happened to a request: entry of the journal, time, what, with which values."""

    seq: int
    at: datetime
    event: str
    words: str
    params: dict[str, str]

    @property
    def sentence(self) -> str:
        """The step in English."""
        return self.words % self.params


@dataclass(frozen=True)
class Story:
    """All that happened to a household's request in a round, in order."""

    round: str
    household: str
    steps: tuple[Step, ...]
    due: tuple[dict[str, str], ...]

    def as_json(self) -> dict[str, Any]:
        """The story as plain values."""
        steps = [
            {"seq": s.seq, "at": s.at.isoformat(), "event": s.event, "words": s.sentence}
            for s in self.steps
        ]
        return {
            "round": self.round,
            "household": self.household,
            "steps": steps,
            "due": list(self.due),
        }


def stories(household: str, round_code: str | None = None) -> list[Story]:
    """Stories of a household, one a round in the order of rounds;
    refused for an unknown household or round.
    """
    require_household(household)
    rounds = list(Round.objects.order_by("seq").values_list("code", flat=True))
    if round_code is not None:
        if round_code not in rounds:
            raise Refusal(
                "unknown_reference", gettext_noop("There is no round %(round)s."), round=round_code
            )
        rounds = [round_code]
    found = [_story(code, household) for code in rounds]
    return [story for story in found if story.steps]


def _story(round_code: str, household: str) -> Story:
    raw: list[tuple[int, str, dict[str, str]]] = []
    for collect in (_words, _changes, _goods, _money, _doors):
        raw += collect(round_code, household)
    entries = {e.seq: e for e in Entry.objects.filter(seq__in={seq for seq, _, _ in raw})}
    ordered = sorted(raw, key=lambda one: one[0])
    steps = tuple(
        Step(seq, entries[seq].at, entries[seq].event_id, words, params)
        for seq, words, params in ordered
    )
    return Story(round_code, household, steps, _due(round_code, household))


def _words(round_code: str, household: str) -> list[tuple[int, str, dict[str, str]]]:
    entries = list(EntryRead.objects.filter(round=round_code, household=household).order_by("id"))
    messages = {
        m.event_id: m for m in Message.objects.filter(event_id__in={e.message for e in entries})
    }
    words = {
        "accepted": gettext_noop(
            "Asked by %(channel)s, message %(message)s line %(line)s: “%(text)s” read as %(read)s."
        ),
        "repeated": gettext_noop(
            "Chain posted again, message %(message)s line %(line)s: changes nothing."
        ),
        "flagged": gettext_noop(
            "Waits for a person (%(flags)s), message %(message)s line %(line)s: “%(text)s”."
        ),
        "dismissed": gettext_noop(
            "Put aside by a person (%(flags)s), message %(message)s: “%(text)s”."
        ),
        "settled": gettext_noop(
            "Flagged (%(flags)s), settled by a person, message %(message)s: “%(text)s”."
        ),
    }
    steps = []
    for entry in entries:
        message = messages[entry.message]
        params = {
            "channel": message.channel,
            "message": entry.message,
            "line": str(entry.line + 1),
            "text": _piece(message.text, entry),
            "read": _lines(entry.lines),
            "flags": ", ".join(entry.flags),
        }
        steps.append((message.seq, words[entry.state], params))
    return steps


def _piece(text: Sealed, entry: EntryRead) -> str:
    whole = text.text
    piece = "▒▒" if text.erased else whole[entry.start : entry.end]
    return " ".join(piece.split())[:CONTEXT_CHARACTERS]


def _lines(lines: list[list[Any]]) -> str:
    return ", ".join(
        f"{action} {code} {format_quantity(quantity)}" for code, quantity, action in lines
    )


def _changes(round_code: str, household: str) -> list[tuple[int, str, dict[str, str]]]:
    words = gettext_noop("Changed by a person from %(before)s to %(after)s.")
    rows = Change.objects.filter(round=round_code, household=household).order_by("seq")
    return [
        (row.seq, words, {"before": _order(row.before), "after": _order(row.after)}) for row in rows
    ]


def _order(lines: dict[str, int]) -> str:
    return (
        ", ".join(f"{code} {format_quantity(quantity)}" for code, quantity in lines.items()) or "—"
    )


def _goods(round_code: str, household: str) -> list[tuple[int, str, dict[str, str]]]:
    """Hand-outs name the household in their event only;
    deliveries and exceptions are the doors' part.
    """
    words = gettext_noop("Handed out to volunteer %(member)s.")
    steps = []
    rows = Entry.objects.filter(
        type="goods.hand_out", reason="", payload__contains=f'"{household}"'
    ).order_by("seq")
    for row in rows:
        payload = json.loads(row.payload)
        if payload["round"] == round_code and household in payload["households"]:
            steps.append((row.seq, words, {"member": payload["member"]}))
    return steps


def _money(round_code: str, household: str) -> list[tuple[int, str, dict[str, str]]]:
    name = f"household:{household}"
    words = {
        "charging": gettext_noop("Charged %(amount)s yuan."),
        "paying": gettext_noop("Paid %(amount)s yuan (%(method)s)."),
        "refunding": gettext_noop("Got back %(amount)s yuan."),
    }
    lowered = gettext_noop("Owed back %(amount)s yuan: the charge fell.")
    methods = dict(
        Receipt.objects.filter(round=round_code, household=household).values_list("seq", "method")
    )
    steps = []
    rows = MoneyPosting.objects.filter(round=round_code)
    for row in rows.filter(source=name) | rows.filter(target=name):
        text = lowered if row.cause == "charging" and row.source == name else words[row.cause]
        params = {"amount": format_yuan(row.amount_fen), "method": methods.get(row.seq, "")}
        steps.append((row.seq, text, params))
    return steps


def _doors(round_code: str, household: str) -> list[tuple[int, str, dict[str, str]]]:
    delivered = gettext_noop("Delivered by %(member)s: %(lines)s.")
    back = gettext_noop("Taken back by %(member)s: %(item)s %(quantity)s (wrong household).")
    kept = gettext_noop("Not delivered by %(member)s (%(reason)s): %(item)s.")
    rows = Delivered.objects.filter(round=round_code, household=household)
    steps = [(r.seq, delivered, {"member": r.member, "lines": _order(r.lines)}) for r in rows]
    taken = GoodsPosting.objects.filter(round=round_code, source=f"household:{household}")
    for row in taken:
        params = {"member": row.target.partition(":")[2], "item": row.item}
        steps.append((row.seq, back, {**params, "quantity": format_quantity(row.quantity_milli)}))
    for note in Undelivered.objects.filter(round=round_code, household=household):
        steps.append(
            (note.seq, kept, {"member": note.member, "reason": note.reason, "item": note.item})
        )
    return steps + _damages(round_code, household)


def _damages(round_code: str, household: str) -> list[tuple[int, str, dict[str, str]]]:
    words = gettext_noop("Damaged at the door, noted by %(member)s: %(lines)s.")
    rows = Entry.objects.filter(
        type="delivery.exception", reason="", payload__contains=f'"household":"{household}"'
    )
    steps = []
    for row in rows:
        payload = json.loads(row.payload)
        if payload["round"] == round_code and payload["reason"] == "damaged":
            lines = ", ".join(f"{line['code']} {line['qty']}" for line in payload["lines"])
            steps.append((row.seq, words, {"member": payload["member"], "lines": lines}))
    return steps


def _due(round_code: str, household: str) -> tuple[dict[str, str], ...]:
    prices = {row.item: row for row in RoundItem.objects.filter(round=round_code)}
    rows = Due.objects.filter(round=round_code, household=household).order_by("id")
    if not rows:
        asked = Request.objects.filter(round=round_code, household=household).first()
        lines = asked.lines if asked else {}
        return tuple({"item": item, "wish": format_quantity(wish)} for item, wish in lines.items())
    return tuple(
        {
            "item": due.item,
            "wish": format_quantity(due.wish_milli),
            "shared_out": format_quantity(due.allotted_milli),
            "given_up": format_quantity(due.forgone_milli),
            "in_hands": format_quantity(due.in_hands_milli),
            "delivered": format_quantity(due.delivered_milli),
            "price": format_yuan(prices[due.item].charged_price_fen),
        }
        for due in rows
    )
