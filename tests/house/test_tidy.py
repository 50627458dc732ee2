"""Sizes, names and words that the house style allows."""

import ast
import re
from pathlib import Path

import pytest

from linqiao.flow import FLOW
from tests.house.tree import (
    PACKAGE,
    ROOT,
    columns,
    functions,
    package_files,
    python_files,
    shown,
    tracked,
)

FUNCTION_MAX, FUNCTION_USUAL = 60, 30
FILE_MAX, FILE_USUAL = 400, 250
POSITIONAL_MAX = 5
COLUMNS_MAX = 100
BYTES_MAX = 200_000
USUAL_SHARE = 0.9
BANNED_MODULES = {"utils", "util", "helpers", "helper", "misc", "common"}
# The contract's own scorer is kept word for word.
AS_GIVEN = {"tests/data/intake/score.py"}
LARGE = {"demo/campaign/events.jsonl"}
# The exits from the compound scope: the rebuild reads keys, entries and tables of all compounds.
SCOPE_EXITS = {"src/linqiao/journal/rebuild.py": 2}
EXACT = ("core", "ledger", "supply", "delivery", "intake")
MARKS = tuple("".join(parts) for parts in (("FIX", "ME"), ("TO", "DO"), ("XX", "X")))
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|Users)/")


def own_files() -> list[Path]:
    return [path for path in python_files() if shown(path) not in AS_GIVEN]


def hits(pattern: str, files: tuple[Path, ...]) -> list[str]:
    found = re.compile(pattern)
    return [
        f"{shown(path)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if found.search(line)
    ]


def test_no_function_is_long_and_most_are_short() -> None:
    known = [one for path in own_files() for one in functions(path)]
    assert [str(one) for one in known if one.lines > FUNCTION_MAX] == []
    assert sum(one.lines < FUNCTION_USUAL for one in known) >= USUAL_SHARE * len(known)


def test_no_file_is_long_and_most_are_short() -> None:
    sizes = {shown(path): path.read_text().count("\n") for path in python_files()}
    assert {path: size for path, size in sizes.items() if size > FILE_MAX} == {}
    assert sum(size < FILE_USUAL for size in sizes.values()) >= USUAL_SHARE * len(sizes)


def test_no_function_takes_more_than_five_positional_arguments() -> None:
    known = [one for path in own_files() for one in functions(path)]
    assert [str(one) for one in known if one.positional > POSITIONAL_MAX] == []


def test_no_line_is_wider_than_a_hundred_columns() -> None:
    wide = [
        f"{shown(path)}:{number}"
        for path in own_files()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if columns(line) > COLUMNS_MAX
    ]
    assert wide == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [shown(path) for path in python_files() if path.stem in BANNED_MODULES] == []


def test_amounts_are_never_floats() -> None:
    assert hits(r"\bfloat\(", package_files(*EXACT)) == []


def test_nothing_is_left_for_later() -> None:
    assert hits(rf"\b(?:{'|'.join(MARKS)})\b", python_files()) == []


def test_only_commands_print() -> None:
    outside = tuple(path for path in package_files() if not path.is_relative_to(PACKAGE / "cli"))
    assert hits(r"(?<![\w.])print\(", outside) == []


def test_only_the_journal_catches_everything() -> None:
    journal = PACKAGE / "journal"
    outside = tuple(path for path in package_files() if not path.is_relative_to(journal))
    assert hits(r"except(?:\s+\(?(?:Base)?Exception\b.*)?:", outside) == []


def test_exits_from_the_compound_scope_are_counted() -> None:
    counts = {
        shown(path): len(hits(r"\.all_compounds\(", (path,)))
        for path in package_files()
        if ".all_compounds(" in path.read_text()
    }
    assert counts == SCOPE_EXITS


@pytest.mark.parametrize("slice_", FLOW)
def test_every_slice_has_the_same_rooms(slice_: str) -> None:
    rooms = {path.name for path in (PACKAGE / slice_).glob("*.py")}
    assert {"events.py", "rules.py", "models.py", "handlers.py", "queries.py"} - rooms == set()


@pytest.mark.parametrize("slice_", FLOW)
def test_rules_and_handlers_have_their_twin_tests(slice_: str) -> None:
    for room in ("rules", "handlers"):
        twin = ROOT / "tests" / slice_ / f"test_{room}.py"
        assert twin.is_file()
        assert "def test_" in twin.read_text()


def test_no_file_is_heavy() -> None:
    heavy = {shown(path) for path in tracked() if path.stat().st_size > BYTES_MAX}
    assert heavy - LARGE == set()


def test_locks_name_hashes_and_no_address() -> None:
    locks = sorted((ROOT / "requirements").glob("*.txt"))
    assert [path.name for path in locks] == ["base.txt", "bench.txt", "dev.txt"]
    for path in locks:
        text = path.read_text()
        assert "--hash=sha256:" in text
        assert re.search(r"://|(?:^|\s)(?:/|-i |--(?:index|extra|find))", text) is None


def test_no_file_names_a_place_of_one_machine() -> None:
    named = []
    for path in tracked():
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        if MACHINE.search(text) and path != Path(__file__):
            named.append(shown(path))
    assert named == []


def test_public_decisions_say_what_they_decide() -> None:
    rooms = {"rules.py", "events.py", "handlers.py", "steps.py", "queries.py"}
    files = [p for p in package_files() if p.name in rooms or p.is_relative_to(PACKAGE / "core")]
    silent = []
    for path in files:
        for node in ast.parse(path.read_text()).body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            if ast.get_docstring(node) is None:
                silent.append(f"{shown(path)}: {node.name}")
    assert silent == []


def test_every_ignored_type_error_has_a_reason() -> None:
    bare = hits(r"#\s*type:\s*ignore(?:\[[\w, -]+\])?\s*$", python_files())
    assert bare == []
    assert hits(r"#\s*type:\s*ignore(?!\[)", package_files()) == []
