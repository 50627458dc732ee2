"""The rules of zero discrepancy: one list, each a small function whose name appears in the report.

A rule reads the tables and returns what breaks it.  Slices add theirs with ``@invariant``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import connection
from django.db.models import Max, Model, Q, QuerySet

from linqiao.core.units import format_quantity, format_yuan
from linqiao.core.words import gettext_noop
from linqiao.journal.facts import reading
from linqiao.journal.models import Entry
from linqiao.journal.scope import current
from linqiao.ledger.models import GoodsBalance, GoodsPosting, MoneyBalance, MoneyPosting
from linqiao.ledger.queries import goods_by_place

EVENTS_MAX: Final = 20  # named with a discrepancy; all of them are in the journal
RULES: Final = ("goods", "money", "demand", "trace", "log")


@dataclass(frozen=True)
class Discrepancy:
    """What is wrong, where, by how much, and which journal entries caused it."""

    rule: str
    invariant: str
    words: str
    round: str = ""
    household: str = ""
    item: str = ""
    amounts: Mapping[str, str] = field(default_factory=dict)
    events: tuple[int, ...] = ()

    @property
    def params(self) -> dict[str, str]:
        """Values of the sentence's parameters."""
        return {"round": self.round, "household": self.household, "item": self.item, **self.amounts}


Check = Callable[[], list[Discrepancy]]
INVARIANTS: Final[dict[str, tuple[str, Check]]] = {}


def invariant(rule: str) -> Callable[[Check], Check]:
    """Add a check to the list under one of the five rules of the contract."""
    assert rule in RULES, rule

    def register(check: Check) -> Check:
        INVARIANTS[check.__name__] = (rule, check)
        return check

    return register


def discrepancies() -> list[Discrepancy]:
    """Everything that breaks a rule, in the order of the rules."""
    with reading():
        found = [one for _, check in INVARIANTS.values() for one in check()]
    return sorted(
        found, key=lambda one: (RULES.index(one.rule), one.round, one.item, one.household)
    )


def _household(account: str) -> str:
    return account.removeprefix("household:") if account.startswith("household:") else ""


def _events(postings: QuerySet[Any], account: str) -> tuple[int, ...]:
    """The journal entries that moved something to or from an account, the latest few."""
    touched = postings.filter(Q(source=account) | Q(target=account))
    latest = touched.order_by("-seq").values_list("seq", flat=True).distinct()[:EVENTS_MAX]
    return tuple(sorted(latest))


def _unequal(
    postings: type[Model], place: tuple[str, ...], amount: str, kept: Mapping[tuple[str, ...], int]
) -> list[tuple[Any, ...]]:
    """(place, account, kept, posted) wherever a balance is not the sum of its postings.

    Every posting is read and added up here: faster than to let the database group by three words.
    """
    posted: dict[tuple[str, ...], int] = {}
    columns = ", ".join((amount, *place, "source", "target"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM {postings._meta.db_table} WHERE compound_id = %s",
            [current().compound_id],
        )
        for quantity, *where, source, target in cursor.fetchall():
            account = (*where, source)
            posted[account] = posted.get(account, 0) - quantity
            account = (*where, target)
            posted[account] = posted.get(account, 0) + quantity
    return [
        (*account, kept.get(account, 0), posted.get(account, 0))
        for account in sorted(posted.keys() | kept.keys())
        if kept.get(account, 0) != posted.get(account, 0)
    ]


def _goods_events(round_code: str, item: str, account: str) -> tuple[int, ...]:
    return _events(GoodsPosting.objects.filter(round=round_code, item=item), account)


@invariant("goods")
def goods_balances_follow_their_postings() -> list[Discrepancy]:
    """Each goods balance is the sum of its postings."""
    balances = {tuple(place): quantity for *place, quantity in goods_by_place()}
    return [
        Discrepancy(
            "goods",
            "goods_balances_follow_their_postings",
            gettext_noop(
                "Round %(round)s, %(item)s: %(account)s says %(kept)s, its postings give "
                "%(posted)s."
            ),
            round=place[0],
            item=place[1],
            household=_household(place[2]),
            amounts={
                "account": place[2],
                "kept": format_quantity(kept),
                "posted": format_quantity(posted),
            },
            events=_goods_events(*place),
        )
        for *place, kept, posted in _unequal(
            GoodsPosting, ("round", "item"), "quantity_milli", balances
        )
    ]


@invariant("goods")
def no_goods_account_is_negative() -> list[Discrepancy]:
    """No real place holds less than nothing."""
    rows = GoodsBalance.objects.filter(quantity_milli__lt=0).exclude(account="origin")
    return [
        Discrepancy(
            "goods",
            "no_goods_account_is_negative",
            gettext_noop("Round %(round)s, %(item)s: %(account)s stands below zero (%(kept)s)."),
            round=row.round,
            item=row.item,
            household=_household(row.account),
            amounts={"account": row.account, "kept": format_quantity(row.quantity_milli)},
            events=_goods_events(row.round, row.item, row.account),
        )
        for row in rows
    ]


@invariant("money")
def money_balances_follow_their_postings() -> list[Discrepancy]:
    """Each money balance is the sum of its postings, and all of them sum to zero."""
    rows = MoneyBalance.objects.values_list("round", "account", "amount_fen")
    balances = {tuple(place): fen for *place, fen in rows}
    return [
        Discrepancy(
            "money",
            "money_balances_follow_their_postings",
            gettext_noop(
                "Round %(round)s: %(account)s says %(kept)s yuan, its postings give %(posted)s."
            ),
            round=place[0],
            household=_household(place[1]),
            amounts={
                "account": place[1],
                "kept": format_yuan(kept),
                "posted": format_yuan(posted),
            },
            events=_events(MoneyPosting.objects.filter(round=place[0]), place[1]),
        )
        for *place, kept, posted in _unequal(MoneyPosting, ("round",), "amount_fen", balances)
    ]


@invariant("log")
def the_log_has_every_entry_once() -> list[Discrepancy]:
    """Entries are numbered without a gap; each id stands as first once."""
    count, last = Entry.objects.count(), Entry.objects.aggregate(last=Max("seq"))["last"] or 0
    firsts = Entry.objects.filter(is_first=True)
    if count == last and firsts.count() == firsts.values("event_id").distinct().count():
        return []
    return [
        Discrepancy(
            "log",
            "the_log_has_every_entry_once",
            gettext_noop("The journal has %(count)s entries, its last one is number %(last)s."),
            amounts={"count": str(count), "last": str(last)},
        )
    ]
