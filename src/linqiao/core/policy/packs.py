"""Rule packs: the rules of a hazard from a day on, read from dated files that name their source."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType

from linqiao.core.policy.parts import Part, yaml_part
from linqiao.core.policy.types import (
    HAZARDS,
    LEAVES,
    OUTSIDE_CHECKPOINT,
    SERVICES,
    WISHES,
    Bar,
    Duty,
    ExitRule,
    LevelRules,
    PackFault,
    RulePack,
)
from linqiao.core.policy.zones import ORDER, strictness


@cache
def all_packs() -> tuple[RulePack, ...]:
    """Every pack of the package, by hazard and first day; read once."""
    folder = files("linqiao.core.policy") / "packs"
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".yaml"))
    return in_order(read_pack(name, (folder / name).read_text(encoding="utf-8")) for name in names)


def in_order(packs: Iterable[RulePack]) -> tuple[RulePack, ...]:
    """Packs by hazard and first day; ``PackFault`` where two of a hazard hold on the same day."""
    found = sorted(packs, key=lambda pack: (pack.hazard, pack.starts))
    for one, after in pairwise(found):
        overlap = one.until is not None and one.until >= after.starts
        if one.hazard == after.hazard and (one.starts == after.starts or overlap):
            raise PackFault(f"{after.id}.yaml: from: {one.id} still holds on {after.starts}")
    return tuple(found)


def read_pack(name: str, text: str) -> RulePack:
    """One pack from its file's text; ``PackFault`` names the field that is missing or wrong."""
    top = yaml_part(name, text).only(
        needs=("id", "hazard", "from", "title", "reference", "levels", "duties"), may=("until",)
    )
    title, title_zh = top.both("title")
    levels = top.part("levels")
    pack = RulePack(
        id=top.choice("id", (name.removesuffix(".yaml"),)),
        hazard=top.choice("hazard", HAZARDS),
        starts=top.day("from"),
        until=top.day("until") if "until" in top.fields else None,
        title=title,
        title_zh=title_zh,
        reference=top.text("reference"),
        levels=MappingProxyType({code: _level(code, levels) for code in levels.fields}),
        duties=tuple(_duty(one) for one in top.parts("duties")),
    )
    _check_times(top, pack)
    _check_levels(levels, pack)
    return pack


def _level(code: str, levels: Part) -> LevelRules:
    if code not in ORDER:
        raise levels.fault(code, f"a level is one of {', '.join(reversed(ORDER))}")
    here = levels.part(code).only(
        needs=("label", "measures", "service", "may_leave", "bars"), may=("exit", "exit_from")
    )
    label, label_zh = here.both("label")
    measures, measures_zh = here.both("measures")
    return LevelRules(
        code=code,
        label=label,
        label_zh=label_zh,
        measures=measures,
        measures_zh=measures_zh,
        service=here.choice("service", SERVICES),
        may_leave=here.choice("may_leave", LEAVES),
        bars=tuple(_bar(one) for one in here.parts("bars")),
        exit=_exit(here.part("exit")) if "exit" in here.fields else None,
        exit_from=_exits_by_level(here),
    )


def _exits_by_level(here: Part) -> Mapping[str, ExitRule]:
    if "exit_from" not in here.fields:
        return MappingProxyType({})
    eased = here.part("exit_from")
    return MappingProxyType({stricter: _exit(eased.part(stricter)) for stricter in eased.fields})


def _bar(here: Part) -> Bar:
    here.only(needs=("wish", "openings"))
    open_instead = [one.only(needs=("en", "zh")) for one in here.parts("openings")]
    words = [(one.text("en"), one.text("zh")) for one in open_instead]
    if not words:
        raise here.fault("openings", "say what is open instead")
    openings, openings_zh = zip(*words, strict=True)
    return Bar(here.choice("wish", WISHES), openings, openings_zh)


