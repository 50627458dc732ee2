"""How events change what is in hands and at doors; the store's count is in ``stock.py``."""

from linqiao.catalogue.queries import require_items
from linqiao.delivery import queries, rules, steps, stock  # noqa: F401  # stock registers too
from linqiao.delivery.events import Delivery, DeliveryException, GoodsHandOut, GoodsReturn
from linqiao.delivery.models import Delivered, Holding, Undelivered
from linqiao.journal.events import Stamp, handles
from linqiao.ledger import accounts
from linqiao.ledger.books import GoodsMove, post_goods
from linqiao.people.queries import require_volunteer
from linqiao.places.queries import require_household
from linqiao.supply import queries as supply
from linqiao.supply import steps as supply_steps
from linqiao.supply.models import Due


@handles(GoodsHandOut)
def hand_out_goods(event: GoodsHandOut, stamp: Stamp) -> None:
    """Give a volunteer all that has arrived for these households and was not given out yet."""
    supply.require_round(event.round)
    require_volunteer(event.member)
    for household in event.households:
        require_household(household)
    arrived = supply.arrived_items(event.round)
    dues = Due.objects.filter(
        round=event.round, household__in=event.households, item__in=arrived
    ).order_by("id")
    out = [due for due in dues if due.waiting_milli > 0]
    steps.hold(
        event.member, [(due.round, due.household, due.item, due.waiting_milli) for due in out]
    )
    place = accounts.hands(event.member)
    moves = [
        GoodsMove(d.round, d.item, accounts.STORE, place, d.waiting_milli, "handing_out")
        for d in out
    ]
    for due in out:
        due.in_hands_milli += due.waiting_milli
    supply_steps.write_dues(out)
    post_goods(stamp, moves)


@handles(Delivery)
def deliver(event: Delivery, stamp: Stamp) -> None:
    """Hand over what this volunteer holds for the household, or the lines named."""
    supply.require_round(event.round)
    require_household(event.household)
    require_volunteer(event.member)
    held = queries.held_for(event.round, event.household, event.member)
    named = (
        None if event.lines is None else rules.lines_by_item((x.code, x.qty) for x in event.lines)
    )
    lines = rules.to_deliver({item: row.quantity_milli for item, row in held.items()}, named)
    for item, quantity in lines.items():
        held[item].quantity_milli -= quantity
    Holding.objects.write_back([held[item] for item in lines], ["quantity_milli"])
    dues = steps.dues_of(event.round, event.household, lines)
    for due in dues:
        due.in_hands_milli -= lines[due.item]
        due.delivered_milli += lines[due.item]
    supply_steps.write_dues(dues)
    given = {item: held[item] for item in lines}
    steps.trim_notes(event.round, event.household, event.member, given)
    here, door = accounts.hands(event.member), accounts.household(event.household)
    post_goods(
        stamp, [GoodsMove(event.round, i, here, door, q, "delivering") for i, q in lines.items()]
    )
    Delivered(
        seq=stamp.seq,
        event_id=stamp.id,
        at=stamp.at,
        round=event.round,
        household=event.household,
        member=event.member,
        proof=event.proof or "",
        lines=lines,
    ).save(force_insert=True)


@handles(DeliveryException)
def note_exception(event: DeliveryException, stamp: Stamp) -> None:
    """Goods did not reach the household: keep them in the hands, take them back,
    or write them off.
    """
    supply.require_round(event.round)
    require_household(event.household)
    require_volunteer(event.member)
    require_items(line.code for line in event.lines)
    lines = rules.lines_by_item((line.code, line.qty) for line in event.lines)
    if event.reason == "wrong_household":
        _take_back(event, lines, stamp)
        return
    held = queries.held_for(event.round, event.household, event.member)
    for item, quantity in lines.items():
        rules.check_enough(item, quantity, held[item].quantity_milli if item in held else 0)
    if event.reason == "damaged":
        _write_off(event, lines, held, stamp)
        return
    Undelivered.objects.bulk_create(
        Undelivered(
            seq=stamp.seq,
            round=event.round,
            household=event.household,
            item=item,
            member=event.member,
            reason=event.reason,
            remaining_milli=quantity,
        )
        for item, quantity in lines.items()
    )


def _take_back(event: DeliveryException, lines: dict[str, int], stamp: Stamp) -> None:
    """The wrong household gives back what its account has (ruling 10)."""
    dues = {due.item: due for due in steps.dues_of(event.round, event.household, lines)}
    for item, quantity in lines.items():
        rules.check_enough(item, quantity, dues[item].delivered_milli if item in dues else 0)
        dues[item].delivered_milli -= quantity
        dues[item].in_hands_milli += quantity
    supply_steps.write_dues(dues.values())
    steps.hold(event.member, [(event.round, event.household, item, q) for item, q in lines.items()])
    door, here = accounts.household(event.household), accounts.hands(event.member)
    moves = [
        GoodsMove(event.round, i, door, here, q, "taking_back", "delivery")
        for i, q in lines.items()
    ]
    post_goods(stamp, moves)


def _write_off(
    event: DeliveryException, lines: dict[str, int], held: dict[str, Holding], stamp: Stamp
) -> None:
    """Damage at the door: written off, handed out anew from free stock, or owed back as money."""
    free = {item: supply.free_milli(event.round, item) for item in lines}
    dues = steps.dues_of(event.round, event.household, lines)
    for due in dues:
        due.in_hands_milli -= lines[due.item]
        due.forgone_milli += rules.forgone_by_damage(lines[due.item], free[due.item])
    for item, quantity in lines.items():
        held[item].quantity_milli -= quantity
    Holding.objects.write_back([held[item] for item in lines], ["quantity_milli"])
    supply_steps.write_dues(dues)
    steps.trim_notes(event.round, event.household, event.member, held)
    here = accounts.hands(event.member)
    moves = [
        GoodsMove(event.round, i, here, accounts.WRITTEN_OFF, q, "writing_off")
        for i, q in lines.items()
    ]
    post_goods(stamp, moves)
    supply_steps.recharge(stamp, event.round, {event.household}, corrects="damaged")


@handles(GoodsReturn)
def return_goods(event: GoodsReturn, stamp: Stamp) -> None:
    """Bring goods back to the store: what was refused is owed back, everything else stays due."""
    supply.require_round(event.round)
    require_volunteer(event.member)
    lines = rules.lines_by_item((line.code, line.qty) for line in event.lines)
    require_items(lines)
    parts = steps.parts_returned(event.round, event.member, lines)
    steps.release(event.round, event.member, parts)
    refused = {
        part.household
        for item_parts in parts.values()
        for part in item_parts
        if part.reason == "refused"
    }
    here = accounts.hands(event.member)
    post_goods(
        stamp,
        [GoodsMove(event.round, i, here, accounts.STORE, q, "returning") for i, q in lines.items()],
    )
    if refused:
        supply_steps.recharge(stamp, event.round, refused, corrects="refused")
