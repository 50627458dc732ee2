"""The part of a request's story between the store and the door."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from linqiao.bulletins.returns import Hands, follow
from linqiao.catalogue.queries import ItemFacts
from linqiao.core.units import format_quantity, parse_quantity
from linqiao.core.words import Said, Value, gettext_noop
from linqiao.delivery.models import Delivered, Undelivered
from linqiao.delivery.rules import Held
from linqiao.intake.labels import line_said, said
from linqiao.journal.models import Entry
from linqiao.ledger.models import GoodsPosting
from linqiao.supply.models import Due

Told = list[tuple[int, Said]]
Items = Mapping[str, ItemFacts]
WHY: Final = {
    "absent": gettext_noop("nobody at home"),
    "refused": gettext_noop("not accepted"),
    "isolated": gettext_noop("door sealed"),
    "wrong_household": gettext_noop("wrong household"),
    "damaged": gettext_noop("damaged"),
}
_MOVES: Final = ("goods.hand_out", "goods.return", "delivery", "delivery.exception")


def item_name(items: Items, code: str) -> str:
    """The code with the name beside it."""
    return f"{code} {items[code].name}" if code in items else code


def amount(items: Items, code: str, milli: int) -> str:
    """The quantity with its unit."""
    return format_quantity(milli) + (f" {items[code].unit}" if code in items else "")


def goods_said(items: Items, lines: Mapping[str, int]) -> Value:
    """Goods with their quantities, or a dash."""
    said_lines = tuple(
        line_said("order", item_name(items, code), amount(items, code, quantity))
        for code, quantity in lines.items()
    )
    return said_lines or "—"


def way_to_the_door(round_code: str, household: str, items: Items) -> Told:
    """Handed out, delivered, not delivered, taken back, damaged, brought back."""
    steps: Told = []
    for collect in (_hand_outs, _deliveries, _exceptions, _damages, _returns):
        steps += collect(round_code, household, items)
    return steps


def _hand_outs(round_code: str, household: str, items: Items) -> Told:
    """Hand-outs name the household in their event only."""
    words = gettext_noop("Handed out to volunteer %(member)s.")
    found = [
        (seq, fields)
        for seq, _, fields in _events(round_code, "goods.hand_out", f'"{household}"')
        if household in fields["households"]
    ]
    return [(seq, Said(words, {"member": fields["member"]})) for seq, fields in found]


def _deliveries(round_code: str, household: str, items: Items) -> Told:
    words = gettext_noop("Delivered by %(member)s: %(lines)s.")
    rows = Delivered.objects.filter(round=round_code, household=household)
    return [
        (row.seq, Said(words, {"member": row.member, "lines": goods_said(items, row.lines)}))
        for row in rows
    ]


def _exceptions(round_code: str, household: str, items: Items) -> Told:
    back = gettext_noop("Taken back by %(member)s: %(item)s %(quantity)s (wrong household).")
    kept = gettext_noop("Not delivered by %(member)s (%(reason)s): %(item)s.")
    steps: Told = []
    for row in GoodsPosting.objects.filter(round=round_code, source=f"household:{household}"):
        params: dict[str, Value] = {
            "member": row.target.partition(":")[2],
            "item": item_name(items, row.item),
            "quantity": amount(items, row.item, row.quantity_milli),
        }
        steps.append((row.seq, Said(back, params)))
    for note in Undelivered.objects.filter(round=round_code, household=household):
        params = {
            "member": note.member,
            "reason": said(note.reason, WHY),
            "item": item_name(items, note.item),
        }
        steps.append((note.seq, Said(kept, params)))
    return steps


def _damages(round_code: str, household: str, items: Items) -> Told:
    words = gettext_noop("Damaged at the door, noted by %(member)s: %(lines)s.")
    steps: Told = []
    mine = f'"household":"{household}"'
    for seq, _, fields in _events(round_code, "delivery.exception", mine):
        if fields["reason"] == "damaged":
            lines = goods_said(items, _lines(fields))
            steps.append((seq, Said(words, {"member": fields["member"], "lines": lines})))
    return steps


def _returns(round_code: str, household: str, items: Items) -> Told:
    """A return names no household: the round's hands are followed to know whose goods came back."""
    words = gettext_noop("Brought back to the store by %(member)s: %(lines)s.")
    because = gettext_noop("%(line)s (%(reason)s)")
    if not Entry.objects.filter(type="goods.return", reason="").exists():
        return []
    steps: Told = []
    for seq, member, parts in brought_back(round_code, followed_hands(round_code)):
        mine: list[Value] = []
        for item, part in parts:
            if part.household == household:
                quantity = amount(items, item, part.quantity_milli)
                line = line_said("order", item_name(items, item), quantity)
                why = said(part.reason, WHY)
                mine.append(Said(because, {"line": line, "reason": why}) if part.reason else line)
        if mine:
            steps.append((seq, Said(words, {"member": member, "lines": tuple(mine)})))
    return steps


def followed_hands(round_code: str) -> Hands:
    """The hands of a round before its first hand-out."""
    dues = Due.objects.filter(round=round_code).order_by("id")
    return Hands({(due.household, due.item): due.allotted_milli for due in dues})


def brought_back(
    round_code: str, hands: Hands
) -> Iterator[tuple[int, str, list[tuple[str, Held]]]]:
    """(place, volunteer, parts by item) of each return of a round."""
    delivered = dict(Delivered.objects.filter(round=round_code).values_list("seq", "lines"))
    for seq, kind, fields in _events(round_code, _MOVES):
        parts = follow(hands, kind, fields, delivered.get(seq) or _lines(fields))
        if parts:
            yield seq, fields["member"], parts


def _events(
    round_code: str, kinds: str | tuple[str, ...], holding: str = ""
) -> list[tuple[int, str, dict[str, Any]]]:
    """(place, type, fields) of the accepted events of these types in a round, in order."""
    wanted = (kinds,) if isinstance(kinds, str) else kinds
    rows = Entry.objects.filter(type__in=wanted, reason="", payload__contains=holding)
    found = []
    for row in rows.order_by("seq"):
        fields = json.loads(row.payload)
        if fields["round"] == round_code:
            found.append((row.seq, row.type, fields))
    return found


def _lines(fields: Mapping[str, Any]) -> dict[str, int]:
    lines: dict[str, int] = {}
    for one in fields.get("lines") or ():
        lines[one["code"]] = lines.get(one["code"], 0) + parse_quantity(one["qty"])
    return lines
