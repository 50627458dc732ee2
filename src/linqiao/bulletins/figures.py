"""The figures of a campaign, each from the tables of its slice (campaign contract, "What a replay
prints").
"""

from typing import Any

from django.db.models import Sum

from linqiao.bulletins import rules
from linqiao.care import queries as care
from linqiao.core.units import format_quantity, format_yuan
from linqiao.delivery import queries as delivery
from linqiao.duty import queries as duty
from linqiao.health import queries as health
from linqiao.intake import queries as intake
from linqiao.ledger.queries import goods_balances, money_balances
from linqiao.medicine import queries as medicine
from linqiao.people import queries as people
from linqiao.supply.models import Account, Round, RoundItem
from linqiao.voice import queries as voice


def first_prices() -> dict[str, dict[str, int]]:
    """Price as first ordered, by round and item, in fen."""
    prices: dict[str, dict[str, int]] = {}
    rows = RoundItem.objects.filter(is_ordered=True).values_list("round", "item", "first_price_fen")
    for round_code, item, price in rows:
        prices.setdefault(round_code, {})[item] = price
    return prices


def supplies() -> tuple[int, int]:
    """Number of supply requests and their value in fen at the prices first ordered."""
    prices = first_prices()
    requests = intake.all_requests()
    value = sum(
        rules.value_fen(lines, prices.get(round_code, {})) for round_code, _, lines in requests
    )
    return len(requests), value


def counted() -> dict[str, Any]:
    """All figures but discrepancies, refusals and balances; amounts in yuan as text."""
    requests, value_fen = supplies()
    boxes, medicine_fen = medicine.boxes_and_amount()
    refunds_fen = Account.objects.aggregate(total=Sum("refunded_fen"))["total"] or 0
    feedback = voice.feedback_counts()
    return {
        "requests": requests,
        "supplies_yuan": format_yuan(value_fen),
        "medicine_boxes": boxes,
        "medicine_yuan": format_yuan(medicine_fen),
        "volunteers_first": people.first_team_size(),
        "volunteers": people.volunteer_count(),
        "groups": people.group_count(),
        "rounds": Round.objects.count(),
        "households_served": delivery.households_served(),
        "deliveries": delivery.delivery_count(),
        "refunds_yuan": format_yuan(refunds_fen),
        "shifts": duty.shift_count(),
        "shift_hours": rules.person_hours(duty.worked_seconds()),
        "tests_sessions": health.session_count(),
        "swabbed": health.swabbed_count(),
        "disinfections": health.disinfection_count(),
        "liaison": voice.liaison_count(),
        "thanks": feedback.get("thanks", 0),
        "complaints": feedback.get("complaint", 0),
        "care_cases": care.case_count(),
        "flagged_entries": intake.flagged_count(),
    }


def balances() -> dict[str, dict[str, Any]]:
    """What stands at every account that is not empty, as decimal text."""
    goods = {
        account: {item: format_quantity(quantity) for item, quantity in items.items()}
        for account, items in goods_balances().items()
    }
    return {
        "goods": goods,
        "money": {account: format_yuan(fen) for account, fen in money_balances().items()},
    }
