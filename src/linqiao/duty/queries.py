"""What others read of duty."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop
from linqiao.duty.models import Assignment, Note, Post, Shift
from linqiao.duty.rules import Turn
from linqiao.journal.fields import Sealed


@dataclass(frozen=True)
class AssignmentFacts:
    """One person's turn of a shift."""

    post: str
    starts: datetime
    member: str
    checked_in: datetime | None
    checked_out: datetime | None


@dataclass(frozen=True)
class ShiftFacts:
    """A shift with its people."""

    post: str
    starts: datetime
    ends: datetime
    need: int
    turns: tuple[AssignmentFacts, ...]


@dataclass(frozen=True)
class PostFacts:
    """A post."""

    code: str
    name: str
    place: str


@dataclass(frozen=True)
class NoteFacts:
    """What a shift left for the next one; the text opens when it is shown."""

    starts: datetime
    at: datetime
    by: str
    text: Sealed


def require_post(code: str) -> None:
    """Refuse ``unknown_reference`` when there is no such post."""
    if not Post.objects.filter(code=code).exists():
        words = gettext_noop("There is no post %(post)s.")
        raise Refusal("unknown_reference", words, post=code)


def require_shift(post: str, starts: datetime) -> None:
    """Refuse ``unknown_reference`` when no shift of the post begins at this instant."""
    if not Shift.objects.filter(post=post, starts=starts).exists():
        raise Refusal(
            "unknown_reference",
            gettext_noop("Post %(post)s has no shift that begins at %(starts)s."),
            post=post,
            starts=starts.isoformat(),
        )


def turn_rows(post: str, starts: datetime) -> dict[str, Assignment]:
    """The people of a shift with how far their turns have gone."""
    rows = Assignment.objects.filter(post=post, starts=starts).order_by("id")
    return {row.member: row for row in rows}


def turn_of(row: Assignment | None) -> Turn | None:
    """A row's turn as the rules see it."""
    return None if row is None else Turn(row.checked_in, row.checked_out)


def unfinished() -> list[AssignmentFacts]:
    """Turns that were not checked out, planned ones too, in the order of time."""
    rows = Assignment.objects.filter(checked_out=None).order_by("starts", "post", "id")
    return [_turn(row) for row in rows]


def worked_seconds() -> int:
    """Seconds from check-in to check-out of all turns."""
    return Assignment.objects.aggregate(total=Sum("worked_seconds"))["total"] or 0


def shift_count() -> int:
    """Shifts that were planned; a plan that was replaced counts once."""
    return Shift.objects.count()


def posts() -> list[PostFacts]:
    """All posts in the order in which they were opened."""
    return [PostFacts(row.code, row.name, row.place) for row in Post.objects.order_by("seq")]


def shifts_between(begin: datetime, end: datetime) -> list[ShiftFacts]:
    """Shifts that begin from ``begin`` on and before ``end``, with their people."""
    turns: dict[tuple[str, datetime], list[AssignmentFacts]] = {}
    for row in Assignment.objects.filter(starts__gte=begin, starts__lt=end).order_by("id"):
        turns.setdefault((row.post, row.starts), []).append(_turn(row))
    rows = Shift.objects.filter(starts__gte=begin, starts__lt=end).order_by("starts", "post")
    return [
        ShiftFacts(s.post, s.starts, s.ends, s.need, tuple(turns.get((s.post, s.starts), ())))
        for s in rows
    ]


def last_notes(post: str, limit: int = 5) -> list[NoteFacts]:
    """The newest notes of a post, newest first."""
    rows = Note.objects.filter(post=post).order_by("-seq")[:limit]
    return [NoteFacts(row.starts, row.at, row.by, row.text) for row in rows]


def _turn(row: Assignment) -> AssignmentFacts:
    return AssignmentFacts(row.post, row.starts, row.member, row.checked_in, row.checked_out)
