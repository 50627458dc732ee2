"""A thread remembers its last posts, and reads each text as if it had never seen another."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from linqiao.core.intake import Message, codec, read
from linqiao.core.intake.recall import Recall
from tests.core.intake.chains import NUMBERINGS, posts
from tests.core.intake.shapes import one_of, scene
from tests.core.intake.test_corpora import CONTEXTS, records
from tests.core.intake.test_shapes import seeded
from tests.core.intake.world import CORPORA, world

SCENE = scene("R4")
SENDERS = ("3-2-501张敏", "邻居", "3号楼小王", None)
ODD_LINES = (
    "同上",
    "3-2-502 同上",
    "收到",
    "",
    "7.15 到货",
    "「引用」",
    "2-1-101 鸡蛋1板",
    "大家好",
)
HEADS = ("", "#接龙\n", "#接龙\n例：1-1-101 鸡蛋1板\n")


@st.composite
def growing(draw: DrawFn) -> list[tuple[str, str | None]]:
    """Texts that people copy, go on with, spoil and fork, with their senders."""
    homes = draw(st.lists(one_of(SCENE.homes), min_size=2, max_size=6))
    bodies = [draw(posts(SCENE, home)).text() for home in homes]
    head, number = draw(one_of(HEADS)), draw(one_of(NUMBERINGS))
    lines: list[str] = []
    texts = []
    for body in bodies * 2:
        change = draw(one_of(("add", "add", "add", "odd", "lose", "edit", "first")))
        if change == "odd":
            lines.append(draw(one_of(ODD_LINES)))
        elif change == "lose" and lines:
            lines.pop(draw(st.integers(0, len(lines) - 1)))
        elif change == "edit" and lines:
            lines[draw(st.integers(0, len(lines) - 1))] = number(len(lines)) + body
        elif change == "first":
            lines.insert(0, number(1) + body)
        else:
            lines.append(number(len(lines) + 1) + body)
        texts.append((head + "\n".join(lines), draw(one_of(SENDERS))))
    return texts


@seeded(200)
@given(growing())
def test_a_remembered_beginning_changes_no_entry(texts: list[tuple[str, str | None]]) -> None:
    recall = Recall(SCENE.context, SCENE.round)
    for place, (text, sender) in enumerate(texts):
        at = SCENE.round.opens + timedelta(minutes=place)
        message = Message(f"M{place}", "R4", "jielong", sender, at, text)
        anew = read(SCENE.context, SCENE.round, message, {}).entries
        assert recall.entries(message) == list(anew)


@pytest.mark.parametrize(
    "corpus", [one for one in sorted(CONTEXTS) if (CORPORA / one / "threads.jsonl").exists()]
)
def test_threads_of_the_corpora_are_read_as_if_each_post_were_the_first(corpus: str) -> None:
    context, rounds = world(CONTEXTS[corpus])
    for record in records(CORPORA / corpus / "threads.jsonl"):
        round_ = rounds[record["round"]]
        recall = Recall(context, round_)
        for one in record["messages"]:
            message = codec.message_from({**one, "round": record["round"]})
            if message.channel == "jielong":
                anew = read(context, round_, message, {}).entries
                assert recall.entries(message) == list(anew)


def test_only_what_is_new_is_read() -> None:
    recall = Recall(SCENE.context, SCENE.round)
    lines = [f"{n}. {home} 鸡蛋1板" for n, home in enumerate(SCENE.homes[:50], 1)]
    for size in (49, 50):
        text = "#接龙\n" + "\n".join(lines[:size])
        recall.entries(Message("M", "R4", "jielong", None, SCENE.round.opens, text))
    first, second = recall.posts
    assert second.found[40] is first.found[40]
