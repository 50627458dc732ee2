"""What others read of testing and disinfection."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Sum

from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop
from linqiao.health.models import Disinfection, Presence, Session


@dataclass(frozen=True)
class SessionFacts:
    """A session and how far it has come."""

    code: str
    date: date
    place: str
    mode: str
    buildings: tuple[str, ...]
    starts: datetime
    state: str
    households: int
    swabbed: int
    tubes: int | None
    tubes_abnormal: int | None


@dataclass(frozen=True)
class DisinfectionFacts:
    """One entry of the disinfection log."""

    at: datetime
    place: str
    agent: str
    mg_per_l: int
    minutes: int
    member: str


def session(code: str) -> Session:
    """The session; refused as ``unknown_reference`` when there is none."""
    row = Session.objects.find(code=code)
    if row is None:
        words = gettext_noop("There is no testing session %(session)s.")
        raise Refusal("unknown_reference", words, session=code)
    return row


def session_count() -> int:
    """Testing sessions that were opened."""
    return Session.objects.count()


def swabbed_count() -> int:
    """People swabbed over all sessions."""
    return Presence.objects.aggregate(total=Sum("swabbed"))["total"] or 0


def disinfection_count() -> int:
    """Entries of the disinfection log."""
    return Disinfection.objects.count()


def sessions() -> list[SessionFacts]:
    """All sessions with their counts, newest first."""
    sums = Presence.objects.values("session").order_by()
    rows = sums.annotate(homes=Count("household", distinct=True), swabs=Sum("swabbed"))
    counts = {row["session"]: (row["homes"], row["swabs"]) for row in rows}
    return [
        SessionFacts(
            row.code,
            row.date,
            row.place,
            row.mode,
            tuple(row.buildings),
            row.starts,
            row.state,
            *counts.get(row.code, (0, 0)),
            row.tubes,
            row.tubes_abnormal,
        )
        for row in Session.objects.order_by("-seq")
    ]


def households_seen(code: str) -> frozenset[str]:
    """Households that have come to a session."""
    return frozenset(Presence.objects.filter(session=code).values_list("household", flat=True))


def disinfections(begin: datetime, end: datetime) -> list[DisinfectionFacts]:
    """The log from ``begin`` on and before ``end``, in the order of time."""
    rows = Disinfection.objects.filter(at__gte=begin, at__lt=end).order_by("at", "seq")
    return [
        DisinfectionFacts(row.at, row.place, row.agent, row.mg_per_l, row.minutes, row.member)
        for row in rows
    ]
