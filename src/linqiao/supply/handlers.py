"""How events change rounds and payments; purchases are in ``purchases.py``."""

from linqiao.catalogue.queries import require_items
from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop
from linqiao.intake import queries as intake
from linqiao.intake import steps as intake_steps
from linqiao.journal.events import Stamp, handles
from linqiao.journal.fields import Sealed
from linqiao.ledger import accounts
from linqiao.ledger.books import MoneyMove, post_money
from linqiao.places.queries import require_household
from linqiao.supply import (
    purchases,  # noqa: F401  # registers the handlers of purchases
    queries,
    rules,
)
from linqiao.supply.events import (
    Payment,
    Refund,
    RoundCancel,
    RoundClose,
    RoundOpen,
    RoundReport,
    RoundSet,
)
from linqiao.supply.models import Plan, Receipt, Round


@handles(RoundSet)
def set_round(event: RoundSet, stamp: Stamp) -> None:
    """Keep a planned round; the same code again replaces it until it is opened."""
    require_items(event.items)
    plan = Plan.objects.filter(code=event.code).first() or Plan(code=event.code, place=stamp.seq)
    if Round.objects.filter(code=event.code).exists():
        raise Refusal(
            "wrong_state", gettext_noop("Round %(round)s was opened already."), round=event.code
        )
    plan.items, plan.opens, plan.closes = (
        list(event.items),
        event.opens.isoformat(),
        event.closes.isoformat(),
    )
    plan.save()


@handles(RoundOpen)
def open_round(event: RoundOpen, stamp: Stamp) -> None:
    """Begin to take wishes; what was planned for the code must agree."""
    if Round.objects.filter(code=event.code).exists():
        raise Refusal(
            "duplicate_code", gettext_noop("There is a round %(round)s already."), round=event.code
        )
    if event.closes <= event.opens:
        raise Refusal(
            "bad_fields", gettext_noop("Round %(round)s closes before it opens."), round=event.code
        )
    require_items(event.items)
    planned = queries.plans().get(event.code)
    if planned and planned != (event.items, event.opens.isoformat(), event.closes.isoformat()):
        raise Refusal(
            "bad_fields", gettext_noop("Round %(round)s was planned otherwise."), round=event.code
        )
    Round(
        code=event.code,
        kind=event.kind,
        state="open",
        items=list(event.items),
        opens=event.opens,
        closes=event.closes,
        mode=event.mode or "",
        reported_to="",
        seq=stamp.seq,
    ).save()
    intake_steps.open_window(event.code, event.kind, event.items, event.opens, event.closes)


@handles(RoundClose)
def close_round(event: RoundClose, stamp: Stamp) -> None:
    """Take no more wishes."""
    _step(queries.round_(event.code), "close")


@handles(RoundCancel)
def cancel_round(event: RoundCancel, stamp: Stamp) -> None:
    """Give the round up; what was paid is owed back, because nothing is charged."""
    _step(queries.round_(event.code), "cancel")
    intake_steps.cancel_window(event.code)


@handles(RoundReport)
def report_round(event: RoundReport, stamp: Stamp) -> None:
    """Keep the demand as it goes up."""
    round_ = queries.round_(event.round)
    round_.reported, round_.reported_to = dict(intake.demand(event.round)), event.to
    _step(round_, "report", "reported", "reported_to")


def _step(round_: Round, step: str, *fields: str) -> None:
    round_.state = rules.next_round_state(round_.state, step, round_.code)
    round_.save(update_fields=["state", *fields])


@handles(Payment)
def take_payment(event: Payment, stamp: Stamp) -> None:
    """Note a payment; more than is charged is owed back."""
    queries.require_round(event.round)
    require_household(event.household)
    account = queries.account(event.round, event.household)
    account.paid_fen += event.amount
    account.save()
    till = accounts.FUND if event.method == "fund" else accounts.CASH
    payer = accounts.household(event.household)
    post_money(stamp, [MoneyMove(event.round, payer, till, event.amount, "paying")])
    _note(event, stamp, "payment", event.method, event.reference)


@handles(Refund)
def pay_refund(event: Refund, stamp: Stamp) -> None:
    """Pay back what is owed, never more."""
    queries.require_round(event.round)
    require_household(event.household)
    account = queries.account(event.round, event.household)
    rules.check_refund(event.amount, account.owed_back_fen)
    account.refunded_fen += event.amount
    account.save()
    payee = accounts.household(event.household)
    post_money(stamp, [MoneyMove(event.round, accounts.CASH, payee, event.amount, "refunding")])
    _note(event, stamp, "refund", "", event.reference)


def _note(event: Payment | Refund, stamp: Stamp, kind: str, method: str, reference: Sealed) -> None:
    Receipt(
        seq=stamp.seq,
        round=event.round,
        household=event.household,
        kind=kind,
        method=method,
        amount_fen=event.amount,
        reference=reference,
    ).save(force_insert=True)
