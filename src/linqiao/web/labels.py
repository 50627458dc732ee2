"""Codes of the tables in words: every state, level and event type that a page shows, and its mark.

Marks are the classes of the style sheet: each stands for a shape and a colour together.
"""

import re
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from linqiao.core.units import format_quantity, format_yuan
from linqiao.core.words import gettext_noop

HOURS_SHOWN: Final = Decimal("0.1")
_HOUSEHOLD = re.compile(r"[^-\s]+-[^-\s]+-[^-\s]+")

LEVEL: Final = {
    "high": (gettext_noop("High"), "bad"),
    "medium": (gettext_noop("Medium"), "warn"),
    "low": (gettext_noop("Low"), "ok"),
    "none": (gettext_noop("None"), "off"),
}
# Where a rule pack has no name of its own for the level.
LEVEL_NAME: Final = {
    "high": gettext_noop("Level: high"),
    "medium": gettext_noop("Level: medium"),
    "low": gettext_noop("Level: low"),
    "none": gettext_noop("No level in force"),
}
HAZARD: Final = {
    "epidemic": gettext_noop("Epidemic"),
    "flood": gettext_noop("Flood"),
    "heat": gettext_noop("Heat wave"),
}
ROUND_KIND: Final = {"supply": gettext_noop("Supplies"), "medicine": gettext_noop("Medicine")}
ROUND_STATE: Final = {
    "open": (gettext_noop("Taking requests"), "go"),
    "closed": (gettext_noop("Closed, not reported"), ""),
    "reported": (gettext_noop("Reported up"), "go"),
    "ordered": (gettext_noop("Goods ordered"), "go"),
    "received": (gettext_noop("Arrived"), "go"),
    "delivered": (gettext_noop("All delivered"), "ok"),
    "cancelled": (gettext_noop("Cancelled"), "off"),
}
NEED_STAGE: Final = {
    "open": (gettext_noop("To do"), ""),
    "sourcing": (gettext_noop("Asking pharmacies"), "go"),
    "promised": (gettext_noop("Promised"), "go"),
    "bought": (gettext_noop("Bought"), "go"),
    "delivered": (gettext_noop("Delivered"), "ok"),
    "closed": (gettext_noop("Closed"), "ok"),
}
GROUP: Final = {
    "order": gettext_noop("Order keeping"),
    "purchase": gettext_noop("Purchasing"),
    "medicine": gettext_noop("Medicine supply"),
    "disinfect": gettext_noop("Disinfection"),
    "distribute": gettext_noop("Distribution"),
}
HANDOVER: Final = {
    "running": (gettext_noop("Campaign under way"), "go"),
    "started": (gettext_noop("Hand-over begun"), "go"),
    "complete": (gettext_noop("Handed over"), "ok"),
    "closed": (gettext_noop("Campaign closed"), "ok"),
}
RULE: Final = {
    "goods": gettext_noop("Came in good = where it is now"),
    "money": gettext_noop("Debit = credit"),
    "demand": gettext_noop("Requested → ordered"),
    "trace": gettext_noop("Requests = those with their words"),
    "log": gettext_noop("Entries = head of the chain"),
}
REASON: Final = {
    "unknown_type": gettext_noop("unknown kind of event"),
    "bad_fields": gettext_noop("a field is wrong"),
    "unknown_reference": gettext_noop("names something that does not exist"),
    "not_allowed": gettext_noop("a rule forbids it"),
    "wrong_state": gettext_noop("not possible at this point"),
    "duplicate_code": gettext_noop("code already used"),
    "exceeds": gettext_noop("more than there is"),
    "barred_by_zone": gettext_noop("barred by the zone's rules"),
    "no_consent": gettext_noop("the committee has not consented"),
    "unbalanced": gettext_noop("does not balance"),
}
EVENT: Final = {
    "bulletin": gettext_noop("Bulletin made"),
    "campaign.close": gettext_noop("Campaign closed"),
    "campaign.define": gettext_noop("Campaign defined"),
    "care.act": gettext_noop("Care given"),
    "care.close": gettext_noop("Care case closed"),
    "care.open": gettext_noop("Care case opened"),
    "committee.consent": gettext_noop("Committee consented"),
    "compound.define": gettext_noop("Compound defined"),
    "delivery": gettext_noop("Delivered to the door"),
    "delivery.exception": gettext_noop("Exception at the door"),
    "disinfect.log": gettext_noop("Disinfection logged"),
    "entry.confirm": gettext_noop("Doubted entry confirmed"),
    "entry.dismiss": gettext_noop("Unclear entry put aside"),
    "entry.settle": gettext_noop("Unclear entry settled"),
    "feedback": gettext_noop("Feedback received"),
    "feedback.answer": gettext_noop("Feedback answered"),
    "goods.hand_out": gettext_noop("Goods handed out"),
    "goods.receive": gettext_noop("Goods received"),
    "goods.return": gettext_noop("Goods returned to the store"),
    "goods.send_back": gettext_noop("Goods sent back to the supplier"),
    "group.form": gettext_noop("Group formed"),
    "group.join": gettext_noop("Joined a group"),
    "group.leave": gettext_noop("Left a group"),
    "handover.accept": gettext_noop("Hand-over item accepted"),
    "handover.complete": gettext_noop("Hand-over complete"),
    "handover.item": gettext_noop("Hand-over item listed"),
    "handover.start": gettext_noop("Hand-over begun"),
    "item.set": gettext_noop("Item of the catalogue set"),
    "lesson.forget": gettext_noop("Lesson of the reader taken back"),
    "lesson.learn": gettext_noop("Reader taught a word"),
    "liaison": gettext_noop("Talk with a partner noted"),
    "medicine.buy": gettext_noop("Medicine bought"),
    "medicine.close": gettext_noop("Medicine need closed"),
    "medicine.deliver": gettext_noop("Medicine delivered"),
    "medicine.escalate": gettext_noop("Medicine need escalated"),
    "medicine.need": gettext_noop("Medicine needed"),
    "medicine.prescription": gettext_noop("Prescription received"),
    "medicine.source": gettext_noop("Pharmacy asked"),
    "message": gettext_noop("Message received"),
    "partner.set": gettext_noop("Partner set"),
    "payment": gettext_noop("Payment received"),
    "policy.announce": gettext_noop("Policy announced"),
    "post.open": gettext_noop("Post opened"),
    "privacy.erase": gettext_noop("Personal values erased"),
    "privacy.purge": gettext_noop("Day of erasure set"),
    "purchase.order": gettext_noop("Purchase ordered"),
    "purchase.price": gettext_noop("Price changed"),
    "refund": gettext_noop("Refund paid"),
    "request.change": gettext_noop("Request changed"),
    "resident.remove": gettext_noop("Resident removed"),
    "resident.set": gettext_noop("Resident set"),
    "round.cancel": gettext_noop("Round cancelled"),
    "round.close": gettext_noop("Round closed"),
    "round.open": gettext_noop("Round opened"),
    "round.report": gettext_noop("Demand reported"),
    "round.set": gettext_noop("Round planned"),
    "shift.check_in": gettext_noop("Checked in for a shift"),
    "shift.check_out": gettext_noop("Checked out of a shift"),
    "shift.note": gettext_noop("Note for the next shift"),
    "shift.plan": gettext_noop("Shift planned"),
    "shift.swap": gettext_noop("Shift swapped"),
    "stock.adjust": gettext_noop("Stock difference explained"),
    "stock.count": gettext_noop("Store counted"),
    "supplier.credit": gettext_noop("Supplier's credit"),
    "supplier.pay": gettext_noop("Supplier paid"),
    "task.assign": gettext_noop("Task assigned"),
    "task.done": gettext_noop("Task done"),
    "team.form": gettext_noop("Team formed"),
    "testing.close": gettext_noop("Testing session closed"),
    "testing.household": gettext_noop("Household tested"),
    "testing.open": gettext_noop("Testing session opened"),
    "testing.result": gettext_noop("Test results came"),
    "volunteer.report": gettext_noop("Volunteer reported"),
    "volunteer.stand_down": gettext_noop("Volunteer stood down"),
    "zone.set": gettext_noop("Zone set"),
}


