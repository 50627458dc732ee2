"""How events change the end of a confinement."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop
from linqiao.duty import queries as duty
from linqiao.handover import queries, rules
from linqiao.handover.events import (
    CampaignClose,
    HandoverAccept,
    HandoverComplete,
    HandoverItem,
    HandoverStart,
    PrivacyErase,
    PrivacyPurge,
)
from linqiao.handover.models import Item
from linqiao.journal import seal
from linqiao.journal.events import Stamp, handles, witnesses
from linqiao.journal.scope import current
from linqiao.ledger.invariants import discrepancies
from linqiao.medicine import queries as medicine
from linqiao.people.queries import require_partner
from linqiao.places.queries import require_household
from linqiao.supply import queries as supply


@handles(HandoverStart)
def start_handover(event: HandoverStart, stamp: Stamp) -> None:
    """Begin to hand over, or name another receiver."""
    progress = queries.progress()
    progress.state, progress.to = rules.next_state(progress.state, "start"), event.to
    progress.save()


@handles(HandoverItem)
def list_item(event: HandoverItem, stamp: Stamp) -> None:
    """List something that is handed over."""
    if Item.objects.filter(code=event.code).exists():
        raise Refusal(
            "duplicate_code",
            gettext_noop("There is a hand-over item %(code)s already."),
            code=event.code,
        )
    require_partner(event.to)
    Item(code=event.code, text=event.text, to=event.to, seq=stamp.seq).save()


@handles(HandoverAccept)
def accept_item(event: HandoverAccept, stamp: Stamp) -> None:
    """Take an item over; taking it twice changes nothing."""
    item = Item.objects.filter(code=event.code).first()
    if item is None:
        raise Refusal(
            "unknown_reference",
            gettext_noop("There is no hand-over item %(code)s."),
            code=event.code,
        )
    item.accepted_by, item.accepted_at = item.accepted_by or stamp.by, item.accepted_at or stamp.at
    item.save(update_fields=["accepted_by", "accepted_at"])


@witnesses(HandoverComplete)
def check_handover(event: HandoverComplete, stamp: Stamp) -> dict[str, Any]:
    """Refuse while something stands open; checked once,
    because the items' words may be erased later.
    """
    rules.next_state(queries.progress().state, "complete")
    listed = queries.items()
    rules.check_complete(
        rules.Open(
            discrepancies=len(discrepancies()),
            untaken=[item.code for item in listed if not item.accepted_by],
            open_needs=[need.code for need in medicine.open_needs()],
            unfinished_shifts=len(duty.unfinished()),
            balances=[account.household for account in supply.unsettled_accounts()],
            item_texts=[item.text.text for item in listed],
        )
    )
    return {}


@handles(HandoverComplete)
def complete_handover(event: HandoverComplete, stamp: Stamp) -> None:
    """Complete the hand-over."""
    progress = queries.progress()
    progress.state = rules.next_state(progress.state, "complete")
    progress.save()


@handles(CampaignClose)
def close_campaign(event: CampaignClose, stamp: Stamp) -> None:
    """Close the books: from now on the door takes nothing but erasure."""
    progress = queries.progress()
    progress.state, progress.closed_at = rules.next_state(progress.state, "close"), stamp.at
    progress.save()


@handles(PrivacyPurge)
def plan_purge(event: PrivacyPurge, stamp: Stamp) -> None:
    """Set the day on which personal data falls due for erasure (ruling 12)."""
    progress = queries.progress()
    progress.state = rules.next_state(progress.state, "purge")
    assert progress.closed_at is not None
    local = progress.closed_at.astimezone(ZoneInfo(current().timezone))
    progress.erase_on = (local + timedelta(days=event.after_days)).date()
    progress.save()


@handles(PrivacyErase)
def erase_personal(event: PrivacyErase, stamp: Stamp) -> None:
    """Delete keys: of one household, one volunteer, or everybody once the purge is due."""
    if event.household is not None:
        require_household(event.household)
        seal.erase_keys([f"household:{event.household}", f"person:{event.household}"], stamp.seq)
        return
    if event.code is not None:
        seal.erase_keys([f"person:{event.code}"], stamp.seq)
        return
    progress = queries.progress()
    local_day = stamp.at.astimezone(ZoneInfo(current().timezone)).date()
    if progress.erase_on is None or local_day < progress.erase_on:
        raise Refusal("wrong_state", gettext_noop("The day of erasure has not come yet."))
    seal.erase_keys(None, stamp.seq)
    progress.erased_at = stamp.at
    progress.save()
