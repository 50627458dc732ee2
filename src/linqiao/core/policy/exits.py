"""When a zone may end at the earliest: shown, never done.  An authority's notice lifts a zone."""

from dataclasses import dataclass
from datetime import date, timedelta

from linqiao.core.policy.packs import level_rules
from linqiao.core.policy.types import ExitRule, RulePack
from linqiao.core.words import gettext_noop

HOURS_A_DAY = 24


@dataclass(frozen=True)
class ExitOutlook:
    """The earliest day that the rule allows, what is still needed, and the level that would follow.

    ``notice`` names whose word lifts the zone, ``reference`` where the rule stands.
    """

    day: date
    words: str
    next_level: str
    notice: str
    notice_zh: str
    reference: str


def earliest_exit(
    pack: RulePack,
    level: str,
    since: date,
    *,
    last_case: date | None = None,
    final_round_done: bool | None = None,
    came_from: str | None = None,
) -> ExitOutlook | None:
    """The outlook of a zone set on ``since``; ``None`` for a level without an exit rule.

    Days count from the last new case, if there was one.  ``last_case`` is the last that counts for
    this zone: one that the authorities do not extend it for (among strictly isolated housemates) is
    not given here.  ``final_round_done``: whether the final round was all negative, ``None`` if
    nobody knows.  ``came_from``: the stricter level that the zone was eased from; a medium zone
    that was high needs fewer days than one that was medium at once.  Source: the exit rule of the
    pack.

    >>> from linqiao.core.policy.packs import pack_for
    >>> ninth = pack_for("epidemic", date(2022, 9, 1))
    >>> earliest_exit(ninth, "medium", date(2022, 9, 1)).day
    datetime.date(2022, 9, 8)
    >>> earliest_exit(ninth, "medium", date(2022, 9, 8), came_from="high").day
    datetime.date(2022, 9, 11)
    """
    rules = level_rules(pack, level)
    rule = rules.exit_from.get(came_from or "", rules.exit)
    if rule is None:
        return None
    counted_from = max(since, last_case or since)
    return ExitOutlook(
        day=counted_from + timedelta(days=_whole_days(rule)),
        words=_words(rule, bool(final_round_done)),
        next_level=rule.next_level,
        notice=rule.notice,
        notice_zh=rule.notice_zh,
        reference=rule.reference,
    )


def _whole_days(rule: ExitRule) -> int:
    # A day begun counts whole: never promise an earlier day than the rule allows.
    return rule.days_no_new + -(-rule.hours_no_new // HOURS_A_DAY)


def _words(rule: ExitRule, final_round_done: bool) -> str:
    if rule.final_round_required and not final_round_done:
        return gettext_noop(
            "Needs a final round with all residents negative, and the authority's notice.",
        )
    return gettext_noop("Needs the authority's notice.")
