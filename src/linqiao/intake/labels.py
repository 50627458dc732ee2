"""Codes of the reader in words: why an entry waits, where it came in, what was taken for what."""

from collections.abc import Mapping
from typing import Final

from linqiao.core.words import Said, Value, gettext_noop

WHOLE_ORDER: Final = "*"

FLAG: Final = {
    "missing_address": gettext_noop("no address"),
    "invalid_address": gettext_noop("no such room"),
    "ambiguous_address": gettext_noop("several rooms read so"),
    "address_conflict": gettext_noop("two addresses contradict each other"),
    "unknown_item": gettext_noop("no such goods"),
    "ambiguous_item": gettext_noop("fits several goods"),
    "not_in_round": gettext_noop("not in this round"),
    "ambiguous_quantity": gettext_noop("how many is not certain"),
    "over_limit": gettext_noop("more than a household may order"),
    "duplicate": gettext_noop("ordered twice"),
    "conflicting_amendment": gettext_noop("changes what does not stand, or twice"),
    "late": gettext_noop("after the round closed"),
    "amount_mismatch": gettext_noop("the amount named is not what it costs"),
    "prescription_required": gettext_noop("needs a prescription"),
    "unreadable": gettext_noop("cannot be read"),
}
CHANNEL: Final = {
    "jielong": gettext_noop("chain message"),
    "chat": gettext_noop("chat"),
    "form": gettext_noop("form"),
    "phone_note": gettext_noop("telephone note"),
    "sheet_row": gettext_noop("row of a sheet"),
}
MESSAGE_KIND: Final = {
    "order": gettext_noop("an order"),
    "amend": gettext_noop("a change"),
    "question": gettext_noop("a question"),
    "thanks": gettext_noop("thanks"),
    "complaint": gettext_noop("a complaint"),
    "help": gettext_noop("a call for help"),
    "other": gettext_noop("something else"),
}
FINDING: Final = {
    "address": gettext_noop("address"),
    "person": gettext_noop("person"),
    "money": gettext_noop("money"),
    "goods": gettext_noop("goods"),
    "quantity": gettext_noop("quantity"),
    "action": gettext_noop("action"),
    "remark": gettext_noop("remark"),
    "unknown": gettext_noop("not understood"),
}
# What a remark or an action was taken for, and a quantity that is none.
TAKEN_FOR: Final = {
    "question": gettext_noop("a question"),
    "complaint": gettext_noop("a complaint"),
    "help": gettext_noop("a call for help"),
    "had": gettext_noop("goods that came already"),
    "remark": gettext_noop("no wish"),
    "add": gettext_noop("more of it"),
    "set": gettext_noop("a new quantity"),
    "cancel": gettext_noop("taken off"),
    "swap": gettext_noop("one for another"),
    "each": gettext_noop("of each"),
    "?": gettext_noop("no certain number"),
}
_LINE: Final = {
    "order": gettext_noop("%(item)s %(quantity)s"),
    "add": gettext_noop("%(item)s, %(quantity)s more"),
    "set": gettext_noop("%(item)s, now %(quantity)s"),
    "cancel": gettext_noop("no %(item)s"),
}


def said(code: str, labels: Mapping[str, str]) -> Value:
    """A code in words; one that has none stands for itself."""
    return Said(labels[code]) if code in labels else code


def line_said(action: str, item: str, quantity: str) -> Said:
    """A line of an order in words."""
    if item == WHOLE_ORDER:
        return Said(
            _LINE[action], {"item": Said(gettext_noop("whole order")), "quantity": quantity}
        )
    return Said(_LINE[action], {"item": item, "quantity": quantity})
