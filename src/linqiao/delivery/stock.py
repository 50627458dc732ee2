"""How counting and adjusting change the store."""

from linqiao.catalogue.queries import require_items
from linqiao.delivery import rules
from linqiao.delivery.events import StockAdjust, StockCount
from linqiao.delivery.models import Adjustment, CountDifference
from linqiao.journal.events import Stamp, handles
from linqiao.ledger import accounts
from linqiao.ledger.books import GoodsMove, post_goods
from linqiao.ledger.queries import places_of, stock_milli
from linqiao.supply import queries as supply


@handles(StockCount)
def count_stock(event: StockCount, stamp: Stamp) -> None:
    """Keep the difference between what was counted and what the books say."""
    require_items(line.code for line in event.lines)
    for line in event.lines:
        row = CountDifference.objects.filter(item=line.code).first() or CountDifference(
            item=line.code
        )
        row.difference_milli, row.seq = line.qty - stock_milli(line.code), stamp.seq
        row.save()


@handles(StockAdjust)
def adjust_stock(event: StockAdjust, stamp: Stamp) -> None:
    """Write off stock that nobody is due, or take back what was written off;
    the count's difference shrinks.
    """
    require_items(line.code for line in event.lines)
    lines = rules.lines_by_item((line.code, line.qty) for line in event.lines)
    moves: list[GoodsMove] = []
    for item, difference in lines.items():
        source, target = accounts.STORE, accounts.WRITTEN_OFF
        places = [
            (r, min(q, supply.free_milli(r, item))) for r, q in places_of(accounts.STORE, item)
        ]
        if difference > 0:
            source, target, places = target, source, places_of(accounts.WRITTEN_OFF, item)
        for round_code, quantity in rules.write_off_parts(abs(difference), places, item):
            moves.append(GoodsMove(round_code, item, source, target, quantity, "adjusting"))
    post_goods(stamp, moves)
    for item, difference in lines.items():
        Adjustment(seq=stamp.seq, item=item, quantity_milli=difference, reason=event.reason).save()
        row = CountDifference.objects.filter(item=item).exclude(difference_milli=0).first()
        if row is not None:
            row.difference_milli -= difference
            row.save(update_fields=["difference_milli"])
