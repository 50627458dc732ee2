"""Rules of zero discrepancy that delivery keeps: custody, the store's count,
and the trace of every request.
"""

from collections import Counter

from django.db.models import F

from linqiao.core.units import format_quantity
from linqiao.core.words import gettext_noop
from linqiao.delivery import queries
from linqiao.delivery.models import Delivered
from linqiao.intake import queries as intake
from linqiao.intake.models import Request
from linqiao.ledger.invariants import Discrepancy, invariant
from linqiao.ledger.queries import goods_by_place
from linqiao.supply.models import Due


@invariant("goods")
def hands_and_doors_agree_with_the_ledger() -> list[Discrepancy]:
    """What volunteers hold and households have, by the tables of delivery and by the ledger."""
    tables: Counter[tuple[str, str, str]] = Counter()
    for round_code, item, _, member, quantity in queries.held():
        tables[round_code, item, f"hands:{member}"] += quantity
    dues = Due.objects.filter(delivered_milli__gt=0)
    for round_code, item, household, delivered in dues.values_list(
        "round", "item", "household", "delivered_milli"
    ):
        tables[round_code, item, f"household:{household}"] += delivered
    rows = goods_by_place()
    ledger = Counter(
        {(r, i, a): q for r, i, a, q in rows if a.startswith(("hands:", "household:"))}
    )
    return [
        Discrepancy(
            "goods",
            "hands_and_doors_agree_with_the_ledger",
            gettext_noop(
                "Round %(round)s, %(item)s: %(account)s has %(kept)s in the ledger, %(noted)s in "
                "delivery."
            ),
            round=place[0],
            item=place[1],
            amounts={
                "account": place[2],
                "kept": format_quantity(ledger[place]),
                "noted": format_quantity(tables[place]),
            },
        )
        for place in sorted(tables.keys() | ledger.keys())
        if tables[place] != ledger[place]
    ]


@invariant("goods")
def the_store_holds_what_was_counted() -> list[Discrepancy]:
    """A difference found by a count is explained by an adjustment."""
    return [
        Discrepancy(
            "goods",
            "the_store_holds_what_was_counted",
            gettext_noop(
                "%(item)s: the store's count differs from the books by %(difference)s; explain or "
                "recount."
            ),
            item=row.item,
            amounts={"difference": format_quantity(row.difference_milli)},
            events=(row.seq,),
        )
        for row in queries.count_differences()
    ]


@invariant("trace")
def every_due_has_its_way() -> list[Discrepancy]:
    """What is due was delivered, is in hands, or waits in the store;
    hands agree with the holdings.
    """
    held: Counter[tuple[str, str, str]] = Counter()
    for round_code, item, household, _, quantity in queries.held():
        held[round_code, household, item] += quantity
    found = []
    dues = Due.objects.order_by("id").annotate(kept=F("allotted_milli") - F("forgone_milli"))
    for round_code, household, item, kept, noted, delivered in dues.values_list(
        "round", "household", "item", "kept", "in_hands_milli", "delivered_milli"
    ):
        in_hands = held[round_code, household, item]
        if in_hands != noted or kept < noted + delivered:
            found.append(
                Discrepancy(
                    "trace",
                    "every_due_has_its_way",
                    gettext_noop(
                        "Round %(round)s, %(household)s, %(item)s: due %(due)s, noted %(noted)s."
                    ),
                    round=round_code,
                    household=household,
                    item=item,
                    amounts={
                        "due": format_quantity(kept),
                        "noted": format_quantity(in_hands + delivered),
                    },
                )
            )
    return found


@invariant("trace")
def every_request_has_its_words() -> list[Discrepancy]:
    """Every request comes from an entry of a message or a recorded change,
    and every delivery has a request.
    """
    sources = intake.places_with_words()
    asked = set(Request.objects.values_list("round", "household"))
    served = set(Delivered.objects.values_list("round", "household"))
    wordless = gettext_noop("Round %(round)s, %(household)s: a request without words.")
    unasked = gettext_noop("Round %(round)s, %(household)s: a delivery without a request.")
    orphans = [(place, wordless) for place in sorted(asked - sources)]
    orphans += [(place, unasked) for place in sorted(served - asked)]
    return [
        Discrepancy(
            "trace", "every_request_has_its_words", words, round=place[0], household=place[1]
        )
        for place, words in orphans
    ]
