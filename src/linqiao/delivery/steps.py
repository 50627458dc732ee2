"""Writes of delivery that several handlers share."""

from collections.abc import Collection, Iterable, Mapping

from linqiao.core.addresses import address_key
from linqiao.delivery import queries, rules
from linqiao.delivery.models import Holding, Undelivered
from linqiao.delivery.rules import Held
from linqiao.supply import steps as supply_steps
from linqiao.supply.models import Due


def dues_of(round_code: str, household: str, items: Collection[str]) -> list[Due]:
    """A household's dues of some items of a round."""
    rows = Due.objects.rows(round=round_code, household=household)
    return [due for due in rows if due.item in items]


def hold(member: str, parts: Iterable[tuple[str, str, str, int]]) -> None:
    """Add (round, household, item, thousandths) to what a volunteer holds."""
    wanted = list(parts)
    rounds, households = {one[0] for one in wanted}, {one[1] for one in wanted}
    rows = Holding.objects.filter(member=member, round__in=rounds, household__in=households)
    known = {(row.round, row.household, row.item): row for row in rows}
    fresh, changed = [], []
    for round_code, household, item, quantity in wanted:
        row = known.get((round_code, household, item))
        if row is None:
            fresh.append(
                Holding(
                    round=round_code,
                    household=household,
                    item=item,
                    member=member,
                    quantity_milli=quantity,
                )
            )
        else:
            row.quantity_milli += quantity
            changed.append(row)
    Holding.objects.bulk_create(fresh)
    Holding.objects.write_back(changed, ["quantity_milli"])


def trim_notes(round_code: str, household: str, member: str, held: Mapping[str, Holding]) -> None:
    """An exception never speaks of more than the hands still hold for the household."""
    changed = []
    for note in queries.undelivered(round_code, member, list(held)):
        if note.household == household and note.remaining_milli > held[note.item].quantity_milli:
            note.remaining_milli = held[note.item].quantity_milli
            changed.append(note)
    Undelivered.objects.write_back(changed, ["remaining_milli"])


def parts_returned(round_code: str, member: str, lines: Mapping[str, int]) -> dict[str, list[Held]]:
    """Whose goods a return brings back, by item; refused as ``exceeds`` beyond what is held."""
    rows = Holding.objects.filter(
        round=round_code, member=member, item__in=list(lines), quantity_milli__gt=0
    )
    held: dict[str, dict[str, int]] = {item: {} for item in lines}
    for row in rows:
        held[row.item][row.household] = row.quantity_milli
    noted: dict[str, list[Held]] = {item: [] for item in lines}
    for note in queries.undelivered(round_code, member, list(lines)):
        here = held[note.item]
        take = min(note.remaining_milli, here.get(note.household, 0))
        here[note.household] = here.get(note.household, 0) - take
        noted[note.item].append(Held(note.household, take, note.reason, note.pk))
    parts = {}
    for item, quantity in lines.items():
        others = [
            Held(h, q) for h, q in sorted(held[item].items(), key=lambda one: address_key(one[0]))
        ]
        rules.check_enough(
            item, quantity, sum(one.quantity_milli for one in (*noted[item], *others))
        )
        parts[item] = rules.return_parts(quantity, noted[item], others)
    return parts


def release(round_code: str, member: str, parts: Mapping[str, list[Held]]) -> None:
    """Take returned goods out of the hands; what was refused is forgone."""
    households = {part.household for item_parts in parts.values() for part in item_parts}
    items = list(parts)
    narrowed = {"round": round_code, "household__in": households, "item__in": items}
    holdings = {(h.household, h.item): h for h in Holding.objects.filter(member=member, **narrowed)}
    dues = {(due.household, due.item): due for due in Due.objects.filter(**narrowed)}
    notes = {note.pk: note for note in queries.undelivered(round_code, member, items)}
    touched: dict[tuple[str, str], None] = {}
    for item, item_parts in parts.items():
        for part in item_parts:
            place = (part.household, item)
            touched[place] = None
            holdings[place].quantity_milli -= part.quantity_milli
            dues[place].in_hands_milli -= part.quantity_milli
            if part.reason == "refused":
                dues[place].forgone_milli += part.quantity_milli
            if part.note:
                notes[part.note].remaining_milli -= part.quantity_milli
    Holding.objects.write_back([holdings[place] for place in touched], ["quantity_milli"])
    supply_steps.write_dues([dues[place] for place in touched])
    Undelivered.objects.write_back(notes.values(), ["remaining_milli"])
