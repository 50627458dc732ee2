"""How events change posts and shifts."""

from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop
from linqiao.duty import queries, rules
from linqiao.duty.events import (
    PostOpen,
    ShiftCheckIn,
    ShiftCheckOut,
    ShiftNote,
    ShiftPlan,
    ShiftSwap,
)
from linqiao.duty.models import Assignment, Note, Post, Shift
from linqiao.journal.events import Stamp, handles
from linqiao.people.queries import require_volunteer, require_volunteers


@handles(PostOpen)
def open_post(event: PostOpen, stamp: Stamp) -> None:
    """Open a post."""
    if Post.objects.filter(code=event.code).exists():
        words = gettext_noop("There is a post %(post)s already.")
        raise Refusal("duplicate_code", words, post=event.code)
    Post(code=event.code, name=event.name, place=event.place, seq=stamp.seq).save()


@handles(ShiftPlan)
def plan_shift(event: ShiftPlan, stamp: Stamp) -> None:
    """Plan a shift, or plan it anew while nobody has checked in."""
    rules.check_span(event.starts, event.ends)
    queries.require_post(event.post)
    require_volunteers(event.members)
    shift = Shift.objects.find(post=event.post, starts=event.starts)
    if shift is not None:
        planned = queries.turn_rows(event.post, event.starts).values()
        turns = [rules.Turn(row.checked_in, row.checked_out) for row in planned]
        rules.check_replaceable(turns, event.post)
        Assignment.objects.filter(post=event.post, starts=event.starts).delete()
    shift = shift or Shift(post=event.post, starts=event.starts)
    shift.ends, shift.need, shift.seq = event.ends, event.need, stamp.seq
    shift.save()
    Assignment.objects.bulk_create(
        Assignment(post=event.post, starts=event.starts, member=member)
        for member in dict.fromkeys(event.members)
    )


@handles(ShiftSwap)
def swap_shift(event: ShiftSwap, stamp: Stamp) -> None:
    """Put one person in another's place before the turn has begun."""
    queries.require_shift(event.post, event.starts)
    require_volunteers((event.from_, event.to))
    rows = queries.turn_rows(event.post, event.starts)
    leaving, arriving = rows.get(event.from_), rows.get(event.to)
    rules.check_swap(
        queries.turn_of(leaving),
        queries.turn_of(arriving),
        leaver=event.from_,
        joiner=event.to,
    )
    assert leaving is not None
    leaving.member = event.to
    leaving.save(update_fields=["member"])


@handles(ShiftCheckIn)
def check_in(event: ShiftCheckIn, stamp: Stamp) -> None:
    """Note that a person's turn begins."""
    row = _turn_row(event)
    rules.next_turn_state(queries.turn_of(row), "check_in", event.member)
    row.checked_in = stamp.at
    row.save(update_fields=["checked_in"])


@handles(ShiftCheckOut)
def check_out(event: ShiftCheckOut, stamp: Stamp) -> None:
    """Note that a person's turn ends, and how long it was."""
    row = _turn_row(event)
    turn = rules.Turn(row.checked_in, row.checked_out)
    row.worked_seconds = rules.worked_seconds(turn, stamp.at, event.member)
    row.checked_out = stamp.at
    row.save(update_fields=["checked_out", "worked_seconds"])


@handles(ShiftNote)
def note_shift(event: ShiftNote, stamp: Stamp) -> None:
    """Keep what the next shift must know."""
    queries.require_shift(event.post, event.starts)
    Note(
        seq=stamp.seq,
        post=event.post,
        starts=event.starts,
        at=stamp.at,
        by=stamp.by,
        text=event.text,
    ).save()


def _turn_row(event: ShiftCheckIn | ShiftCheckOut) -> Assignment:
    """The person's row of the shift; what is missing is looked up only when it is missing."""
    row = Assignment.objects.find(post=event.post, starts=event.starts, member=event.member)
    if row is None:
        queries.require_shift(event.post, event.starts)
        require_volunteer(event.member)
        rules.next_turn_state(None, "check_in", event.member)
        raise AssertionError("a turn that is missing was not refused")
    return row
