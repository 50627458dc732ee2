"""Talks and feedback, through the door."""

import pytest

from linqiao.journal.compounds import inside
from linqiao.journal.models import Entry
from linqiao.journal.record import Answer
from linqiao.voice import queries
from tests import make

pytestmark = pytest.mark.django_db

HOME = "1-1-101"
TEXT = "words-that-stay-sealed"


@pytest.fixture
def world() -> make.World:
    """A compound with a community office of this file's own."""
    world = make.world()
    office = {"kind": "community", "name": "office", "phone": "", "note": ""}
    assert world.take("partner.set", code="CM8", **office).accepted
    return world


def talk(world: make.World, **changes: object) -> Answer:
    fields: dict[str, object] = {"with": "CM8", "direction": "out", "text": TEXT}
    return world.take("liaison", **(fields | changes))


def feedback(world: make.World, kind: str = "complaint", **changes: object) -> Answer:
    fields: dict[str, object] = {"by": HOME, "kind": kind, "text": TEXT}
    return world.take("feedback", **(fields | changes))


def reply(world: make.World, about: str) -> Answer:
    return world.take("feedback.answer", about=about, text=TEXT)


def waiting(world: make.World) -> list[str]:
    with inside(world.code):
        return [one.event_id for one in queries.open_follow_ups()]


def test_a_follow_up_waits_until_a_later_talk_closes_it(world: make.World) -> None:
    asked = talk(world, follow_up="2022-08-27")
    assert waiting(world) == [asked.event_id]
    assert talk(world, direction="in", closes=asked.event_id).accepted
    assert waiting(world) == []
    with inside(world.code):
        assert queries.liaison_count() == 2


def test_the_earliest_day_waits_first(world: make.World) -> None:
    later = talk(world, follow_up="2022-08-29")
    sooner = talk(world, follow_up="2022-08-27")
    assert waiting(world) == [sooner.event_id, later.event_id]


def test_a_talk_that_expects_no_answer_cannot_be_closed(world: make.World) -> None:
    told = talk(world)
    assert talk(world, closes=told.event_id).reason == "unknown_reference"
    assert talk(world, closes="NOBODY").reason == "unknown_reference"


def test_a_refused_talk_cannot_be_closed(world: make.World) -> None:
    refused = talk(world, direction="sideways", follow_up="2022-08-27")
    assert refused.reason == "bad_fields"
    assert talk(world, closes=refused.event_id).reason == "unknown_reference"


def test_a_refused_closing_leaves_the_follow_up_open(world: make.World) -> None:
    asked = talk(world, follow_up="2022-08-27")
    assert talk(world, **{"with": "XX9"}, closes=asked.event_id).reason == "unknown_reference"
    assert waiting(world) == [asked.event_id]


@pytest.mark.parametrize("day", ["tomorrow", "2022-02-30", 20220827])
def test_a_follow_up_needs_a_real_day(world: make.World, day: object) -> None:
    assert talk(world, follow_up=day).reason == "bad_fields"


def test_feedback_is_counted_by_kind(world: make.World) -> None:
    for kind in ("thanks", "thanks", "like", "complaint"):
        assert feedback(world, kind).accepted
    assert feedback(world, "anger").reason == "bad_fields"
    with inside(world.code):
        assert queries.feedback_counts() == {"thanks": 2, "like": 1, "complaint": 1}


def test_complaints_and_suggestions_wait_for_an_answer(world: make.World) -> None:
    feedback(world, "thanks")
    complaint, suggestion = feedback(world), feedback(world, "suggestion")
    with inside(world.code):
        ids = [one.event_id for one in queries.unanswered()]
    assert ids == [complaint.event_id, suggestion.event_id]
    assert reply(world, complaint.event_id).accepted
    with inside(world.code):
        assert [one.event_id for one in queries.unanswered()] == [suggestion.event_id]


def test_a_later_answer_replaces_the_first(world: make.World) -> None:
    asked = feedback(world)
    reply(world, asked.event_id)
    assert world.take("feedback.answer", about=asked.event_id, text="better").accepted
    with inside(world.code):
        assert queries.last_opinions()[0].answer.text == "better"


def test_an_answer_to_nothing_is_refused(world: make.World) -> None:
    assert reply(world, "NOBODY").reason == "unknown_reference"
    assert reply(world, talk(world).event_id).reason == "unknown_reference"


@pytest.mark.parametrize("fields", [{"household": HOME}, {}])
def test_feedback_and_answer_are_sealed_for_the_household_that_spoke(
    world: make.World, fields: dict[str, object]
) -> None:
    asked = feedback(world, **fields)
    reply(world, asked.event_id)
    with inside(world.code):
        opinion = queries.last_opinions()[0]
        kept = [entry.payload for entry in Entry.objects.filter(type__startswith="feedback")]
        tokens = [opinion.text.token, opinion.answer.token]
    assert all(token.startswith(f"household:{HOME}~") for token in tokens)
    assert not [payload for payload in kept if TEXT in payload]


def test_feedback_of_nobody_in_particular_is_sealed_with_the_campaigns_key(
    world: make.World,
) -> None:
    assert feedback(world, by="V01").accepted
    with inside(world.code):
        assert queries.last_opinions()[0].text.token.startswith("campaign~")
