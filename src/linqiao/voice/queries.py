"""What others read of voice."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from linqiao.journal.fields import Sealed
from linqiao.journal.seal import CAMPAIGN
from linqiao.voice.models import Opinion, Talk
from linqiao.voice.rules import KINDS_TO_ANSWER


@dataclass(frozen=True)
class TalkFacts:
    """A talk; the text opens when it is shown."""

    event_id: str
    at: datetime
    by: str
    partner: str
    direction: str
    text: Sealed
    follow_up: date | None
    answered_by: str


@dataclass(frozen=True)
class OpinionFacts:
    """A feedback; text and answer open when they are shown."""

    event_id: str
    at: datetime
    household: str
    kind: str
    text: Sealed
    about: str
    answer: Sealed
    answered_at: datetime | None


def liaison_count() -> int:
    """Talks with partners."""
    return Talk.objects.count()


def feedback_counts() -> dict[str, int]:
    """How many feedbacks there are, by kind."""
    kinds = Opinion.objects.values_list("kind").order_by()
    return dict(kinds.annotate(count=Count("id")))


def open_follow_ups() -> list[TalkFacts]:
    """Talks that expect an answer and have none, the earliest day first."""
    rows = Talk.objects.filter(answered_by="", follow_up__isnull=False)
    return [_talk(row) for row in rows.order_by("follow_up", "seq")]


def unanswered() -> list[OpinionFacts]:
    """Complaints and suggestions without an answer, oldest first."""
    rows = Opinion.objects.filter(kind__in=KINDS_TO_ANSWER, answered_at=None)
    return [_opinion(row) for row in rows.order_by("seq")]


def last_talks(limit: int = 50) -> list[TalkFacts]:
    """The newest talks, newest first."""
    return [_talk(row) for row in Talk.objects.order_by("-seq")[:limit]]


def last_opinions(limit: int = 50) -> list[OpinionFacts]:
    """The newest feedbacks, newest first."""
    return [_opinion(row) for row in Opinion.objects.order_by("-seq")[:limit]]


def owner_of(event_id: str) -> str:
    """Whose key seals the answer to a feedback: the feedback's own, or the campaign's for none."""
    owner = Opinion.objects.filter(event_id=event_id).values_list("owner", flat=True).first()
    return CAMPAIGN if owner is None else owner


def _talk(row: Talk) -> TalkFacts:
    return TalkFacts(
        row.event_id,
        row.at,
        row.by,
        row.partner,
        row.direction,
        row.text,
        row.follow_up,
        row.answered_by,
    )


def _opinion(row: Opinion) -> OpinionFacts:
    return OpinionFacts(
        row.event_id,
        row.at,
        row.household,
        row.kind,
        row.text,
        row.about,
        row.answer,
        row.answered_at,
    )
