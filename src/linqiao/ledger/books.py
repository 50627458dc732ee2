"""Posting to the two books: the only code that writes postings and balances."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connection

from linqiao.journal.events import Stamp
from linqiao.journal.scope import current


@dataclass(frozen=True)
class GoodsMove:
    """Goods of one item and round from one account to another,
    in thousandths of the selling unit.
    """

    round: str
    item: str
    source: str
    target: str
    quantity_milli: int
    cause: str
    corrects: str = ""


@dataclass(frozen=True)
class MoneyMove:
    """Money of one round from one account (credited) to another (debited), in fen."""

    round: str
    source: str
    target: str
    amount_fen: int
    cause: str
    corrects: str = ""


Place = tuple[int | str, ...]  # the columns that name a balance
_GOODS: Final = (
    "INSERT INTO ledger_goods_posting (compound_id, seq, round, item, source, target, "
    "quantity_milli, cause, corrects) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
_MONEY: Final = (
    "INSERT INTO ledger_money_posting (compound_id, seq, round, source, target, amount_fen, cause, "
    "corrects) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
)
_GOODS_ADD: Final = (
    "UPDATE ledger_goods_balance SET quantity_milli = quantity_milli + %s "
    "WHERE compound_id = %s AND round = %s AND item = %s AND account = %s"
)
_GOODS_NEW: Final = (
    "INSERT INTO ledger_goods_balance (quantity_milli, compound_id, round, item, account) "
    "VALUES (%s, %s, %s, %s, %s)"
)
_MONEY_ADD: Final = (
    "UPDATE ledger_money_balance SET amount_fen = amount_fen + %s "
    "WHERE compound_id = %s AND round = %s AND account = %s"
)
_MONEY_NEW: Final = (
    "INSERT INTO ledger_money_balance (amount_fen, compound_id, round, account) "
    "VALUES (%s, %s, %s, %s)"
)


def post_goods(stamp: Stamp, moves: Iterable[GoodsMove]) -> None:
    """Write the moves and add them to the balances;
    the database refuses a real place below zero.
    """
    kept = [move for move in moves if move.quantity_milli]
    compound = current().compound_id
    changes: dict[Place, int] = defaultdict(int)
    for move in kept:
        assert move.quantity_milli > 0, move
        changes[compound, move.round, move.item, move.source] -= move.quantity_milli
        changes[compound, move.round, move.item, move.target] += move.quantity_milli
    rows = [
        (
            compound,
            stamp.seq,
            m.round,
            m.item,
            m.source,
            m.target,
            m.quantity_milli,
            m.cause,
            m.corrects,
        )
        for m in kept
    ]
    _write(_GOODS, rows, changes, _GOODS_ADD, _GOODS_NEW)


def post_money(stamp: Stamp, moves: Iterable[MoneyMove]) -> None:
    """Write the moves and add them to the balances;
    a move below zero is written the other way round.
    """
    kept = [_upright(move) for move in moves if move.amount_fen]
    compound = current().compound_id
    changes: dict[Place, int] = defaultdict(int)
    for move in kept:
        changes[compound, move.round, move.source] -= move.amount_fen
        changes[compound, move.round, move.target] += move.amount_fen
    rows = [
        (compound, stamp.seq, m.round, m.source, m.target, m.amount_fen, m.cause, m.corrects)
        for m in kept
    ]
    _write(_MONEY, rows, changes, _MONEY_ADD, _MONEY_NEW)


def _upright(move: MoneyMove) -> MoneyMove:
    if move.amount_fen > 0:
        return move
    return MoneyMove(
        move.round, move.target, move.source, -move.amount_fen, move.cause, move.corrects
    )


def _write(
    insert: str,
    rows: Sequence[Place],
    changes: dict[Place, int],
    add: str,
    new: str,
) -> None:
    if not rows:
        return
    assert sum(changes.values()) == 0, "an entry of the books must balance"
    with connection.cursor() as cursor:
        cursor.executemany(insert, rows)
        # Sorted, so that two transactions would take the rows' locks in the same order.
        for place, change in sorted(changes.items(), key=lambda one: tuple(map(str, one[0]))):
            if change:
                cursor.execute(add, [change, *place])
                if cursor.rowcount == 0:
                    cursor.execute(new, [change, *place])
