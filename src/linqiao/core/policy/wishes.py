"""Which duties the rules of a zone bar, and what is open instead."""

from dataclasses import dataclass

from linqiao.core.policy.packs import RulePack, level_rules


@dataclass(frozen=True)
class Barred:
    """The rule that bars a wish, where it stands, and the openings near home."""

    rule: str
    reference: str
    openings: tuple[str, ...]


def answer_wish(pack: RulePack, level: str, wish: str) -> Barred | None:
    """``None`` where the level allows the duty; else the rule and the openings.

    >>> from datetime import date
    >>> from linqiao.core.policy.packs import pack_for
    >>> answer_wish(pack_for("epidemic", date(2022, 9, 1)), "medium", "outside_checkpoint").rule
    'epidemic-2022-06/medium'
    """
    if level == "none":
        return None
    rules = level_rules(pack, level)
    if wish not in rules.bars:
        return None
    return Barred(f"{pack.id}/{rules.code}", pack.reference, pack.openings)
