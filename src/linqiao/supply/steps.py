"""Writes of supply that several handlers share, and what delivery calls."""

from collections.abc import Collection, Iterable
from datetime import datetime

from linqiao.core.sharing import Wish, share_out
from linqiao.intake import queries as intake
from linqiao.journal.events import Stamp
from linqiao.ledger import accounts
from linqiao.ledger.books import MoneyMove, post_money
from linqiao.places.queries import special_households
from linqiao.supply import queries, rules
from linqiao.supply.models import Account, Due, OrderLine, RoundItem


def recharge(
    stamp: Stamp, round_code: str, households: Collection[str], corrects: str = ""
) -> None:
    """Charge households for what they keep now; a difference moves between them and the fund."""
    prices = queries.prices(round_code)
    kept: dict[str, list[tuple[str, int]]] = {household: [] for household in households}
    for due in Due.objects.filter(round=round_code, household__in=list(households)):
        kept[due.household].append((due.item, due.kept_milli))
    known = {
        account.household: account
        for account in Account.objects.filter(round=round_code, household__in=list(households))
    }
    changed: list[Account] = []
    fresh: list[Account] = []
    moves: list[MoneyMove] = []
    for household, lines in kept.items():
        account = known.get(household) or Account(round=round_code, household=household)
        charge = rules.charge_fen(lines, prices)
        if charge == account.charged_fen and account.pk:
            continue
        moves.append(_charge_move(round_code, household, charge - account.charged_fen, corrects))
        account.charged_fen = charge
        (changed if account.pk else fresh).append(account)
    Account.objects.write_back(changed, ["charged_fen"])
    Account.objects.bulk_create(fresh)
    post_money(stamp, moves)


def _charge_move(round_code: str, household: str, change_fen: int, corrects: str) -> MoneyMove:
    return MoneyMove(
        round_code,
        accounts.FUND,
        accounts.household(household),
        change_fen,
        "charging",
        corrects=corrects,
    )


def share_arrived(stamp: Stamp, round_code: str, items: Iterable[str]) -> None:
    """Share out each item of which every order of the round has arrived; those who go without are
    owed back.

    Who goes without is decided in ``core/sharing.py``.
    """
    affected: set[str] = set()
    asked: dict[str, datetime] = {}
    for item in items:
        lines = list(OrderLine.objects.filter(round=round_code, item=item))
        if not all(line.is_received for line in lines):
            continue
        RoundItem.objects.filter(round=round_code, item=item).update(has_arrived=True)
        dues = list(Due.objects.filter(round=round_code, item=item))
        good = sum(line.good_milli for line in lines)
        if good >= sum(due.wish_milli for due in dues) and all(
            d.allotted_milli == d.wish_milli for d in dues
        ):
            continue
        asked = asked or {one.household: one.asked_at for one in intake.requests(round_code)}
        affected |= _allot(dues, good, asked)
    if affected:
        recharge(stamp, round_code, affected)


def _allot(dues: list[Due], good_milli: int, asked: dict[str, datetime]) -> set[str]:
    special = special_households()
    for due in dues:
        if due.was_special is None:
            due.was_special = due.household in special
    wishes = [
        Wish(due.household, due.wish_milli, bool(due.was_special), asked[due.household])
        for due in dues
    ]
    shares, _ = share_out(good_milli, wishes)
    changed = {due.household for due in dues if shares[due.household] != due.allotted_milli}
    for due in dues:
        due.allotted_milli = shares[due.household]
    Due.objects.write_back(dues, ["allotted_milli", "was_special"])
    return changed


def write_dues(dues: Iterable[Due]) -> None:
    """Write what delivery changed on dues."""
    Due.objects.write_back(dues, ["forgone_milli", "in_hands_milli", "delivered_milli"])
