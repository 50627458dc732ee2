"""Which duties the rules of a zone bar, and what is open instead."""

from dataclasses import dataclass

from linqiao.core.policy.packs import level_rules
from linqiao.core.policy.types import RulePack


@dataclass(frozen=True)
class Barred:
    """The rule that bars a wish, where it stands, and what is open instead."""

    rule: str
    reference: str
    openings: tuple[str, ...]
    openings_zh: tuple[str, ...]


def answer_wish(pack: RulePack, level: str, wish: str) -> Barred | None:
    """``None`` where the level allows the duty; else the rule and the openings.

    A high or medium level bars duty at an outside checkpoint in every pack.  Source: campaign
    contract, ``volunteer.report``; the level's rules in the pack.

    >>> from datetime import date
    >>> from linqiao.core.policy.packs import pack_for
    >>> answer_wish(pack_for("epidemic", date(2022, 9, 1)), "medium", "outside_checkpoint").rule
    'epidemic-2022-06/medium'
    """
    rules = level_rules(pack, level)
    for bar in rules.bars:
        if bar.wish == wish:
            rule = f"{pack.id}/{rules.code}"
            return Barred(rule, pack.reference, bar.openings, bar.openings_zh)
    return None
