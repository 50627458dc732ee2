"""The pages in a real browser: nothing scrolls sideways, every target is large enough, the console is silent."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import make
from tests.browser.shots import CHROMIUM

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs the system's Chromium"),
]


@pytest.mark.django_db(transaction=True)
def test_the_pictures_are_without_fault(live_server: Any, tmp_path: Path) -> None:
    make.world()
    # A process of its own: the browser's driver runs an event loop, under which Django refuses to use a database.
    command = [sys.executable, "-m", "tests.browser.shots", "--url", live_server.url, "--out", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list(tmp_path.glob("*.png"))) > 10
