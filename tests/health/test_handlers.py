"""Testing and disinfection, through the door."""

from datetime import UTC, datetime

import pytest

from linqiao.health import queries
from linqiao.journal.compounds import inside
from tests import make

pytestmark = pytest.mark.django_db

HOME = "1-1-101"


@pytest.fixture
def world() -> make.World:
    """A compound with an open session, a laboratory and a volunteer of this file's own."""
    world = make.world()
    person = {"name": "n", "household": HOME, "roles": ["resident"], "skills": [], "phone": ""}
    assert world.take("volunteer.report", code="V81", **person).accepted
    lab = {"kind": "lab", "name": "lab", "phone": "", "note": ""}
    assert world.take("partner.set", code="LB8", **lab).accepted
    assert open_session(world) == ""
    return world


def open_session(world: make.World, **changes: object) -> str:
    fields: dict[str, object] = {
        "code": "T8",
        "date": "2022-08-26",
        "place": "square",
        "mode": "10in1",
        "buildings": ["1"],
        "starts": "2022-08-26T07:00:00+08:00",
    }
    return world.take("testing.open", **(fields | changes)).reason


def count(world: make.World, *counts: object, **changes: object) -> str:
    fields = {"session": "T8", "household": HOME}
    numbers = dict(zip(("present", "swabbed", "excused"), counts, strict=True))
    return world.take("testing.household", **(fields | numbers | changes)).reason


def close(world: make.World, **changes: object) -> str:
    fields: dict[str, object] = {"session": "T8", "tubes": 3, "handed_to": "LB8"}
    return world.take("testing.close", **(fields | changes)).reason


def answer(world: make.World, abnormal: object = 0, session: str = "T8") -> str:
    return world.take("testing.result", session=session, tubes_abnormal=abnormal).reason


def test_a_session_goes_from_the_square_to_the_result(world: make.World) -> None:
    assert count(world, 3, 2, 1) == ""
    assert close(world) == ""
    assert answer(world, 1) == ""
    with inside(world.code):
        (session,) = queries.sessions()
        assert queries.session_count() == 1
    assert (session.state, session.households, session.swabbed) == ("answered", 1, 2)
    assert (session.tubes, session.tubes_abnormal) == (3, 1)


def test_a_household_that_comes_in_parts_is_counted_in_parts(world: make.World) -> None:
    count(world, 1, 1, 0)
    assert count(world, 2, 2, 0) == ""
    with inside(world.code):
        assert queries.swabbed_count() == 3
        assert queries.households_seen("T8") == {HOME}


def test_somebody_neither_swabbed_nor_excused_is_unbalanced(world: make.World) -> None:
    assert count(world, 3, 2, 0) == "unbalanced"


@pytest.mark.parametrize("counts", [(2, -1, 3), ("2", 2, 0), (2.0, 2, 0), (True, 1, 0)])
def test_counts_are_whole_numbers_from_zero(world: make.World, counts: tuple[object, ...]) -> None:
    assert count(world, *counts) == "bad_fields"


def test_what_is_unknown_is_refused(world: make.World) -> None:
    assert count(world, 1, 1, 0, household="9-9-999") == "unknown_reference"
    assert count(world, 1, 1, 0, session="T99") == "unknown_reference"
    assert close(world, session="T99") == "unknown_reference"
    assert close(world, handed_to="XX9") == "unknown_reference"
    assert answer(world, session="T99") == "unknown_reference"


def test_nobody_is_tested_after_the_close(world: make.World) -> None:
    close(world)
    assert count(world, 1, 1, 0) == "wrong_state"


def test_the_state_is_looked_at_before_the_sums(world: make.World) -> None:
    close(world)
    assert count(world, 3, 1, 0) == "wrong_state"


def test_a_session_is_closed_once_and_answered_only_then(world: make.World) -> None:
    assert answer(world) == "wrong_state"
    assert close(world) == ""
    assert close(world) == "wrong_state"
    assert answer(world) == ""


def test_a_later_result_corrects_the_first(world: make.World) -> None:
    close(world)
    answer(world, 2)
    assert answer(world, 1) == ""
    with inside(world.code):
        assert queries.session("T8").tubes_abnormal == 1


def test_a_session_code_is_taken_once(world: make.World) -> None:
    assert open_session(world) == "duplicate_code"


@pytest.mark.parametrize("change", [{"mode": "5in1"}, {"date": "26 August"}, {"starts": "07:00"}])
def test_a_session_with_a_bad_field_is_refused(world: make.World, change: dict[str, str]) -> None:
    assert open_session(world, code="T9", **change) == "bad_fields"


def test_disinfection_is_logged_with_strength_and_time(world: make.World) -> None:
    fields = {"place": "gate", "agent": "chlorine", "member": "V81", "mg_per_l": 500}
    assert world.take("disinfect.log", minutes=30, at="2022-08-26T09:00:00Z", **fields).accepted
    assert world.take("disinfect.log", minutes=-1, **fields).reason == "bad_fields"
    unknown = fields | {"member": "V99"}
    assert world.take("disinfect.log", minutes=30, **unknown).reason == "unknown_reference"
    with inside(world.code):
        assert queries.disinfection_count() == 1
        day = datetime(2022, 8, 26, tzinfo=UTC), datetime(2022, 8, 27, tzinfo=UTC)
        (entry,) = queries.disinfections(*day)
    assert (entry.mg_per_l, entry.minutes, entry.member) == (500, 30, "V81")
