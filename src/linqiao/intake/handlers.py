"""How events change intake."""

from typing import Any

from linqiao.catalogue.queries import require_items
from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop
from linqiao.intake import queries, reading, rules, steps
from linqiao.intake.events import (
    EntryConfirm,
    EntryDismiss,
    EntrySettle,
    LessonForget,
    LessonLearn,
    Message,
    RequestChange,
)
from linqiao.intake.models import EntryRead, Lesson, Request
from linqiao.intake.models import Message as MessageRow
from linqiao.journal import outbox
from linqiao.journal.events import Stamp, handles, witnesses
from linqiao.journal.fields import Sealed
from linqiao.places.queries import require_household


@witnesses(Message)
def witness_message(event: Message, stamp: Stamp) -> dict[str, Any]:
    """Read the text now: the journal keeps the reading,
    because the text may be erased and readers improve.
    """
    window = queries.window(event.round)
    sender = event.sender.text if event.sender else None
    found = reading.read_message(
        window, stamp.id, event.channel, sender, at=stamp.at, text=event.text.text
    )
    return reading.as_outcome(found, frozen=window.is_frozen and not window.is_cancelled)


@handles(Message)
def take_message(event: Message, stamp: Stamp) -> None:
    """Keep the text and its reading; certain entries become requests,
    the others wait for a person.
    """
    MessageRow(
        seq=stamp.seq,
        event_id=stamp.id,
        round=event.round,
        channel=event.channel,
        at=stamp.at,
        by=stamp.by,
        sender=event.sender or Sealed("", ""),
        text=event.text,
        kinds=stamp.outcome["kinds"],
    ).save(force_insert=True)
    rows = []
    for place, entry in enumerate(stamp.outcome["entries"]):
        state = "flagged" if entry["flags"] else "repeated" if entry["repeated"] else "accepted"
        rows.append(_entry_row(event, stamp, place, entry, state))
        if state == "accepted":
            steps.apply_lines(event.round, entry["household"], entry["lines"], stamp.at)
    EntryRead.objects.bulk_create(rows)
    for kind in {"help", "complaint"} & set(stamp.outcome["kinds"]):
        outbox.tell(stamp, f"message.{kind}", message=stamp.id, round=event.round)


def _entry_row(
    event: Message, stamp: Stamp, place: int, entry: dict[str, Any], state: str
) -> EntryRead:
    return EntryRead(
        message=stamp.id,
        place=place,
        round=event.round,
        is_chain=event.channel == "jielong",
        line=entry["line"],
        start=entry["start"],
        end=entry["end"],
        household=entry["household"] or "",
        lines=entry["lines"],
        flags=entry["flags"],
        state=state,
        doubt=entry.get("doubt", ""),
    )


@handles(EntrySettle)
def settle_entry(event: EntrySettle, stamp: Stamp) -> None:
    """Take a flagged entry as orders of a household, at the time of its message (ruling 4)."""
    message = queries.require_message(event.message)
    require_household(event.household)
    require_items(line.code for line in event.lines)
    entry = queries.flagged_entry(event.message, event.entry)
    queries.require_unfrozen(message.round)
    lines = [(line.code, line.qty, "order") for line in event.lines]
    before, after = steps.apply_lines(message.round, event.household, lines, message.at)
    steps.note_change(stamp, message.round, event.household, "settle", before=before, after=after)
    entry.household, entry.state, entry.settled_seq = event.household, "settled", stamp.seq
    entry.save(update_fields=["household", "state", "settled_seq"])


@handles(EntryDismiss)
def dismiss_entry(event: EntryDismiss, stamp: Stamp) -> None:
    """Put a flagged entry aside: it is no order."""
    queries.require_message(event.message)
    entry = queries.flagged_entry(event.message, event.entry)
    entry.state, entry.settled_seq = "dismissed", stamp.seq
    entry.save(update_fields=["state", "settled_seq"])


@handles(EntryConfirm)
def confirm_entry(event: EntryConfirm, stamp: Stamp) -> None:
    """Take the second reader's doubt off an accepted entry."""
    queries.require_message(event.message)
    entry = queries.doubted_entry(event.message, event.entry)
    entry.settled_seq = stamp.seq
    entry.save(update_fields=["settled_seq"])


@handles(RequestChange)
def change_request(event: RequestChange, stamp: Stamp) -> None:
    """Replace a household's whole order; allowed until the round is ordered,
    also after the report (ruling 11).
    """
    queries.window(event.round)
    require_household(event.household)
    require_items(line.code for line in event.lines)
    queries.require_unfrozen(event.round)
    after: dict[str, int] = {}
    for line in event.lines:
        if line.code in after:
            raise Refusal(
                "bad_fields",
                gettext_noop("The item %(item)s stands twice in the order."),
                item=line.code,
            )
        after[line.code] = line.qty
    after = {code: quantity for code, quantity in after.items() if quantity}
    request = Request.objects.find(round=event.round, household=event.household)
    before = dict(request.lines) if request else {}
    steps.write_request(request, event.round, event.household, after, stamp.at)
    steps.note_change(stamp, event.round, event.household, "change", before=before, after=after)


@witnesses(LessonLearn)
def witness_lesson(event: LessonLearn, stamp: Stamp) -> dict[str, Any]:
    """Hold the words against what they mean already, now that they can be read."""
    if event.kind == "alias":
        require_items([event.means])
    else:
        require_household(event.means)
    rules.check_lesson(event.kind, event.words.text, reading.meanings(event.kind), event.means)
    return {}


@handles(LessonLearn)
def learn_lesson(event: LessonLearn, stamp: Stamp) -> None:
    """Keep what a person taught; the next message is read with it."""
    if event.message is not None:
        queries.require_message(event.message)
    Lesson(
        seq=stamp.seq,
        event_id=stamp.id,
        kind=event.kind,
        words=event.words,
        means=event.means,
        message=event.message or "",
    ).save(force_insert=True)


@handles(LessonForget)
def forget_lesson(event: LessonForget, stamp: Stamp) -> None:
    """Take a lesson back."""
    queries.require_lesson(event.lesson).delete()
