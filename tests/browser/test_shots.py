"""The pages in a real browser: nothing scrolls sideways, every target is large enough,
the console is silent.
"""

from pathlib import Path

import pytest

from tests.browser.shots import CHROMIUM, demo_server, run

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs the system's Chromium"),
]


def test_the_pages_of_the_demo_are_without_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with demo_server() as url:
        fault = run(url, tmp_path)
    assert not fault, capsys.readouterr().out
    assert len(list(tmp_path.glob("*.png"))) > 10
