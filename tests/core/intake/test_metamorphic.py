"""What must not change a reading: order, numbers, scripts, politeness, unseen characters, posts."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from linqiao.core.intake import Message, Thread
from tests.core.intake.chains import NUMBERINGS, PLAIN_NUMBERING, Chain, chains
from tests.core.intake.shapes import SCRIPTS, WIDE, Scene, one_of, scene
from tests.core.intake.test_shapes import seeded
from tests.core.intake.verdicts import Lines, lines_of

SCENE = scene("R4")
CHAINS = chains(SCENE, 6)
EXAMPLES = 50
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202c"
POLITE = ("，谢谢", " 辛苦了", "，谢谢团长", "，麻烦了", "🙏", " 多谢各位志愿者")
Seen = tuple[str | None, Lines, tuple[str, ...]]


@lru_cache(maxsize=1)
def traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def seen(text: str, here: Scene = SCENE) -> list[Seen]:
    """The entries of a chain without their places."""
    return [(e.household, lines_of(e), e.flags) for e in here.read(text).entries]


@seeded(EXAMPLES)
@given(CHAINS, st.randoms(use_true_random=False))
def test_entries_in_another_order_come_to_the_same(chain: Chain, chance: object) -> None:
    posts = list(chain.posts)
    chance.shuffle(posts)  # type: ignore[attr-defined]  # Hypothesis's own Random
    other = replace(chain, posts=tuple(posts))
    assert Counter(seen(other.text())) == Counter(seen(chain.text()))


@seeded(EXAMPLES)
@given(CHAINS, one_of(NUMBERINGS), st.integers(1, 60))
def test_entries_numbered_otherwise_come_to_the_same(
    chain: Chain, number: object, first: int
) -> None:
    assert callable(number)
    other = replace(chain, number=number, first=first, tail="")
    plain = replace(chain, number=PLAIN_NUMBERING, tail="")
    assert seen(other.text()) == seen(plain.text())


@seeded(EXAMPLES)
@given(CHAINS, one_of(SCRIPTS))
def test_figures_in_another_script_come_to_the_same(chain: Chain, script: str) -> None:
    other = replace(chain, posts=tuple(post.in_script(script) for post in chain.posts))
    assert seen(other.text()) == seen(chain.text())


@seeded(EXAMPLES)
@given(CHAINS)
def test_wide_digits_everywhere_come_to_the_same(chain: Chain) -> None:
    digits = {narrow: wide for narrow, wide in WIDE.items() if narrow != ord(".")}
    assert seen(chain.text().translate(digits)) == seen(chain.text())


@seeded(EXAMPLES)
@given(CHAINS)
def test_traditional_characters_come_to_the_same(chain: Chain) -> None:
    assert seen(traditional().convert(chain.text())) == seen(chain.text())


@seeded(EXAMPLES)
@given(CHAINS, one_of(POLITE))
def test_politeness_changes_nothing(chain: Chain, polite: str) -> None:
    posts = tuple(replace(one, said="") for one in chain.posts)
    plain = replace(chain, posts=posts)
    other = replace(chain, posts=tuple(replace(one, said=polite) for one in posts))
    assert seen(other.text()) == seen(plain.text())


@seeded(EXAMPLES)
@given(CHAINS, st.data())
def test_characters_that_nobody_sees_change_nothing(chain: Chain, data: DataObject) -> None:
    text = chain.text()
    places = data.draw(st.lists(st.integers(0, len(text)), max_size=30))
    marks = data.draw(st.lists(st.sampled_from(UNSEEN), min_size=30, max_size=30))
    other = text
    for place, mark in zip(sorted(places, reverse=True), marks, strict=False):
        other = other[:place] + mark + other[place:]
    assert seen(other) == seen(text)


@pytest.mark.parametrize("ending", ["\r\n", "\n\n", " \n", "\n\u3000"])
@seeded(EXAMPLES // 2)
@given(chain=CHAINS)
def test_other_ends_of_lines_change_nothing(ending: str, chain: Chain) -> None:
    assert seen(chain.text().replace("\n", ending)) == seen(chain.text())


def thread_of(texts: list[str]) -> Thread:
    """Posts of one chain, the organiser's first, then by neighbours without an address."""
    thread = Thread(SCENE.context, SCENE.round)
    for place, text in enumerate(texts):
        at = SCENE.round.opens + timedelta(minutes=place)
        sender = "团长" if not place else f"邻居{place}"
        thread.post(Message(f"T{place}", SCENE.round.code, "jielong", sender, at, text))
    return thread


@seeded(EXAMPLES)
@given(CHAINS, st.integers(1, 4))
def test_a_chain_posted_again_is_no_second_order(chain: Chain, times: int) -> None:
    once, often = thread_of([chain.text()]), thread_of([chain.text()] * (times + 1))
    assert (often.orders, often.flagged) == (once.orders, once.flagged)


@seeded(EXAMPLES)
@given(CHAINS)
def test_a_chain_that_grows_line_by_line_comes_to_its_last_text(chain: Chain) -> None:
    whole = replace(chain, tail="")
    parts = [replace(whole, posts=whole.posts[:size]) for size in range(1, len(whole.posts) + 1)]
    grown, at_once = thread_of([one.text() for one in parts]), thread_of([whole.text()])
    assert (grown.orders, grown.flagged) == (at_once.orders, at_once.flagged)


@seeded(EXAMPLES)
@given(CHAINS, st.integers(0, 7))
def test_a_line_lost_by_a_fork_stands(chain: Chain, lost: int) -> None:
    kept = tuple(one for place, one in enumerate(chain.posts) if place != lost)
    fork = replace(chain, posts=kept).text()
    once, forked = thread_of([chain.text()]), thread_of([chain.text(), fork])
    assert (forked.orders, forked.flagged) == (once.orders, once.flagged)
