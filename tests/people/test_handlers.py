"""Volunteers, team, groups, tasks and partners, through the door."""

import pytest

from linqiao.core.refusal import Refusal
from linqiao.journal.compounds import inside
from linqiao.journal.models import Entry
from linqiao.journal.record import Answer
from linqiao.people import queries
from linqiao.people.models import Membership, Partner, Task, Volunteer
from tests import make

pytestmark = pytest.mark.django_db

HOME = "1-1-101"
NAME = "name-that-stays-sealed"
GROUP = "disinfect"


@pytest.fixture
def world() -> make.World:
    """A compound with three volunteers of this file's own."""
    world = make.world()
    for code in ("V81", "V82", "V83"):
        assert report(world, code).accepted
    return world


def report(world: make.World, code: str, **changes: object) -> Answer:
    fields: dict[str, object] = {
        "code": code,
        "name": NAME,
        "household": HOME,
        "roles": ["resident"],
        "skills": ["driving"],
        "phone": "13900000000",
    }
    return world.take("volunteer.report", **(fields | changes))


def assign(world: make.World, responsible: str = "V81", **changes: object) -> str:
    fields: dict[str, object] = {"code": "K81", "group": GROUP, "title": "stairs"}
    fields["responsible"] = responsible
    return world.take("task.assign", **(fields | changes)).reason


def stand_down(world: make.World, code: str = "V81", reason: str = "ill") -> str:
    return world.take("volunteer.stand_down", code=code, reason=reason).reason


def test_a_report_is_sealed_with_the_persons_own_key(world: make.World) -> None:
    with inside(world.code):
        person = Volunteer.objects.get(code="V81")
        kept = [one.payload for one in Entry.objects.filter(type="volunteer.report")]
        assert (person.name.text, person.skills.value) == (NAME, ["driving"])
        tokens = [person.name.token, person.household.token, person.phone.token]
    assert all(token.startswith("person:V81~") for token in tokens)
    assert not [payload for payload in kept if NAME in payload or "13900000000" in payload]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"code": "V81"}, "duplicate_code"),
        ({"household": "9-9-999"}, "unknown_reference"),
        ({"roles": ["king"]}, "bad_fields"),
        ({"wants": "holiday"}, "bad_fields"),
        ({"idcard": "1"}, "bad_fields"),
    ],
)
def test_a_report_with_something_wrong_is_refused(
    world: make.World, change: dict[str, object], reason: str
) -> None:
    assert report(world, **({"code": "V89"} | change)).reason == reason


def test_after_a_barred_wish_the_same_code_may_report_without_it(world: make.World) -> None:
    notice = {"level": "medium", "source": "notice"}
    assert world.take("zone.set", scope="compound", **notice).accepted
    barred = report(world, "V89", wants="outside_checkpoint")
    assert barred.reason == "barred_by_zone"
    assert barred.params["openings"]
    assert report(world, "V89").accepted


def test_a_buildings_stricter_level_bars_the_wish_too(world: make.World) -> None:
    for scope, level in (("compound", "low"), ("building:1", "high")):
        assert world.take("zone.set", scope=scope, level=level, source="notice").accepted
    assert report(world, "V89", wants="outside_checkpoint").reason == "barred_by_zone"


def test_a_wish_in_a_low_zone_is_taken(world: make.World) -> None:
    assert world.take("zone.set", scope="compound", level="low", source="notice").accepted
    assert report(world, "V89", wants="outside_checkpoint").accepted


def test_a_team_knows_its_members_and_counts_them(world: make.World) -> None:
    assert world.take("committee.consent", text="we consent").accepted
    assert world.take("team.form", members=["V81", "V99"]).reason == "unknown_reference"
    assert world.take("team.form", members=["V81", "V82"]).accepted
    with inside(world.code):
        assert queries.first_team_size() == 2


def form(world: make.World, **changes: object) -> str:
    fields: dict[str, object] = {"code": GROUP, "lead": "V81", "members": ["V81", "V82"]}
    return world.take("group.form", **(fields | changes)).reason


@pytest.fixture
def grouped(world: make.World) -> make.World:
    """The same compound, with a group."""
    assert form(world) == ""
    return world


