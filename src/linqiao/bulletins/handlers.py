"""How events change bulletins."""

from linqiao.bulletins.events import Bulletin
from linqiao.bulletins.figures import counted
from linqiao.bulletins.models import Issue
from linqiao.journal.events import Stamp, handles


@handles(Bulletin)
def make_bulletin(event: Bulletin, stamp: Stamp) -> None:
    """Keep the figures as they stand now."""
    Issue(seq=stamp.seq, date=event.date, at=stamp.at, figures=counted()).save()
