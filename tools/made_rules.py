"""The documents of reasons and policy: every refusal with its words, every rule pack."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from tools.messages import CATALOGUE, ROOT, SOURCE, Message, read_catalogue

REASONS_HEAD: Final = (
    "An event that is refused changes nothing. The journal keeps it with a reason code and a",
    "sentence; the parameters never hold a name, a phone number or an illness.",
    "The first check that fails names the reason, in this order: id, type, fields, references,",
    "state, amounts.",
)
POLICY_HEAD: Final = (
    "Rules of a hazard from a day on, each with its source. The files are in",
    "`src/linqiao/core/policy/packs`; `pack_for` picks the one in force on a day. An earliest exit",
    "is shown and never done: only a notice of the authority, the event `zone.set`, ends a level.",
)


class Sentence(NamedTuple):
    """What a refusal says, and the file that says it."""

    reason: str
    words: str
    place: str


def sentences(path: Path) -> Iterator[Sentence]:
    """Sentences of a file's refusals; words kept in a variable are looked up in its function."""
    place = str(path.relative_to(ROOT))
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for call in _calls(function, "Refusal"):
                reason, words = call.args[0], call.args[1]
                assert isinstance(reason, ast.Constant), f"{place}: the reason is no literal"
                for said in list(_marked(words)) or _said_before(function, call):
                    yield Sentence(str(reason.value), said, place)


def _said_before(function: ast.FunctionDef, call: ast.Call) -> list[str]:
    """The words of a call that names a variable: what was last put into it, else all there are."""
    name = getattr(call.args[1], "id", "")
    given = [
        list(_marked(node.value))
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        and node.lineno < call.lineno
        and any(getattr(target, "id", "") == name for target in node.targets)
    ]
    return given[-1] if given else list(_marked(function))


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
            yield node


def _marked(tree: ast.AST) -> Iterator[str]:
    for call in _calls(tree, "gettext_noop"):
        if isinstance(call.args[0], ast.Constant):
            yield str(call.args[0].value)


def refusals_text(made: str) -> str:
    """Every reason code, what it means, and each sentence with which it is given."""
    from linqiao.core.refusal import REASONS
    from linqiao.web.labels import REASON

    chinese = read_catalogue(CATALOGUE.read_text(encoding="utf-8"))
    found = {one for path in sorted(SOURCE.rglob("*.py")) for one in sentences(path)}
    lines = [made, "", "# Reasons of refusals", "", *REASONS_HEAD, ""]
    for reason in sorted(REASONS):
        short = REASON[reason]
        lines += [f"## `{reason}`", "", f"{short} · {chinese.get(Message(short), '')}", ""]
        lines += ["| sentence | 中文 | where |", "|---|---|---|"]
        for one in sorted(one for one in found if one.reason == reason):
            lines.append(f"| {one.words} | {chinese.get(Message(one.words), '')} | `{one.place}` |")
        lines.append("")
    return "\n".join(lines)


def policy_text(made: str) -> str:
    """Every rule pack: its time and source, its levels, its duties."""
    from linqiao.core.policy.packs import all_packs

    lines = [made, "", "# Policy packs", "", *POLICY_HEAD, ""]
    for pack in all_packs():
        until = f" to {pack.until}" if pack.until else ""
        lines += [f"## `{pack.id}`", "", f"{pack.title} · {pack.title_zh}", ""]
        lines += [
            f"Hazard `{pack.hazard}`, from {pack.starts}{until}. Source: {pack.reference}.",
            "",
        ]
        lines += ["| level | measures | service | may leave | barred | earliest exit |"]
        lines += ["|---|---|---|---|---|---|", *map(_level_row, pack.levels.values()), ""]
        lines += ["| duty | figures | source |", "|---|---|---|"]
        for duty in pack.duties:
            figures = ", ".join(f"{name} {value}" for name, value in duty.figures.items())
            words = f"{duty.words} · {duty.words_zh}"
            lines.append(f"| `{duty.code}`: {words} | {figures} | {duty.reference} |")
        lines.append("")
    return "\n".join(lines)


def _level_row(rules: object) -> str:
    from linqiao.core.policy.types import LevelRules

    assert isinstance(rules, LevelRules)
    exits = [_exit(rules.exit)] if rules.exit else []
    exits += [f"eased from {code}: {_exit(one)}" for code, one in rules.exit_from.items()]
    cells = (
        f"`{rules.code}` {rules.label} · {rules.label_zh}",
        f"{rules.measures} · {rules.measures_zh}",
        f"`{rules.service}`",
        f"`{rules.may_leave}`",
        ", ".join(f"`{bar.wish}`" for bar in rules.bars),
        "; ".join(exits),
    )
    return f"| {' | '.join(cells)} |"


def _exit(rule: object) -> str:
    from linqiao.core.policy.types import ExitRule

    assert isinstance(rule, ExitRule)
    count, unit = (rule.days_no_new, "day") if rule.days_no_new else (rule.hours_no_new, "hour")
    span = f"{count} {unit}{'s' if count > 1 else ''}"
    final = ", a final round all negative" if rule.final_round_required else ""
    return f"{span} without anything new{final}, then `{rule.next_level}` ({rule.reference})"
