"""What the documents say is so: names, paths, commands, figures, decisions."""

import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from linqiao.cli.root import COMMANDS, Lazy, cli
from linqiao.core.policy.packs import all_packs
from linqiao.core.refusal import REASONS
from linqiao.flow import FLOW
from linqiao.journal.events import TYPES
from linqiao.journal.rights import GROUPS
from linqiao.ledger.invariants import INVARIANTS
from tests.house.tree import PACKAGE, ROOT, package_files, shown, tracked
from tools.make_docs import DOCS, documents

WRITTEN = sorted(
    path for path in tracked() if path.suffix == ".md" and path.parent != ROOT / "docs"
)
WRITTEN = [
    p for p in [*WRITTEN, *sorted(DOCS.glob("*.md"))] if not p.is_relative_to(ROOT / "tests")
]
MADE = ("commands.md", "events.md", "policy.md", "refusals.md")
DECISIONS = sorted(path for path in (DOCS / "adr").glob("*.md") if path.name != "README.md")
NUMBERS = {13: "Thirteen"}
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)+/?")
VARIABLE = re.compile(r"\bLINQIAO_[A-Z_]+\b")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", MADE)
def test_made_documents_are_up_to_date(name: str) -> None:
    made = documents()
    assert tuple(sorted(made)) == MADE
    assert (DOCS / name).read_text(encoding="utf-8") == made[name], "run make docs"


def commands(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    for key in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), key)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {key}")
        else:
            yield f"{name} {key}", command


def test_every_document_is_found_from_the_readme() -> None:
    linked = set(LINK.findall(text("README.md").partition("## Where to go next")[2]))
    wanted = {f"docs/{path.name}" for path in DOCS.glob("*.md")} | {"docs/adr/README.md"}
    assert wanted | {"ARCHITECTURE.md", "CHANGELOG.md", "LICENSE"} == linked


def test_every_command_and_option_is_described() -> None:
    assert isinstance(cli, Lazy)
    sections = {part.partition("`")[0]: part for part in text("docs/commands.md").split("## `")}
    overview = text("README.md")
    for name, command in commands(cli, "linqiao"):
        section = next(body for head, body in sections.items() if f"{head} ".startswith(f"{name} "))
        assert f"`{name}" in overview, name
        for option in command.params:
            if isinstance(option, click.Option):
                assert any(f"`{flag}" in section for flag in option.opts), (name, option.name)
                assert option.help, (name, option.name)


def test_every_command_has_its_module_or_is_left_out_of_the_help() -> None:
    listed = cli.list_commands(click.Context(cli)) if isinstance(cli, Lazy) else []
    for name, module, attribute in COMMANDS:
        if name in listed:
            assert hasattr(importlib.import_module(module), attribute), name
        else:
            assert name == "bench", name


def test_every_event_reason_slice_group_and_pack_is_described() -> None:
    events = text("docs/events.md")
    assert [name for name in TYPES if f"### `{name}`" not in events] == []
    assert [name for name in REASONS if f"## `{name}`" not in text("docs/refusals.md")] == []
    assert [name for name in FLOW if f"`src/linqiao/{name}`" not in text("ARCHITECTURE.md")] == []
    glossary = text("docs/glossary.md")
    assert [name for name in GROUPS if not re.search(rf"\b{name}\b", glossary)] == []
    packs = {path.stem for path in (PACKAGE / "core" / "policy" / "packs").glob("*.yaml")}
    assert packs == {pack.id for pack in all_packs()}
    assert [name for name in packs if f"## `{name}`" not in text("docs/policy.md")] == []


def test_every_variable_of_the_surroundings_is_described_and_no_other() -> None:
    described = set(VARIABLE.findall(text("docs/settings.md")))
    source = "\n".join(
        path.read_text() for path in package_files("config", "cli") if path.name != "settings.py"
    )
    read = set(VARIABLE.findall(source))
    tests = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("*.py"))
    assert read - described == set()
    assert described - read - set(VARIABLE.findall(tests)) == set()


def test_every_invariant_stands_in_the_architecture() -> None:
    architecture = text("ARCHITECTURE.md")
    for name, (rule, check) in INVARIANTS.items():
        place = check.__module__.replace(".", "/")
        row = next((line for line in architecture.splitlines() if f"`{name}`" in line), "")
        assert row.startswith(f"| {rule} |"), name
        assert f"`src/{place}.py`" in row, name
    assert f"{NUMBERS[len(INVARIANTS)]}\n  checks" in text("README.md")


