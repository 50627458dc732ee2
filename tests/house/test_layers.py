"""The order of the layers and slices, and the purity of what decides."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from linqiao.flow import FLOW
from tests.house.tree import PACKAGE, ROOT, package_files, shown

# What a rule may stand on: the core's values and thinking, other rules, and rights as data.
RULES_MAY_IMPORT = re.compile(
    r"^(?:linqiao\.core(?:\.|$)|linqiao\.\w+\.rules$|linqiao\.journal\.rights$)"
)
STANDARD = frozenset(sys.stdlib_module_names)
CLOCK = re.compile(
    r"\b(?:datetime|date)\.(?:now|today|utcnow)\(|\btime\.(?:time|monotonic)\(|timezone\.now\("
)
CLOCK_MAY_STAND = {"src/linqiao/journal/clock.py"}
PURE_CORE = {"yaml", "opencc", "rjieba", "pypinyin"}


def config() -> dict[str, object]:
    found: dict[str, object] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    return found


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names.update(one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def test_contracts_of_the_layers_hold() -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


def test_the_contract_lists_the_slices_in_the_order_of_the_flow() -> None:
    linter = config()["importlinter"]
    assert isinstance(linter, dict)
    layers = linter["contracts"][0]["layers"]
    assert tuple(reversed([name for name in layers if name in FLOW])) == FLOW


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("*/rules.py")), ids=shown)
def test_rules_stand_on_values_alone(path: Path) -> None:
    for name in imported(path):
        top = name.partition(".")[0]
        assert top in STANDARD or RULES_MAY_IMPORT.match(name), name


def test_the_core_uses_small_pure_libraries_only() -> None:
    for path in package_files("core"):
        for name in imported(path):
            top = name.partition(".")[0]
            assert top in STANDARD | PURE_CORE or name.startswith("linqiao.core"), shown(path)


def test_the_clock_is_read_in_one_place() -> None:
    readers = {shown(path) for path in package_files() if CLOCK.search(path.read_text())}
    assert readers - CLOCK_MAY_STAND == set()


def test_the_environment_is_read_by_settings_and_the_command_line_only() -> None:
    readers = [
        path for path in package_files() if re.search(r"os\.(?:environ|getenv)", path.read_text())
    ]
    assert {path.parent.name for path in readers} <= {"config", "cli"}
