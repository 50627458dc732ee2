"""What others read of people."""

from collections.abc import Iterable
from dataclasses import dataclass

from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop
from linqiao.journal.facts import fact
from linqiao.people.models import Consent, Group, Membership, Partner, Task, Volunteer


@dataclass(frozen=True)
class GroupFacts:
    """A group with its size and what is open in it."""

    code: str
    lead: str
    members: int
    open_tasks: int


@fact("partners")
def partners() -> dict[str, str]:
    """Kind of each partner by code."""
    return dict(Partner.objects.values_list("code", "kind"))


def require_partner(code: str, *kinds: str) -> None:
    """Refuse ``unknown_reference`` when there is no such partner (of one of these kinds)."""
    kind = partners().get(code)
    if kind is None or (kinds and kind not in kinds):
        raise Refusal(
            "unknown_reference", gettext_noop("There is no such partner %(partner)s."), partner=code
        )


def require_volunteer(code: str) -> None:
    """Refuse ``unknown_reference`` when nobody reported with this code."""
    if Volunteer.objects.find(code=code) is None:
        raise _nobody(code)


def require_volunteers(codes: Iterable[str]) -> None:
    """Refuse ``unknown_reference`` for the first code that nobody reported with."""
    wanted = list(codes)
    known = set(Volunteer.objects.filter(code__in=wanted).values_list("code", flat=True))
    for code in wanted:
        if code not in known:
            raise _nobody(code)


def _nobody(code: str) -> Refusal:
    return Refusal(
        "unknown_reference", gettext_noop("There is no volunteer %(volunteer)s."), volunteer=code
    )


def group(code: str) -> Group:
    """The group; refused as ``unknown_reference`` before it is formed."""
    found = Group.objects.find(code=code)
    if found is None:
        raise Refusal("unknown_reference", gettext_noop("There is no group %(group)s."), group=code)
    return found


def has_consent() -> bool:
    """Whether the committee has consented."""
    return Consent.objects.exists()


def first_team_size() -> int:
    """How many formed the first team."""
    return Volunteer.objects.filter(is_first_team=True).count()


def volunteer_count() -> int:
    """All who reported, those who stood down too."""
    return Volunteer.objects.count()


def group_count() -> int:
    """Groups formed."""
    return Group.objects.count()


def groups() -> list[GroupFacts]:
    """All groups, in the order in which they were formed."""
    sizes: dict[str, int] = {}
    for code in Membership.objects.values_list("group", flat=True):
        sizes[code] = sizes.get(code, 0) + 1
    open_: dict[str, int] = {}
    for code in Task.objects.filter(done_at=None).values_list("group", flat=True):
        open_[code] = open_.get(code, 0) + 1
    rows = Group.objects.order_by("id")
    return [
        GroupFacts(row.code, row.lead, sizes.get(row.code, 0), open_.get(row.code, 0))
        for row in rows
    ]


def left_behind() -> list[str]:
    """Codes of open tasks whose responsible person has stood down:
    they show until another takes them.
    """
    gone = Volunteer.objects.exclude(stood_down="").values_list("code", flat=True)
    rows = Task.objects.filter(done_at=None, responsible__in=list(gone)).order_by("code")
    return list(rows.values_list("code", flat=True))