@pytest.mark.parametrize("path", WRITTEN, ids=shown)
def test_documents_name_only_paths_that_exist(path: Path) -> None:
    folders = {one.relative_to(ROOT).parts[0] for one in tracked()}
    body = path.read_text(encoding="utf-8")
    links = {link for link in LINK.findall(body) if "://" not in link}
    assert [link for link in links if not (path.parent / link).exists()] == []
    named = {one for code in CODE.findall(body) for one in code.split() if PATH.fullmatch(one)}
    ours = {one for one in named if one.partition("/")[0] in folders}
    assert [one for one in sorted(ours) if not (ROOT / one).exists()] == []


def decisions() -> Iterator[tuple[str, str]]:
    """(question, answer) of the table of decisions."""
    table = text("ARCHITECTURE.md").partition("## Where is it decided")[2].partition("\n## ")[0]
    for line in table.splitlines():
        if line.startswith("| ") and not line.startswith("| question"):
            question, answer = line.strip("| ").split(" | ", 1)
            yield question, answer


def test_what_is_decided_somewhere_is_decided_there() -> None:
    rows = list(decisions())
    assert len(rows) > 30
    for question, answer in rows:
        quoted = CODE.findall(answer)
        files = [ROOT / one for one in quoted if PATH.fullmatch(one) and one.endswith(".py")]
        assert files or LINK.search(answer) or "below" in answer, question
        body = "\n".join(file.read_text(encoding="utf-8") for file in files)
        for name in quoted if "`events.py`" not in answer else ():
            if name.isidentifier():
                defined = rf"^(?:def {name}\(|{name}\b.*=)"
                assert re.search(defined, body, re.MULTILINE), (question, name)


def test_every_decision_record_is_whole_and_listed() -> None:
    index = text("docs/adr/README.md")
    listed = re.findall(r"\[(\d{4})\]\((\d{4}-[a-z0-9-]+\.md)\) \| (.+) \|", index)
    assert [name for _, name, _ in listed] == [path.name for path in DECISIONS]
    for place, ((number, name, title), path) in enumerate(zip(listed, DECISIONS, strict=True), 1):
        body = path.read_text(encoding="utf-8")
        assert number == name[:4] == f"{place:04d}"
        assert body.startswith(f"# {number} {title}\n\nStatus: "), name
        if "dependencies" not in name:
            for part in (
                "The question",
                "The decision",
                "What else was considered",
                "What follows",
            ):
                assert f"\n## {part}\n" in body, (name, part)


def test_every_dependency_has_its_reasons() -> None:
    records = "\n".join(path.read_text() for path in DECISIONS if "dependencies" in path.name)
    headings = {line[3:].lower() for line in records.splitlines() if line.startswith("## ")}
    names = re.findall(r"^[\w-]+", text("requirements/base.in"), re.MULTILINE)
    assert {name.lower() for name in names} == headings
    for part in records.split("\n## ")[1:]:
        for word in ("**What**", "**Why not ours**", "licence", "**How we leave it**"):
            assert word in part or (part.startswith("tzdata") and word == "licence"), part


def test_the_figures_of_the_demo_are_those_of_the_readme() -> None:
    expected = json.loads(text("demo/campaign/expected.json"))
    readme = text("README.md")
    assert (
        f"{expected['requests']} requests, {expected['supplies_yuan']} yuan, "
        f"{expected['medicine_boxes']} boxes of medicine, {expected['discrepancies']} discrepancies"
    ) in readme
    assert f"all {len(TYPES)} event types" in readme
    people = text("demo/campaign/residents.csv").count("\n") - 1
    compound = json.loads(text("demo/campaign/compound.json"))
    rooms = sum(len(unit["rooms"]) for one in compound["buildings"] for unit in one["units"])
    assert f"{rooms} households and {people:,} people" in readme


def test_every_target_that_is_named_can_be_made() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    for path in WRITTEN:
        named = set(re.findall(r"`make ([a-z-]+)`|^\$ make ([a-z-]+)", path.read_text(), re.M))
        assert {one or other for one, other in named} <= targets, shown(path)


def test_no_term_stands_twice_in_the_glossary() -> None:
    rows = re.findall(r"^\| (?!English|---)([^|]+) \| ([^|]+) \| ", text("docs/glossary.md"), re.M)
    english = [row[0] for row in rows]
    assert len(rows) > 80
    assert sorted(set(english)) == sorted(english)
    assert [word for word, chinese in rows if not re.search(r"[一-鿿]", chinese)] == []
