"""The development set's compound as the reader sees it, and short ways to read a text."""

from datetime import datetime
from functools import cache
from pathlib import Path

from linqiao.core.intake import Context, Message, Reading, Round, read
from linqiao.folder.context import read_context

CORPORA = Path(__file__).resolve().parents[2] / "data"
DATA = CORPORA / "intake"
HOME = "3-2-501"


@cache
def world(folder: Path = DATA) -> tuple[Context, dict[str, Round]]:
    """Context and rounds of a corpus, read once."""
    return read_context(folder)


def reading(
    text: str,
    *,
    channel: str = "jielong",
    round_code: str = "R4",
    sender: str | None = None,
    orders: dict[str, dict[str, int]] | None = None,
    at: datetime | None = None,
) -> Reading:
    """Read a text as it would come in while its round is open."""
    context, rounds = world()
    round_ = rounds[round_code]
    message = Message("M1", round_code, channel, sender, at or round_.opens, text)
    return read(context, round_, message, orders or {})
