"""Rule packs: the rules of a hazard from a day on, read from dated data files that name their source."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from linqiao.core.policy.zones import ORDER


class PackFault(ValueError):
    """A rule pack that cannot be read: names the file, the field and what would be right."""


@dataclass(frozen=True)
class ExitRule:
    """When a level may end: days without anything new, a final round of testing, the level that follows."""

    days_no_new: int
    final_round_required: bool
    next_level: str


@dataclass(frozen=True)
class LevelRules:
    """What a level means; ``is_exact`` is false where the pack does not know it and a stricter one is taken."""

    code: str
    label: str
    label_zh: str
    measures: str
    measures_zh: str
    service: str
    bars: tuple[str, ...]
    exit: ExitRule | None
    is_exact: bool = True


@dataclass(frozen=True)
class Duty:
    """Something to be done every day, with its figure and where the figure comes from."""

    words: str
    words_zh: str
    reference: str


@dataclass(frozen=True)
class RulePack:
    """The rules of a hazard from a day on."""

    id: str
    hazard: str
    starts: date
    title: str
    title_zh: str
    reference: str
    levels: Mapping[str, LevelRules]
    openings: tuple[str, ...]
    duties: tuple[Duty, ...]


@cache
def all_packs() -> tuple[RulePack, ...]:
    """Every pack of the package, by hazard and first day."""
    folder = files("linqiao.core.policy") / "packs"
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".yaml"))
    packs = [read_pack(name, (folder / name).read_text(encoding="utf-8")) for name in names]
    return tuple(sorted(packs, key=lambda pack: (pack.hazard, pack.starts)))


def read_pack(name: str, text: str) -> RulePack:
    """One pack from its file's text; ``PackFault`` names the field that is missing or wrong."""
    raw = yaml.safe_load(text)
    try:
        return RulePack(
            id=str(raw["id"]),
            hazard=_one_of(raw, "hazard", ("epidemic", "flood", "heat")),
            starts=_day(raw, "from"),
            title=str(raw["title"]["en"]),
            title_zh=str(raw["title"]["zh"]),
            reference=str(raw["reference"]),
            levels={code: _level(code, fields) for code, fields in raw["levels"].items()},
            openings=tuple(raw["openings"]),
            duties=tuple(Duty(one["en"], one["zh"], one["reference"]) for one in raw["duties"]),
        )
    except (KeyError, TypeError, AttributeError) as fault:
        raise PackFault(f"{name}: the field {fault} is missing or has another shape") from None
    except ValueError as fault:
        raise PackFault(f"{name}: {fault}") from None


def _one_of(raw: Mapping[str, Any], field: str, choices: tuple[str, ...]) -> str:
    if raw[field] not in choices:
        raise ValueError(f"{field}: one of {', '.join(choices)}")
    return str(raw[field])


def _day(raw: Mapping[str, Any], field: str) -> date:
    if not isinstance(raw[field], date):
        raise ValueError(f"{field}: a day such as 2022-06-28")
    return raw[field]


def _level(code: str, fields: Mapping[str, Any]) -> LevelRules:
    if code not in ORDER:
        raise ValueError(f"levels: {code} is none of {', '.join(ORDER)}")
    rule = fields.get("exit")
    return LevelRules(
        code=code,
        label=fields["label"]["en"],
        label_zh=fields["label"]["zh"],
        measures=fields["measures"]["en"],
        measures_zh=fields["measures"]["zh"],
        service=_one_of(fields, "service", ("door_delivery", "timed_pickup", "free_pickup")),
        bars=tuple(fields["bars"]),
        exit=ExitRule(int(rule["days_no_new"]), bool(rule["final_round"]), str(rule["next"])) if rule else None,
    )


def pack_for(hazard: str, on: date) -> RulePack:
    """The pack in force on a day: the latest that had begun; before the first one, the first.

    >>> pack_for("epidemic", date(2022, 8, 25)).id
    'epidemic-2022-06'
    """
    mine = [pack for pack in all_packs() if pack.hazard == hazard]
    if not mine:
        raise ValueError(f"no rule pack for the hazard {hazard}; there are epidemic, flood, heat")
    begun = [pack for pack in mine if pack.starts <= on]
    return begun[-1] if begun else mine[0]


def level_rules(pack: RulePack, level: str) -> LevelRules:
    """What a level means; one that the pack does not know is read as the next stricter one that it knows.

    >>> level_rules(pack_for("epidemic", date(2022, 11, 20)), "medium").code
    'high'
    """
    if level in pack.levels:
        return pack.levels[level]
    stricter = [code for code in ORDER[ORDER.index(level) :] if code in pack.levels]
    known = pack.levels[stricter[0]] if stricter else pack.levels[max(pack.levels, key=ORDER.index)]
    return LevelRules(**{**vars(known), "is_exact": False})
