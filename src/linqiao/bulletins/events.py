"""What can happen to bulletins."""

from datetime import date
from typing import Annotated

from pydantic import Field

from linqiao.journal.events import Event
from linqiao.journal.rights import COORDINATOR, SYSTEM


class Bulletin(Event, event="bulletin", may=(COORDINATOR, SYSTEM)):
    """The day's figures, computed from the tables and never typed in (S12)."""

    date: Annotated[date, Field(strict=False)]
