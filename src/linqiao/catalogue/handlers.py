"""How events change the catalogue."""

from linqiao.catalogue.events import ItemSet
from linqiao.catalogue.models import Item
from linqiao.catalogue.rules import parse_max, parse_packs, parse_step
from linqiao.journal.events import Stamp, handles


@handles(ItemSet)
def set_item(event: ItemSet, stamp: Stamp) -> None:
    """Add an item or replace the one of the same code; its place in the list stays."""
    parse_packs(event.packs), parse_step(event.step), parse_max(event.max)
    item = Item.objects.filter(code=event.code).first() or Item(code=event.code, place=stamp.seq)
    item.label, item.name, item.aliases, item.category = (
        event.label,
        event.name,
        event.aliases,
        event.category,
    )
    item.unit, item.price_fen, item.packs = event.unit, event.price, event.packs
    item.step, item.max, item.rx = event.step, event.max, event.rx == "1"
    item.save()
