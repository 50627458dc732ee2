"""The package as a wheel: the demo runs from it in an empty environment, home and folder."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.house.tree import ROOT

BUILT_FROM = ("src", "demo", "requirements", "pyproject.toml", "setup.py", "README.md", "LICENSE")
MUST_HOLD = (
    "linqiao/core/policy/packs/flood.yaml",
    "linqiao/demo/campaign/events.jsonl",
    "linqiao/locale/zh_Hans/LC_MESSAGES/django.mo",
    "linqiao/web/static/linqiao/tokens.css",
    "linqiao/web/templates/web/glance.html",
)
WHERE = "import sysconfig; print(sysconfig.get_path('purelib'))"
SERVES = (
    "from linqiao.cli.database import choose; choose('sqlite:///linqiao-demo.sqlite3');"
    "from django.test import Client; import linqiao;"
    "page = Client().get('/', headers={'host': 'localhost'}).content.decode();"
    "style = Client().get('/static/linqiao/page.css', headers={'host': 'localhost'});"
    "print(linqiao.__file__, '22,901.70' in page, style.status_code)"
)


def run(*command: str | Path, cwd: Path, home: Path) -> str:
    """Run a command that knows neither this checkout nor this home."""
    surroundings = {"HOME": str(home), "PATH": os.defpath, "LINQIAO_LANG": "en"}
    done = subprocess.run(
        command, cwd=cwd, env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """The wheel, built from a copy so that the checkout gets no build folder."""
    source = tmp_path / "source"
    source.mkdir()
    unwanted = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in BUILT_FROM:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=unwanted)
        else:
            shutil.copy(ROOT / name, source / name)
    options = ("--no-deps", "--no-build-isolation", "--no-index", "-q", "-w", tmp_path / "wheels")
    run(sys.executable, "-m", "pip", "wheel", *options, source, cwd=tmp_path, home=tmp_path)
    (found,) = (tmp_path / "wheels").glob("linqiao-*.whl")
    return found


def test_the_demo_runs_from_the_wheel_in_an_empty_place(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {name for name in MUST_HOLD if name not in names} == set()
    assert [name for name in names if name.startswith(("tests", "tools", "bench"))] == []
    home, place, environment = tmp_path / "home", tmp_path / "empty", tmp_path / "venv"
    home.mkdir(), place.mkdir()
    venv.create(environment, with_pip=False, symlinks=True)
    python = environment / "bin" / "python"
    installed = Path(run(python, "-c", WHERE, cwd=place, home=home).strip())
    pip = (sys.executable, "-m", "pip", "--python", python, "install")
    run(*pip, "--no-deps", "--no-index", "-q", wheel, cwd=place, home=home)
    # What the package depends on is lent by this environment; the package itself is the wheel's.
    (installed / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    said = run(environment / "bin" / "linqiao", "demo", "--no-serve", cwd=place, home=home)
    assert said == "559 requests, 22901.70 yuan, 57 boxes of medicine, 0 discrepancies\n"
    assert {path.name for path in place.iterdir()} == {"linqiao-demo.sqlite3"}
    assert list(home.iterdir()) == []
    where, has_figures, style = run(python, "-c", SERVES, cwd=place, home=home).split()
    assert Path(where).is_relative_to(installed)
    assert (has_figures, style) == ("True", "200")
    assert "replay" in run(environment / "bin" / "linqiao", "--help", cwd=place, home=home)
