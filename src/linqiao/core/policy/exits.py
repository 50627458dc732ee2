"""When a zone may end at the earliest.  It is shown, never done: an authority's notice lifts a zone."""

from dataclasses import dataclass
from datetime import date, timedelta

from linqiao.core.policy.packs import RulePack, level_rules
from linqiao.core.words import gettext_noop


@dataclass(frozen=True)
class ExitOutlook:
    """The earliest day that the rule allows, what is still needed, and the level that would follow."""

    day: date
    words: str
    next_level: str


def earliest_exit(
    pack: RulePack, level: str, since: date, *, last_case: date | None = None, final_round_done: bool = False
) -> ExitOutlook | None:
    """The outlook of a zone set on ``since``; days count from the last new case in it, if there was one.

    ``None`` for a level without an exit rule.  Source: the exit rule of the pack.

    >>> from linqiao.core.policy.packs import pack_for
    >>> earliest_exit(pack_for("epidemic", date(2022, 9, 1)), "medium", date(2022, 9, 1)).day
    datetime.date(2022, 9, 8)
    """
    rule = level_rules(pack, level).exit
    if rule is None:
        return None
    day = max(since, last_case or since) + timedelta(days=rule.days_no_new)
    if rule.final_round_required and not final_round_done:
        words = gettext_noop("Needs a final round with all residents negative, and the authority's notice.")
    else:
        words = gettext_noop("Needs the authority's notice.")
    return ExitOutlook(day, words, rule.next_level)
