"""Policy: dated rule packs, what a zone's level means for a household, when it may end at the earliest."""

from linqiao.core.policy.exits import ExitOutlook, earliest_exit
from linqiao.core.policy.packs import LevelRules, RulePack, level_rules, pack_for
from linqiao.core.policy.wishes import Barred, answer_wish
from linqiao.core.policy.zones import check_scope, covers, level_of, strictest

__all__ = [
    "Barred",
    "ExitOutlook",
    "LevelRules",
    "RulePack",
    "answer_wish",
    "check_scope",
    "covers",
    "earliest_exit",
    "level_of",
    "level_rules",
    "pack_for",
    "strictest",
]
