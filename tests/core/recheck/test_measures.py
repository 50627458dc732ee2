"""The second reader's worth: no false alarm on true entries, hardly a wrong one let through."""

from pathlib import Path

import pytest

from linqiao.core.recheck import DOUBTS
from tests.core.recheck.cases import FOLDERS, accepted
from tests.core.recheck.measure import catches
from tests.core.recheck.wrongs import WRONGS

CAUGHT_LEAST = 0.98
TRIED_LEAST = 50


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: one.name)
def test_no_true_entry_is_doubted(folder: Path) -> None:
    cases = accepted(folder)
    assert len(cases) > 300
    doubted = [(one.opinion(), one.span) for one in cases]
    assert [found for found in doubted if found[0].verdict == DOUBTS] == []


def test_hardly_any_wrong_entry_is_let_through() -> None:
    shares = catches(FOLDERS)
    assert shares.keys() == WRONGS.keys()
    for kind, (caught, tried) in shares.items():
        assert tried >= TRIED_LEAST, kind
        assert caught >= CAUGHT_LEAST * tried, kind
