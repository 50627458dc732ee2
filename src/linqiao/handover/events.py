"""What can happen at the end of a confinement."""

from typing import Annotated

from pydantic import Field

from linqiao.journal.events import CLOSED, Event, Stamp
from linqiao.journal.fields import Code, Sealed, Words
from linqiao.journal.rights import COMMITTEE, COMMUNITY, COORDINATOR, RESIDENT, SELF, SYSTEM

DAYS_MAX = 3650


class HandoverStart(Event, event="handover.start", may=(COORDINATOR, COMMITTEE)):
    """The hand-over begins (S13)."""

    to: Words


class HandoverItem(Event, event="handover.item", may=(COORDINATOR, COMMITTEE)):
    """Something that is handed over; a household's open balance is covered when its text names the
    address.
    """

    code: Code
    text: Sealed
    to: Code


class HandoverAccept(Event, event="handover.accept", may=(COMMUNITY, COMMITTEE)):
    """The receiver takes an item over."""

    code: Code


class HandoverComplete(Event, event="handover.complete", may=(COORDINATOR, COMMITTEE)):
    """All is handed over; refused while anything stands open."""


class CampaignClose(Event, event="campaign.close", may=(COORDINATOR, COMMITTEE), changes=CLOSED):
    """The confinement's books are closed."""


class PrivacyPurge(
    Event, event="privacy.purge", may=(SYSTEM, COORDINATOR, COMMITTEE), after_close=True
):
    """Personal data falls due for erasure some days after the close.

    The event sets the day; ``linqiao erase`` then erases, and records that as ``privacy.erase``.
    """

    after_days: Annotated[int, Field(strict=True, ge=0, le=DAYS_MAX)]


class PrivacyErase(
    Event,
    event="privacy.erase",
    may=(SYSTEM, COORDINATOR, COMMITTEE, RESIDENT, SELF),
    changes="keys",
    after_close=True,
):
    """The keys of a household, a volunteer or everybody are deleted; what they sealed never opens
    again.

    ``household`` or ``code`` (a volunteer), or neither for everybody once the purge is due.
    """

    household: Code | None = None
    code: Code | None = None

    def owner(self, stamp: Stamp) -> str:
        return "campaign"