def members(world: make.World) -> set[str]:
    with inside(world.code):
        return set(Membership.objects.filter(group=GROUP).values_list("member", flat=True))


def test_a_group_is_formed_once(grouped: make.World) -> None:
    assert form(grouped) == "duplicate_code"
    assert members(grouped) == {"V81", "V82"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"code": "kitchen"}, "bad_fields"),
        ({"lead": "V99"}, "unknown_reference"),
        ({"members": ["V81", "V99"]}, "unknown_reference"),
    ],
)
def test_a_group_with_something_wrong_is_refused(
    world: make.World, change: dict[str, object], reason: str
) -> None:
    assert form(world, **change) == reason


def test_joining_twice_changes_nothing(grouped: make.World) -> None:
    for _ in range(2):
        assert grouped.take("group.join", group=GROUP, member="V83").accepted
    assert members(grouped) == {"V81", "V82", "V83"}


def test_leaving_a_group_needs_having_joined_it(grouped: make.World) -> None:
    assert grouped.take("group.leave", group=GROUP, member="V83").reason == "wrong_state"
    assert grouped.take("group.leave", group=GROUP, member="V82").accepted
    assert members(grouped) == {"V81"}


@pytest.mark.parametrize("event", ["group.join", "group.leave"])
def test_an_unknown_group_is_refused(world: make.World, event: str) -> None:
    assert world.take(event, group="kitchen", member="V81").reason == "unknown_reference"


def test_an_unknown_volunteer_cannot_join(grouped: make.World) -> None:
    answer = grouped.take("group.join", group=GROUP, member="V99")
    assert answer.reason == "unknown_reference"


def test_a_task_has_one_responsible_person_and_can_be_handed_on(world: make.World) -> None:
    assert assign(world) == ""
    assert assign(world, "V82", due="2022-09-06T18:00:00+08:00") == ""
    with inside(world.code):
        assert Task.objects.get(code="K81").responsible == "V82"


def test_a_done_task_is_neither_done_nor_assigned_again(world: make.World) -> None:
    assign(world)
    assert world.take("task.done", code="K81", note="all clean").accepted
    assert world.take("task.done", code="K81").reason == "wrong_state"
    assert assign(world, "V82") == "wrong_state"


def test_a_task_of_nobody_or_nowhere_is_refused(world: make.World) -> None:
    assert assign(world, "V99") == "unknown_reference"
    assert assign(world, group="kitchen") == "unknown_reference"
    assert world.take("task.done", code="K99").reason == "unknown_reference"


def test_what_somebody_was_responsible_for_shows_until_another_takes_it(
    world: make.World,
) -> None:
    assign(world)
    assert stand_down(world) == ""
    with inside(world.code):
        assert "K81" in queries.left_behind()
    assign(world, "V82")
    with inside(world.code):
        assert "K81" not in queries.left_behind()


def test_standing_down_again_corrects_the_reason(world: make.World) -> None:
    stand_down(world, reason="close_contact")
    assert stand_down(world, reason="positive") == ""
    assert stand_down(world, "V99") == "unknown_reference"
    with inside(world.code):
        assert Volunteer.objects.get(code="V81").stood_down == "positive"


def test_those_who_stood_down_still_count_as_volunteers(world: make.World) -> None:
    with inside(world.code):
        before = queries.volunteer_count()
    stand_down(world)
    with inside(world.code):
        assert queries.volunteer_count() == before


def test_a_partner_is_replaced_by_the_same_code(world: make.World) -> None:
    for kind in ("supplier", "pharmacy"):
        fields = {"kind": kind, "name": "shop", "phone": "0999-1", "note": ""}
        assert world.take("partner.set", code="SU8", **fields).accepted
    with inside(world.code):
        assert queries.partners()["SU8"] == "pharmacy"
        assert Partner.objects.filter(code="SU8").count() == 1
        queries.require_partner("SU8")
        queries.require_partner("SU8", "hospital", "pharmacy")
        with pytest.raises(Refusal) as refused:
            queries.require_partner("SU8", "supplier")
    assert refused.value.reason == "unknown_reference"
