"""Posts and shifts, through the door."""

from datetime import UTC, datetime

import pytest

from linqiao.duty import queries
from linqiao.duty.models import Assignment
from linqiao.journal.compounds import inside
from linqiao.journal.models import Entry
from tests import make

pytestmark = pytest.mark.django_db

STARTS, ENDS = "2022-08-26T07:00:00+08:00", "2022-08-26T12:00:00+08:00"
STARTS_UTC = "2022-08-25T23:00:00Z"


@pytest.fixture
def world() -> make.World:
    """A compound with a post and three volunteers of this file's own."""
    world = make.world()
    person = {"name": "n", "household": "1-1-101", "roles": ["resident"], "skills": [], "phone": ""}
    for code in ("V81", "V82", "V83"):
        assert world.take("volunteer.report", code=code, **person).accepted
    assert world.take("post.open", code="P8", name="east gate", place="gate").accepted
    return world


def plan(world: make.World, *members: str, **changes: object) -> str:
    fields: dict[str, object] = {"post": "P8", "starts": STARTS, "ends": ENDS, "need": 2}
    return world.take("shift.plan", **(fields | {"members": list(members)} | changes)).reason


def check(world: make.World, way: str, member: str, at: str, **changes: object) -> str:
    fields: dict[str, object] = {"post": "P8", "starts": STARTS, "member": member}
    return world.take(f"shift.check_{way}", at=at, **(fields | changes)).reason


def swap(world: make.World, leaver: str, joiner: str, starts: str = STARTS) -> str:
    people = {"from": leaver, "to": joiner}
    return world.take("shift.swap", post="P8", starts=starts, **people).reason


def planned(world: make.World) -> list[str]:
    with inside(world.code):
        return [turn.member for turn in queries.unfinished() if turn.post == "P8"]


def test_a_turn_counts_from_check_in_to_check_out(world: make.World) -> None:
    assert plan(world, "V81") == ""
    assert check(world, "in", "V81", "2022-08-26T06:55:00+08:00") == ""
    assert check(world, "out", "V81", "2022-08-26T12:01:30+08:00") == ""
    with inside(world.code):
        assert queries.worked_seconds() == 5 * 3600 + 6 * 60 + 30
        assert queries.unfinished() == []
        assert queries.shift_count() == 1


def test_a_post_is_opened_once(world: make.World) -> None:
    assert world.take("post.open", code="P8", name="n", place="p").reason == "duplicate_code"


def test_a_beginning_is_an_instant_in_whatever_zone_it_is_written(world: make.World) -> None:
    plan(world, "V81")
    assert swap(world, "V81", "V82", STARTS_UTC) == ""
    assert plan(world, "V83", starts=STARTS_UTC) == ""
    assert planned(world) == ["V83"]
    with inside(world.code):
        assert queries.shift_count() == 1
        assert Assignment.objects.get().starts == datetime(2022, 8, 25, 23, tzinfo=UTC)


def test_planning_again_replaces_the_people_while_nobody_has_begun(world: make.World) -> None:
    plan(world, "V81", "V82")
    assert plan(world, "V82", "V83") == ""
    assert planned(world) == ["V82", "V83"]


def test_planning_again_is_too_late_once_somebody_has_begun(world: make.World) -> None:
    plan(world, "V81", "V82")
    check(world, "in", "V81", "2022-08-26T06:55:00+08:00")
    assert plan(world, "V83") == "wrong_state"
    assert planned(world) == ["V81", "V82"]


def test_somebody_named_twice_stands_the_shift_once(world: make.World) -> None:
    assert plan(world, "V81", "V81") == ""
    assert planned(world) == ["V81"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"ends": STARTS}, "bad_fields"),
        ({"starts": "2022-08-26T07:00:00"}, "bad_fields"),
        ({"need": -1}, "bad_fields"),
        ({"need": "2"}, "bad_fields"),
        ({"post": "P99"}, "unknown_reference"),
        ({"members": ["V81", "V99"]}, "unknown_reference"),
    ],
)
def test_a_plan_with_something_wrong_is_refused(
    world: make.World, change: dict[str, object], reason: str
) -> None:
    assert plan(world, "V81", **change) == reason


def test_a_swap_puts_one_person_in_anothers_place(world: make.World) -> None:
    plan(world, "V81", "V82")
    assert swap(world, "V81", "V83") == ""
    assert sorted(planned(world)) == ["V82", "V83"]


def test_a_swap_that_cannot_be_is_refused(world: make.World) -> None:
    plan(world, "V81", "V82")
    assert swap(world, "V81", "V82") == "wrong_state"
    assert swap(world, "V83", "V81") == "wrong_state"
    assert swap(world, "V81", "V99") == "unknown_reference"
    assert swap(world, "V81", "V83", "2022-08-27T07:00:00+08:00") == "unknown_reference"
    check(world, "in", "V81", "2022-08-26T06:55:00+08:00")
    assert swap(world, "V81", "V83") == "wrong_state"


def test_check_in_happens_once_and_only_to_those_who_are_planned(world: make.World) -> None:
    early = "2022-08-26T06:55:00+08:00"
    plan(world, "V81")
    assert check(world, "in", "V82", early) == "wrong_state"
    assert check(world, "in", "V99", early) == "unknown_reference"
    assert check(world, "in", "V81", early, post="P99") == "unknown_reference"
    assert check(world, "in", "V81", early) == ""
    assert check(world, "in", "V81", early) == "wrong_state"


def test_check_out_comes_once_and_after_the_check_in(world: make.World) -> None:
    plan(world, "V81")
    assert check(world, "out", "V81", "2022-08-26T12:00:00+08:00") == "wrong_state"
    check(world, "in", "V81", "2022-08-26T07:00:00+08:00")
    assert check(world, "out", "V81", "2022-08-26T06:59:59+08:00") == "wrong_state"
    assert check(world, "out", "V81", "2022-08-26T12:00:00+08:00") == ""
    assert check(world, "out", "V81", "2022-08-26T12:00:00+08:00") == "wrong_state"


def test_a_turn_that_was_only_planned_is_unfinished(world: make.World) -> None:
    plan(world, "V81", "V82")
    check(world, "in", "V81", "2022-08-26T06:55:00+08:00")
    check(world, "out", "V81", "2022-08-26T12:00:00+08:00")
    assert planned(world) == ["V82"]


def test_a_note_waits_sealed_for_the_next_shift(world: make.World) -> None:
    plan(world, "V81")
    text = "half a can is left"
    answer = world.take("shift.note", post="P8", starts=STARTS, text=text)
    assert answer.accepted
    with inside(world.code):
        assert queries.last_notes("P8")[0].text.text == text
        assert text not in Entry.objects.get(seq=answer.seq).payload


def test_a_note_for_no_shift_is_refused(world: make.World) -> None:
    answer = world.take("shift.note", post="P8", starts=STARTS, text="t")
    assert answer.reason == "unknown_reference"


def test_a_day_shows_its_shifts_with_their_people(world: make.World) -> None:
    plan(world, "V81", "V82")
    with inside(world.code):
        begin, end = datetime(2022, 8, 25, 16, tzinfo=UTC), datetime(2022, 8, 26, 16, tzinfo=UTC)
        (shift,) = queries.shifts_between(begin, end)
        assert queries.shifts_between(end, end) == []
    assert [turn.member for turn in shift.turns] == ["V81", "V82"]