def word(words: dict[str, str], code: str) -> str:
    """The code in the reader's language; a code without words stands for itself."""
    return _(words[code]) if code in words else code


def marked(words: dict[str, tuple[str, str]], code: str) -> tuple[str, str]:
    """(text, mark) of a code; a code without words stands for itself, without a mark of its own."""
    text, mark = words.get(code, (code, ""))
    return (_(text) if code in words else text), mark


def actor(code: str) -> str:
    """Who did it, without an address: a household is just a household."""
    if code == "system":
        return _("the system")
    return _("a household") if _HOUSEHOLD.fullmatch(code) else code


def grouped(text: str) -> str:
    """A decimal text with its thousands set apart.

    >>> grouped("-22901.70")
    '-22,901.70'
    """
    whole, dot, rest = text.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits):,}{dot}{rest}" if digits.isdecimal() else text


def hours(text: str) -> str:
    """Hours to a tenth; the exact time is in the journal.

    >>> hours("493.93333333333334"), hours("815")
    ('493.9', '815')
    """
    return grouped(format(Decimal(text).quantize(HOURS_SHOWN), "f").removesuffix(".0"))


def money(fen: int) -> str:
    """An amount without its unit, for a column whose head names it."""
    return grouped(format_yuan(fen))


def yuan(fen: int) -> str:
    """An amount with its unit, as the language writes it."""
    return _("¥%(amount)s") % {"amount": money(fen)}


def quantity(milli: int) -> str:
    """A quantity with its thousands set apart, without a unit."""
    return grouped(format_quantity(milli))
