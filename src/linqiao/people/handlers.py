"""How events change people."""

from typing import Any
from zoneinfo import ZoneInfo

from linqiao.core.policy import level_of
from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop
from linqiao.journal import outbox
from linqiao.journal.events import Stamp, handles, witnesses
from linqiao.journal.scope import current
from linqiao.people import queries, rules
from linqiao.people.events import (
    CommitteeConsent,
    GroupForm,
    GroupJoin,
    GroupLeave,
    PartnerSet,
    TaskAssign,
    TaskDone,
    TeamForm,
    VolunteerReport,
    VolunteerStandDown,
)
from linqiao.people.models import Consent, Group, Membership, Partner, Task, Volunteer
from linqiao.places import queries as places


@handles(PartnerSet)
def set_partner(event: PartnerSet, stamp: Stamp) -> None:
    """Add a partner or replace the one of the same code."""
    partner = Partner.objects.filter(code=event.code).first() or Partner(code=event.code)
    partner.kind, partner.name, partner.phone, partner.note = (
        event.kind,
        event.name,
        event.phone,
        event.note,
    )
    partner.save()


@witnesses(VolunteerReport)
def check_report(event: VolunteerReport, stamp: Stamp) -> dict[str, Any]:
    """A barred wish refuses the report with the rule and the openings (ruling 3).

    Checked once, at the time: it needs the address, which may be erased when the tables are
    rebuilt.
    """
    if Volunteer.objects.filter(code=event.code).exists():
        raise Refusal(
            "duplicate_code",
            gettext_noop("There is a volunteer %(code)s already."),
            code=event.code,
        )
    places.require_household(event.household.text)
    campaign = places.campaign()
    hazard = campaign.hazard if campaign else "epidemic"
    level = level_of(places.zone_levels(), event.household.text)
    rules.check_wish(
        event.wants, hazard, level, stamp.at.astimezone(ZoneInfo(current().timezone)).date()
    )
    return {}


@handles(VolunteerReport)
def report_volunteer(event: VolunteerReport, stamp: Stamp) -> None:
    """Keep a volunteer's report."""
    Volunteer(
        code=event.code,
        name=event.name,
        household=event.household,
        skills=event.skills,
        phone=event.phone,
        roles=list(event.roles),
        since=stamp.at,
    ).save()


@handles(CommitteeConsent)
def give_consent(event: CommitteeConsent, stamp: Stamp) -> None:
    """Keep the committee's consent."""
    Consent(seq=stamp.seq, at=stamp.at, by=stamp.by, text=event.text).save()


@handles(TeamForm)
def form_team(event: TeamForm, stamp: Stamp) -> None:
    """Form the first team once the committee has consented."""
    queries.require_volunteers(event.members)
    rules.check_consent(queries.has_consent())
    Volunteer.objects.filter(is_first_team=True).update(is_first_team=False)
    Volunteer.objects.filter(code__in=event.members).update(is_first_team=True)


@handles(GroupForm)
def form_group(event: GroupForm, stamp: Stamp) -> None:
    """Form a group; its lead belongs to it."""
    if Group.objects.filter(code=event.code).exists():
        raise Refusal(
            "duplicate_code", gettext_noop("There is a group %(group)s already."), group=event.code
        )
    queries.require_volunteers([event.lead, *event.members])
    Group(code=event.code, lead=event.lead).save()
    members = dict.fromkeys([event.lead, *event.members])
    Membership.objects.bulk_create(Membership(group=event.code, member=one) for one in members)


@handles(GroupJoin)
def join_group(event: GroupJoin, stamp: Stamp) -> None:
    """Join a group; joining again changes nothing."""
    queries.group(event.group)
    queries.require_volunteer(event.member)
    if not Membership.objects.filter(group=event.group, member=event.member).exists():
        Membership(group=event.group, member=event.member).save()


@handles(GroupLeave)
def leave_group(event: GroupLeave, stamp: Stamp) -> None:
    """Leave a group one belongs to."""
    queries.group(event.group)
    membership = Membership.objects.filter(group=event.group, member=event.member).first()
    if membership is None:
        words = gettext_noop("%(member)s does not belong to group %(group)s.")
        raise Refusal("wrong_state", words, member=event.member, group=event.group)
    membership.delete()


@handles(VolunteerStandDown)
def stand_down(event: VolunteerStandDown, stamp: Stamp) -> None:
    """Note that a volunteer serves no more; a later reason replaces the first."""
    queries.require_volunteer(event.code)
    Volunteer.objects.filter(code=event.code).update(stood_down=event.reason)
    outbox.tell(stamp, "volunteer.stood_down", code=event.code)


@handles(TaskAssign)
def assign_task(event: TaskAssign, stamp: Stamp) -> None:
    """Give a task to its one responsible person, or hand an open one to another."""
    rules.check_group_code(event.group)
    queries.require_volunteer(event.responsible)
    task = Task.objects.filter(code=event.code).first() or Task(code=event.code)
    if task.done_at is not None:
        raise Refusal("wrong_state", gettext_noop("Task %(task)s is done."), task=event.code)
    task.group, task.title, task.responsible, task.due = (
        event.group,
        event.title,
        event.responsible,
        event.due,
    )
    task.save()


@handles(TaskDone)
def finish_task(event: TaskDone, stamp: Stamp) -> None:
    """Mark a task as done, once."""
    task = Task.objects.filter(code=event.code).first()
    if task is None:
        raise Refusal(
            "unknown_reference", gettext_noop("There is no task %(task)s."), task=event.code
        )
    if task.done_at is not None:
        raise Refusal("wrong_state", gettext_noop("Task %(task)s is done."), task=event.code)
    task.done_at = stamp.at
    if event.note is not None:
        task.note = event.note
    task.save()
