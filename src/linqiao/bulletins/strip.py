"""The zero-discrepancy strip: five rules, each with its two sides, and what breaks them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Sum

from linqiao.core.units import format_quantity, format_yuan
from linqiao.core.words import gettext_noop
from linqiao.intake import queries as intake
from linqiao.journal.facts import reading
from linqiao.journal.models import Compound, Entry
from linqiao.journal.scope import current
from linqiao.ledger.invariants import INVARIANTS, RULES, Discrepancy, discrepancies
from linqiao.ledger.models import GoodsBalance, MoneyBalance
from linqiao.supply.models import OrderLine

Requests = list[tuple[str, str, dict[str, int]]]
LABELS = {
    "goods": (gettext_noop("Goods"), "物资"),
    "money": (gettext_noop("Money"), "钱款"),
    "demand": (gettext_noop("Demand"), "需求"),
    "trace": (gettext_noop("Trace"), "追溯"),
    "log": (gettext_noop("Journal"), "流水账"),
}


@dataclass(frozen=True)
class Cell:
    """One rule: what stands on its left and on its right, and whether nothing breaks it."""

    rule: str
    label: str
    label_zh: str
    left: str
    right: str
    ok: bool


@dataclass(frozen=True)
class Reconciliation:
    """The strip and everything that breaks it."""

    cells: tuple[Cell, ...]
    discrepancies: tuple[Discrepancy, ...]

    def event_names(self, one: Discrepancy) -> list[str]:
        """Ids of the events that caused a discrepancy."""
        rows = Entry.objects.filter(seq__in=one.events).order_by("seq")
        return list(rows.values_list("event_id", flat=True))

    def as_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return {
            "strip": [vars(cell) for cell in self.cells],
            "discrepancies": [
                {
                    "rule": one.rule,
                    "invariant": one.invariant,
                    "round": one.round,
                    "household": one.household,
                    "item": one.item,
                    "amounts": dict(one.amounts),
                    "words": one.words % one.params,
                    "events": self.event_names(one),
                }
                for one in self.discrepancies
            ],
        }


def reconciliation() -> Reconciliation:
    """Check every rule and put the figures of both sides beside it."""
    with reading():
        return _reconciled()


def _reconciled() -> Reconciliation:
    found = tuple(discrepancies())
    broken = {one.rule for one in found}
    requests = intake.all_requests()
    sides = {
        "goods": _goods(),
        "money": _money(),
        "demand": _demand(requests),
        "trace": _trace(requests),
        "log": _log(),
    }
    cells = tuple(Cell(rule, *LABELS[rule], *sides[rule], ok=rule not in broken) for rule in RULES)
    assert {rule for rule, _ in INVARIANTS.values()} == set(RULES), "a rule without a check"
    return Reconciliation(cells, found)


def _goods() -> tuple[str, str]:
    """What came good, and where it is now, in selling units over all items."""
    came = OrderLine.objects.aggregate(total=Sum("good_milli"))["total"] or 0
    rows = GoodsBalance.objects.exclude(account="origin").exclude(account__startswith="supplier:")
    return format_quantity(came), format_quantity(
        rows.aggregate(total=Sum("quantity_milli"))["total"] or 0
    )


def _money() -> tuple[str, str]:
    """All that the money accounts hold above zero, and all below."""
    above = (
        MoneyBalance.objects.filter(amount_fen__gt=0).aggregate(total=Sum("amount_fen"))["total"]
        or 0
    )
    below = (
        MoneyBalance.objects.filter(amount_fen__lt=0).aggregate(total=Sum("amount_fen"))["total"]
        or 0
    )
    return format_yuan(above), format_yuan(-below)


def _demand(requests: Requests) -> tuple[str, str]:
    """What is wished in rounds that were ordered, and what was ordered,
    in selling units over all items.
    """
    ordered_rounds = set(OrderLine.objects.values_list("round", flat=True).distinct())
    wished = sum(sum(lines.values()) for code, _, lines in requests if code in ordered_rounds)
    ordered = OrderLine.objects.aggregate(total=Sum("quantity_milli"))["total"] or 0
    return format_quantity(wished), format_quantity(ordered)


def _trace(requests: Requests) -> tuple[str, str]:
    """Requests, and those of them whose words (an entry of a message or a recorded change) are
    kept.
    """
    asked = {(round_code, household) for round_code, household, _ in requests}
    return str(len(asked)), str(len(asked & intake.places_with_words()))


def _log() -> tuple[str, str]:
    """Entries in the journal, and the number of its head."""
    head = Compound.objects.get(pk=current().compound_id)
    return str(Entry.objects.count()), str(head.seq)