def _exit(here: Part) -> ExitRule:
    here.only(
        needs=("final_round", "next", "notice", "reference"),
        may=("days_no_new", "hours_no_new"),
    )
    if ("days_no_new" in here.fields) == ("hours_no_new" in here.fields):
        raise here.fault("days_no_new", "either days_no_new or hours_no_new, and not both")
    notice, notice_zh = here.both("notice")
    return ExitRule(
        days_no_new=here.whole("days_no_new") if "days_no_new" in here.fields else 0,
        hours_no_new=here.whole("hours_no_new") if "hours_no_new" in here.fields else 0,
        final_round_required=here.truth("final_round"),
        next_level=here.choice("next", ORDER),
        notice=notice,
        notice_zh=notice_zh,
        reference=here.text("reference"),
    )


def _duty(here: Part) -> Duty:
    here.only(needs=("code", "en", "zh", "reference"), may=("figures",))
    return Duty(
        code=here.text("code"),
        words=here.text("en"),
        words_zh=here.text("zh"),
        figures=_figures(here),
        reference=here.text("reference"),
    )


def _figures(here: Part) -> Mapping[str, int]:
    if "figures" not in here.fields:
        return MappingProxyType({})
    figures = here.part("figures")
    return MappingProxyType({name: figures.whole(name) for name in figures.fields})


def _check_times(top: Part, pack: RulePack) -> None:
    if pack.until is not None and pack.until < pack.starts:
        raise top.fault("until", f"a day from {pack.starts} on")


def _check_levels(levels: Part, pack: RulePack) -> None:
    codes = list(pack.levels)
    if codes != sorted(codes, key=strictness, reverse=True):
        raise levels.fault(codes[0], "the levels stand from the strictest to the mildest")
    for code in ("high", "none"):
        if code not in pack.levels:
            raise levels.fault(code, "this level is missing")
    for code, rules in pack.levels.items():
        wishes = {bar.wish for bar in rules.bars}
        # Campaign contract, volunteer.report: no duty outside one's own medium- or high-risk area.
        if code in ("high", "medium") and OUTSIDE_CHECKPOINT not in wishes:
            raise levels.fault(f"{code}.bars", f"{OUTSIDE_CHECKPOINT} is barred at this level")
        _check_exits(levels, pack, rules)


def _check_exits(levels: Part, pack: RulePack, rules: LevelRules) -> None:
    place = strictness(rules.code)
    for rule in filter(None, [rules.exit, *rules.exit_from.values()]):
        if rule.next_level not in pack.levels or strictness(rule.next_level) >= place:
            raise levels.fault(f"{rules.code}.exit.next", "a milder level of this pack")
    for stricter in rules.exit_from:
        if stricter not in pack.levels or strictness(stricter) <= place:
            where = f"{rules.code}.exit_from.{stricter}"
            raise levels.fault(where, "a stricter level of this pack")


def pack_for(hazard: str, on: date) -> RulePack:
    """The pack in force on a day: the latest that had begun; before the first one, the first.

    ``timing`` of the answer says so where the day lies before the first pack or after the end of
    the last.  ``ValueError`` for an unknown hazard.

    >>> pack_for("epidemic", date(2022, 8, 25)).id
    'epidemic-2022-06'
    >>> pack_for("epidemic", date(2021, 12, 23)).timing
    'before_first'
    """
    mine = [pack for pack in all_packs() if pack.hazard == hazard]
    if not mine:
        raise ValueError(f"no rule pack for the hazard {hazard}; there are {', '.join(HAZARDS)}")
    begun = [pack for pack in mine if pack.starts <= on]
    if not begun:
        return replace(mine[0], timing="before_first")
    latest = begun[-1]
    is_over = latest.until is not None and on > latest.until
    return replace(latest, timing="after_last") if is_over else latest


def level_rules(pack: RulePack, level: str) -> LevelRules:
    """What a level means; one that the pack does not know is read as the next stricter one.

    ``is_exact`` is false then.  ``ValueError`` for a word that is no level in any pack.

    >>> rules = level_rules(pack_for("epidemic", date(2022, 11, 20)), "medium")
    >>> rules.code, rules.is_exact
    ('high', False)
    """
    place = strictness(level)
    if level in pack.levels:
        return pack.levels[level]
    # Every pack has a high level, so there is always a stricter one.
    known = min((code for code in pack.levels if strictness(code) > place), key=strictness)
    return replace(pack.levels[known], is_exact=False)
