"""Policy: dated rule packs, what a level means for a household, when it may end at the earliest."""

from linqiao.core.policy.exits import ExitOutlook, earliest_exit
from linqiao.core.policy.packs import level_rules, pack_for
from linqiao.core.policy.types import Bar, Duty, ExitRule, LevelRules, PackFault, RulePack
from linqiao.core.policy.wishes import Barred, answer_wish
from linqiao.core.policy.zones import check_scope, covers, floor_of, level_of, strictest, strictness

__all__ = [
    "Bar",
    "Barred",
    "Duty",
    "ExitOutlook",
    "ExitRule",
    "LevelRules",
    "PackFault",
    "RulePack",
    "answer_wish",
    "check_scope",
    "covers",
    "earliest_exit",
    "floor_of",
    "level_of",
    "level_rules",
    "pack_for",
    "strictest",
    "strictness",
]
