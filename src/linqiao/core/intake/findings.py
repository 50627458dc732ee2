"""Why an entry was read as it was: spans of the text with what each was taken for.

The reader itself works without them; they are made where a person looks: on the page that settles a
flagged entry, and by ``linqiao intake explain``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from linqiao.core.intake.clause import DONE, Clause, Token
from linqiao.core.intake.clauses import leftovers
from linqiao.core.intake.quantities import Quantity
from linqiao.core.intake.types import Finding

ADDRESS, PERSON, MONEY, GOODS, QUANTITY, ACTION, REMARK, UNKNOWN, DOUBT = (
    "address",
    "person",
    "money",
    "goods",
    "quantity",
    "action",
    "remark",
    "unknown",
    "doubt",
)
# Where a reason for doubt shows first: the kinds of finding that cause it, in this order.
_CAUSE: Final = {
    "unknown_item": (UNKNOWN,),
    "ambiguous_item": (UNKNOWN, GOODS, QUANTITY),
    "not_in_round": (GOODS,),
    "prescription_required": (GOODS,),
    "ambiguous_quantity": (QUANTITY, GOODS),
    "over_limit": (QUANTITY, GOODS),
    "amount_mismatch": (MONEY,),
    "invalid_address": (ADDRESS,),
    "ambiguous_address": (ADDRESS, PERSON),
    "address_conflict": (ADDRESS, PERSON),
    "conflicting_amendment": (ACTION, GOODS),
}


@dataclass(frozen=True)
class Trail:
    """What the stages left behind of one entry: its text, the spans that say whose it is and what
    money is named, and the clauses with their tokens.
    """

    text: str
    whose: tuple[tuple[int, int], ...]
    money: tuple[tuple[int, int], ...]
    clauses: tuple[Clause, ...]
    causes: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def findings_of(trail: Trail, flags: Iterable[str]) -> list[Finding]:
    """Every span of the entry's text that was taken for something, and one span per doubt."""
    found = [Finding(start, end, ADDRESS, trail.text[start:end]) for start, end in trail.whose]
    found += [Finding(start, end, MONEY, trail.text[start:end]) for start, end in trail.money]
    for clause in trail.clauses:
        found += _of_clause(clause)
    found.sort(key=lambda one: (one.start, one.end))
    return found + [_doubt(trail, found, reason) for reason in flags]


def _of_clause(clause: Clause) -> list[Finding]:
    if clause.kind not in ("wish", "doubt"):
        body = clause.text.strip(DONE + " \t\n")
        start = clause.start + clause.text.find(body)
        return [Finding(start, start + len(body), REMARK, clause.kind)] if body else []
    found = [_of_token(clause, token) for token in clause.tokens]
    for word in leftovers(clause):
        place = clause.text.find(word)
        if place >= 0:
            start = clause.start + place
            found.append(Finding(start, start + len(word), UNKNOWN, word))
    return found


def _of_token(clause: Clause, token: Token) -> Finding:
    start, end = clause.start + token.start, clause.start + token.end
    if token.word is not None:
        return Finding(start, end, GOODS, "|".join(token.word.codes))
    if token.quantity is not None:
        return Finding(start, end, QUANTITY, _measures(token.quantity))
    return Finding(start, end, ACTION, token.kind)


def _measures(quantity: Quantity) -> str:
    if quantity.vague:
        return "?"
    return " ".join(f"{value}{unit}" for value, unit in quantity.measures)


def _doubt(trail: Trail, found: Sequence[Finding], reason: str) -> Finding:
    """The span that causes a doubt; the whole entry where no single span does."""
    cause = trail.causes.get(reason)
    if cause is not None and reason != "unknown_item":
        return Finding(*cause, DOUBT, reason)
    for kind in _CAUSE.get(reason, ()):
        first = next((one for one in found if one.kind == kind), None)
        if first is not None:
            return Finding(first.start, first.end, DOUBT, reason)
    return Finding(0, len(trail.text), DOUBT, reason)
