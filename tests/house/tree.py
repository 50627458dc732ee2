"""The files of the repository as the house tests see them."""

import ast
import functools
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "linqiao"
# Without git (a source archive) these folders are not the repository's own.
FOREIGN = {".git", ".venv", ".venv-bench", "__pycache__", "build", "dist", ".hypothesis"}
FOREIGN |= {".mypy_cache", ".ruff_cache", ".import_linter_cache"}


@dataclass(frozen=True)
class Function:
    """A function: its length in lines, its positional arguments (self is not counted)."""

    path: Path
    name: str
    lines: int
    positional: int

    def __str__(self) -> str:
        return f"{shown(self.path)}: {self.name}"


@functools.cache
def tracked() -> tuple[Path, ...]:
    """Files of the repository: what git knows or would add; every file where there is no git."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    try:
        names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return tuple(path for path in ROOT.rglob("*") if path.is_file() and not _foreign(path))
    listed = (ROOT / name for name in names.decode().split("\0") if name)
    return tuple(sorted({path for path in listed if path.is_file()}))


def _foreign(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return bool(FOREIGN.intersection(parts)) or any(part.endswith(".egg-info") for part in parts)


@functools.cache
def python_files(*, migrations: bool = False) -> tuple[Path, ...]:
    """Python files; Django writes migrations, so they are left out unless asked for."""
    files = (path for path in tracked() if path.suffix == ".py")
    return tuple(path for path in files if migrations or "migrations" not in path.parts)


def package_files(*folders: str) -> tuple[Path, ...]:
    """Python files of the package, or of these folders of it."""
    roots = [PACKAGE / folder for folder in folders] or [PACKAGE]
    return tuple(p for p in python_files() if any(p.is_relative_to(root) for root in roots))


def functions(path: Path) -> Iterator[Function]:
    """Every function of a file, inner ones too."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            taken = [*node.args.posonlyargs, *node.args.args]
            positional = sum(one.arg not in ("self", "cls") for one in taken)
            last = node.end_lineno or node.lineno
            yield Function(path, node.name, last - node.lineno + 1, positional)


def columns(line: str) -> int:
    """Columns of a line on a screen: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)


def shown(path: Path) -> str:
    """The path inside the repository."""
    return path.relative_to(ROOT).as_posix()
