"""Thousands of made texts with known gold: nothing silent, nothing dropped, hardly any tap."""

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

from tests.core.intake import chats
from tests.core.intake.chains import Chain, chains
from tests.core.intake.chats import Said
from tests.core.intake.shapes import Scene, scene
from tests.core.intake.verdicts import Tally
from tests.core.intake.world import CORPORA, DATA

# LINQIAO_EXPLORE=20 reads twenty times as many texts, other ones every time.
EXPLORE = int(os.environ.get("LINQIAO_EXPLORE", "0"))
CHAINS, CHATS = 50, 60
AUTO_ACCEPT_LEAST = 0.97
ROUNDS = ("R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8")
CORPUS_NAMES = (DATA.name, "wangjiang")
MANY_ITEMS = ("R2", "R3", "R4", "R5", "R6", "R8")


def seeded(examples: int) -> settings:
    """The same examples every time, unless somebody explores."""
    return settings(
        max_examples=examples * max(1, EXPLORE),
        derandomize=not EXPLORE,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


def read_chains(here: Scene, tally: Tally) -> None:
    """Chains of a round into the tally."""

    @seeded(CHAINS)
    @given(chains(here))
    def read_all(chain: Chain) -> None:
        text = chain.text()
        tally.take(text, chain.gold(), here.read(text))

    read_all()


def read_chats(said: Callable[[Scene], SearchStrategy[Said]], here: Scene, tally: Tally) -> None:
    """Chat lines of a round into the tally."""

    @seeded(CHATS)
    @given(said(here))
    def read_all(one: Said) -> None:
        tally.take(one.text, one.gold, one.read(here))

    read_all()


@pytest.mark.parametrize("corpus", CORPUS_NAMES)
def test_chains_come_to_what_was_meant(corpus: str) -> None:
    tally = Tally()
    for round_code in ROUNDS if corpus == DATA.name else ("R4",):
        read_chains(scene(round_code, CORPORA / corpus), tally)
    assert tally.certain > CHAINS
    assert tally.doubted
    tally.assert_bar(AUTO_ACCEPT_LEAST)


@pytest.mark.parametrize("said", [chats.wishes, chats.for_others, chats.amendments])
def test_chat_lines_come_to_what_was_meant(
    said: Callable[[Scene], SearchStrategy[Said]],
) -> None:
    tally = Tally()
    for round_code in ROUNDS:
        read_chats(said, scene(round_code), tally)
    tally.assert_bar(AUTO_ACCEPT_LEAST)


def test_goods_are_exchanged_for_others() -> None:
    tally = Tally()
    for round_code in MANY_ITEMS:
        read_chats(chats.swaps, scene(round_code), tally)
    tally.assert_bar(AUTO_ACCEPT_LEAST)


def test_chains_of_thousands_of_entries_are_numbered_to_the_end() -> None:
    here = scene("R1")
    homes = [here.homes[place % len(here.homes)] for place in range(1203)]
    text = "\n".join(f"{number}. {home} 1板" for number, home in enumerate(homes, 1))
    found = here.read(text).entries
    assert [(one.line, one.household) for one in found] == list(enumerate(homes))
    later = here.read("1000. 3-2-501 1板\n1001、3-2-502 2板").entries
    assert [one.household for one in later] == ["3-2-501", "3-2-502"]


def test_a_year_is_no_number_of_an_entry() -> None:
    (entry,) = scene("R1").read("#接龙\n2022.4.5 鸡蛋团\n1. 3-2-501 1板").entries
    assert entry.line == 2
