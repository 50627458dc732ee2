"""Decisions about people: whether a wish for duty is allowed, whether a team may be formed."""

from datetime import date
from typing import Final

from linqiao.core.policy import answer_wish, pack_for
from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop
from linqiao.journal.rights import GROUPS

GROUP_CODES: Final = frozenset(GROUPS)


def check_wish(wish: str | None, hazard: str, level: str, on: date) -> None:
    """Refuse ``barred_by_zone`` a wish that the rules of the household's zone bar,
    with rule and openings.
    """
    if wish is None:
        return
    barred = answer_wish(pack_for(hazard, on), level, wish)
    if barred is not None:
        raise Refusal(
            "barred_by_zone",
            gettext_noop("Barred by %(rule)s (%(reference)s). Open to you: %(openings)s."),
            rule=barred.rule,
            reference=barred.reference,
            openings="; ".join(barred.openings),
        )


def check_consent(has_consent: bool) -> None:
    """Refuse ``no_consent`` a team before the committee has consented."""
    if not has_consent:
        raise Refusal(
            "no_consent",
            gettext_noop("The committee has not consented yet: no team can be formed."),
        )


def check_group_code(group: str) -> None:
    """Refuse ``unknown_reference`` a group that is none of the five."""
    if group not in GROUP_CODES:
        raise Refusal(
            "unknown_reference", gettext_noop("There is no group %(group)s."), group=group
        )
