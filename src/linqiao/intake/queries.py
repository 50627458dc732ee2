"""What others read of intake."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop
from linqiao.intake.models import Change, EntryRead, Lesson, Message, Request, Window
from linqiao.journal.facts import read_once
from linqiao.journal.fields import Sealed
from linqiao.journal.models import Entry as JournalEntry


@dataclass(frozen=True)
class RequestFacts:
    """A household's order in a round: thousandths by item, and the time of its first wish."""

    household: str
    lines: dict[str, int]
    asked_at: datetime


def window(round_code: str) -> Window:
    """The round's window; refused as ``unknown_reference`` when the round was never opened."""
    found = Window.objects.find(round=round_code)
    if found is None:
        raise Refusal(
            "unknown_reference", gettext_noop("There is no round %(round)s."), round=round_code
        )
    return found


def require_unfrozen(round_code: str) -> None:
    """Refuse ``wrong_state`` once the round was ordered or cancelled."""
    if Window.objects.filter(round=round_code, is_frozen=True).exists():
        raise Refusal(
            "wrong_state",
            gettext_noop("Round %(round)s was ordered or cancelled: its requests change no more."),
            round=round_code,
        )


def require_message(event_id: str) -> Message:
    """The message with this event id; refused as ``unknown_reference`` when there is none."""
    found = Message.objects.find(event_id=event_id)
    if found is None:
        raise Refusal(
            "unknown_reference", gettext_noop("There is no message %(message)s."), message=event_id
        )
    return found


def flagged_entry(message: str, place: int) -> EntryRead:
    """The entry that waits for a person; refused as ``wrong_state`` when it does not wait."""
    found = EntryRead.objects.filter(message=message, place=place, state="flagged").first()
    if found is None:
        raise Refusal(
            "wrong_state",
            gettext_noop("Entry %(entry)s of message %(message)s waits for nobody."),
            entry=place,
            message=message,
        )
    return found


def doubted_entry(message: str, place: int) -> EntryRead:
    """The accepted entry that the second reader doubts and nobody has looked at; refused as
    ``wrong_state`` when it is none.
    """
    found = _doubted().filter(message=message, place=place).first()
    if found is None:
        raise Refusal(
            "wrong_state",
            gettext_noop("Nobody doubts entry %(entry)s of message %(message)s."),
            entry=place,
            message=message,
        )
    return found


def _doubted() -> QuerySet[EntryRead]:
    rows = EntryRead.objects.filter(state="accepted", settled_seq__isnull=True)
    return rows.exclude(doubt="")


@dataclass(frozen=True)
class DoubtFacts:
    """An accepted entry that two readers read differently."""

    message: str
    place: int
    round: str
    household: str
    lines: list[list[Any]]
    doubt: str


def doubts() -> list[DoubtFacts]:
    """Accepted entries for a person to look at, the oldest first."""
    return [
        DoubtFacts(row.message, row.place, row.round, row.household, row.lines, row.doubt)
        for row in _doubted().order_by("id")
    ]


def requests(round_code: str) -> list[RequestFacts]:
    """All orders of a round; none for a cancelled one."""
    if Window.objects.filter(round=round_code, is_cancelled=True).exists():
        return []
    rows = Request.objects.filter(round=round_code).order_by("id")
    return [RequestFacts(row.household, row.lines, row.asked_at) for row in rows]


def demand(round_code: str) -> Counter[str]:
    """Thousandths by item over all orders of a round."""
    total: Counter[str] = Counter()
    for request in requests(round_code):
        total.update(request.lines)
    return total


@read_once
def all_requests() -> list[tuple[str, str, dict[str, int]]]:
    """(round, household, lines) of every order of a round that was not cancelled."""
    cancelled = Window.objects.filter(is_cancelled=True).values_list("round", flat=True)
    rows = Request.objects.exclude(round__in=list(cancelled)).values_list(
        "round", "household", "lines"
    )
    return list(rows.order_by("id"))


def changed_rounds() -> set[str]:
    """Rounds in which a person changed a request."""
    return set(Change.objects.values_list("round", flat=True).distinct())


def flagged_count() -> int:
    """Entries that were flagged on arrival, settled or not."""
    return EntryRead.objects.exclude(state__in=("accepted", "repeated")).count()


def waiting_count() -> int:
    """Flagged entries that nobody has settled or dismissed."""
    return EntryRead.objects.filter(state="flagged").count()


@read_once
def places_with_words() -> set[tuple[str, str]]:
    """(round, household) that an entry of a message or a recorded change speaks of."""
    entries = EntryRead.objects.filter(state__in=("accepted", "settled")).values_list(
        "round", "household"
    )
    return set(entries) | set(Change.objects.values_list("round", "household"))


@dataclass(frozen=True)
class LessonFacts:
    """A lesson: its words open when they are shown, or are gone with the household's key."""

    event_id: str
    kind: str
    words: Sealed
    means: str
    message: str


def lessons() -> list[LessonFacts]:
    """All lessons, the oldest first."""
    rows = Lesson.objects.order_by("seq")
    return [LessonFacts(r.event_id, r.kind, r.words, r.means, r.message) for r in rows]


def require_lesson(event_id: str) -> Lesson:
    """The lesson; refused as ``unknown_reference`` when there is none, or it was taken back."""
    found = Lesson.objects.filter(event_id=event_id).first()
    if found is None:
        raise Refusal(
            "unknown_reference", gettext_noop("There is no lesson %(lesson)s."), lesson=event_id
        )
    return found


@dataclass(frozen=True)
class SettledFacts:
    """A flagged entry that a person settled: its message, its place, and what it was settled as."""

    message: Message
    place: int
    household: str
    codes: tuple[str, ...]


def settled_entries(limit: int = 500) -> list[SettledFacts]:
    """The entries settled last, with the items of their settlement, as the journal has them."""
    rows = [
        (row, row.settled_seq)
        for row in EntryRead.objects.filter(state="settled").order_by("-settled_seq")[:limit]
        if row.settled_seq is not None
    ]
    messages = {
        one.event_id: one
        for one in Message.objects.filter(event_id__in={row.message for row, _ in rows})
    }
    events = JournalEntry.objects.filter(seq__in=[seq for _, seq in rows])
    settled = {one.seq: json.loads(one.payload) for one in events}
    return [
        SettledFacts(
            messages[row.message],
            row.place,
            row.household,
            tuple(line["code"] for line in settled[seq]["lines"]),
        )
        for row, seq in rows
    ]
