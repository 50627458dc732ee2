"""The story of a request: from the words in the message to the door,
and back from a delivery to the words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from linqiao.bulletins.doors import (
    Items,
    Told,
    amount,
    goods_said,
    item_name,
    way_to_the_door,
)
from linqiao.catalogue.queries import items
from linqiao.core.refusal import Refusal
from linqiao.core.units import format_quantity, format_yuan
from linqiao.core.words import Said, Tell, Value, gettext_noop
from linqiao.intake.labels import CHANNEL, FLAG, line_said, said
from linqiao.intake.models import Change, EntryRead, Message, Request
from linqiao.journal.fields import Sealed
from linqiao.journal.models import Entry
from linqiao.ledger.models import MoneyPosting
from linqiao.places.queries import require_household
from linqiao.supply.models import Due, Receipt, Round, RoundItem

CONTEXT_CHARACTERS: Final = 200
METHOD: Final = {
    "wechat": gettext_noop("by WeChat"),
    "alipay": gettext_noop("by Alipay"),
    "cash": gettext_noop("in cash"),
    "fund": gettext_noop("from the fund"),
}
# What stands of an item in the end, by the names of the figures.
DUE: Final = {
    "wish": gettext_noop("wished %(value)s"),
    "shared_out": gettext_noop("shared out %(value)s"),
    "given_up": gettext_noop("given up %(value)s"),
    "in_hands": gettext_noop("in hands %(value)s"),
    "delivered": gettext_noop("delivered %(value)s"),
    "price": gettext_noop("at %(value)s yuan"),
}


@dataclass(frozen=True)
class Step:
    """One thing that happened to a request: entry of the journal, time, event, and its words."""

    seq: int
    at: datetime
    event: str
    said: Said


def due_said(due: Mapping[str, str]) -> Said:
    """What stands of an item, in words."""
    item = item_name(items(), due["item"])
    figures = tuple(Said(DUE[name], {"value": due[name]}) for name in DUE if name in due)
    return Said(gettext_noop("%(item)s: %(figures)s"), {"item": item, "figures": figures})


@dataclass(frozen=True)
class Story:
    """All that happened to a household's request in a round, in order."""

    round: str
    household: str
    steps: tuple[Step, ...]
    due: tuple[dict[str, str], ...]

    def as_json(self, tell: Tell) -> dict[str, Any]:
        """The story as plain values, its sentences in one language."""
        steps = [
            {
                "seq": step.seq,
                "at": step.at.isoformat(),
                "event": step.event,
                "words": step.said.told(tell),
            }
            for step in self.steps
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
    raw: Told = []
    for collect in (_words, _changes, way_to_the_door, _money):
        raw += collect(round_code, household, items())
    entries = {e.seq: e for e in Entry.objects.filter(seq__in={seq for seq, _ in raw})}
    steps = tuple(
        Step(seq, entries[seq].at, entries[seq].event_id, words)
        for seq, words in sorted(raw, key=lambda one: one[0])
    )
    return Story(round_code, household, steps, _due(round_code, household))


def _words(round_code: str, household: str, goods: Items) -> Told:
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
    steps: Told = []
    for entry in entries:
        message = messages[entry.message]
        params: dict[str, Value] = {
            "channel": said(message.channel, CHANNEL),
            "message": entry.message,
            "line": str(entry.line + 1),
            "text": _piece(message.text, entry),
            "read": _lines(goods, entry.lines),
            "flags": tuple(said(flag, FLAG) for flag in entry.flags),
        }
        steps.append((message.seq, Said(words[entry.state], params)))
    return steps


def _piece(text: Sealed, entry: EntryRead) -> str:
    whole = text.text
    piece = "▒▒" if text.erased else whole[entry.start : entry.end]
    return " ".join(piece.split())[:CONTEXT_CHARACTERS]


def _lines(goods: Items, lines: list[list[Any]]) -> Value:
    return tuple(
        line_said(action, item_name(goods, code), amount(goods, code, quantity))
        for code, quantity, action in lines
    )


def _changes(round_code: str, household: str, goods: Items) -> Told:
    words = gettext_noop("Changed by a person from %(before)s to %(after)s.")
    rows = Change.objects.filter(round=round_code, household=household).order_by("seq")
    return [
        (
            row.seq,
            Said(
                words,
                {"before": goods_said(goods, row.before), "after": goods_said(goods, row.after)},
            ),
        )
        for row in rows
    ]


def _money(round_code: str, household: str, goods: Items) -> Told:
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
    steps: Told = []
    rows = MoneyPosting.objects.filter(round=round_code)
    for row in rows.filter(source=name) | rows.filter(target=name):
        text = lowered if row.cause == "charging" and row.source == name else words[row.cause]
        method = said(methods.get(row.seq, ""), METHOD)
        params: dict[str, Value] = {"amount": format_yuan(row.amount_fen), "method": method}
        steps.append((row.seq, Said(text, params)))
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
