"""Care cases, through the door."""

import pytest

from linqiao.care import queries
from linqiao.journal.compounds import inside
from linqiao.journal.models import Entry
from tests import make

pytestmark = pytest.mark.django_db

HOME = "1-1-101"
TEXT = "what-the-neighbours-must-not-know"


@pytest.fixture
def world() -> make.World:
    """A compound with an open case."""
    world = make.world()
    assert open_case(world) == ""
    return world


def open_case(world: make.World, **changes: object) -> str:
    fields: dict[str, object] = {"code": "C81", "household": HOME, "kind": "transport"}
    return world.take("care.open", **(fields | {"text": TEXT} | changes)).reason


def act(world: make.World, code: str = "C81") -> str:
    return world.take("care.act", by="V01", code=code, text=TEXT).reason


def close(world: make.World, code: str = "C81") -> str:
    return world.take("care.close", code=code, outcome=TEXT).reason


def test_a_case_is_opened_acted_on_and_closed(world: make.World) -> None:
    assert (act(world), close(world)) == ("", "")
    with inside(world.code):
        (case,) = queries.cases("closed")
        (done,) = queries.acts("C81")
        assert (case.outcome.text, done.text.text, done.by) == (TEXT, TEXT, "V01")
        assert queries.cases() == []
        assert queries.case_count() == 1


def test_what_was_done_may_be_noted_after_the_close(world: make.World) -> None:
    close(world)
    assert act(world) == ""


def test_a_case_is_opened_and_closed_once(world: make.World) -> None:
    assert open_case(world) == "duplicate_code"
    assert close(world) == ""
    assert close(world) == "wrong_state"


def test_what_is_unknown_is_refused(world: make.World) -> None:
    assert open_case(world, code="C82", household="9-9-999") == "unknown_reference"
    assert (act(world, "C99"), close(world, "C99")) == ("unknown_reference", "unknown_reference")


def test_a_case_without_a_kind_is_refused(world: make.World) -> None:
    assert open_case(world, code="C82", kind="") == "bad_fields"


def test_all_that_is_said_is_sealed_for_the_household(world: make.World) -> None:
    act(world)
    close(world)
    with inside(world.code):
        kept = [entry.payload for entry in Entry.objects.filter(type__startswith="care.")]
        case = queries.case("C81")
        tokens = [case.text.token, case.outcome.token, queries.acts("C81")[0].text.token]
    assert len(kept) == 3
    assert not [payload for payload in kept if TEXT in payload]
    assert all(token.startswith(f"household:{HOME}~") for token in tokens)


def test_a_refused_act_for_no_case_is_sealed_with_the_campaigns_key(world: make.World) -> None:
    answer = world.take("care.act", code="C99", text=TEXT)
    with inside(world.code):
        payload = Entry.objects.get(seq=answer.seq).payload
    assert TEXT not in payload
    assert "campaign~" in payload
