"""Any text at all: no exception, spans inside the text, time that grows with the text."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linqiao.core.intake import Message, Reading, Thread
from tests.core.intake.shapes import scene
from tests.core.intake.test_corpora import records
from tests.core.intake.test_shapes import seeded
from tests.core.intake.world import CORPORA, reading

CHANNELS = ("jielong", "chat", "form", "phone_note", "sheet_row")
KINDS = {"order", "amend", "question", "thanks", "complaint", "help", "other"}
LONG, SHORT = 200_000, 12_000
SECONDS_MOST = 5.0
GROWTH_MOST = 9.0  # of the time where the text is four times as long; with room for a busy machine
SECONDS_FLOOR = 0.05
# What 200,000 characters make thousands of entries of; how many a second is bench's to tell.
MANY_ENTRIES = {"addresses_in_lines", "same_again", "fields", "numbers"}

OWN = (
    "1235678０１一二两半斤板个A①.-/#，,、:：;\n\t （）()「」~*x×+="
    "各帮同上取消改成号楼单元室鸡蛋大米\u202e\u200b🥚"
)

# Each makes a text of about so many characters that a careless pattern would read for hours.
NASTY: dict[str, Callable[[int], str]] = {
    "digits": lambda n: "1" * n,
    "hanzi": lambda n: "的" * n,
    "hanzi_of_all_kinds": lambda n: "我们想要土豆和鸡蛋门口张阿姨一二两斤半个明天再说" * (n // 25),
    "numerals": lambda n: "一" * n,
    "numerals_and_units": lambda n: "三斤" * (n // 2),
    "addresses": lambda n: "3-2-501 " * (n // 8),
    "addresses_in_lines": lambda n: "3-2-501 鸡蛋1板\n" * (n // 13),
    "places": lambda n: "号楼" * (n // 2),
    "commas": lambda n: "，" * n,
    "letters_and_commas": lambda n: "a," * (n // 2),
    "brackets": lambda n: "（" * n,
    "empty_brackets": lambda n: "（）" * (n // 2),
    "open_brackets": lambda n: "（鸡蛋" * (n // 3),
    "quotes": lambda n: "「" * n,
    "empty_quotes": lambda n: "「」" * (n // 2),
    "spaces": lambda n: "1. 3-2-501 1号" + " " * n + "1",
    "tabs": lambda n: "3-2-501" + "\t" * n + "1",
    "lines": lambda n: "1. 3-2-501 鸡蛋" + "\n" * n + "1板",
    "numbers": lambda n: "7. \n" * (n // 4),
    "figures": lambda n: "1 " * (n // 2),
    "goods": lambda n: "鸡蛋" * (n // 2),
    "wishes": lambda n: "1. 3-2-501 " + "鸡蛋1板 " * (n // 5),
    "wishes_with_commas": lambda n: "1. 3-2-501 " + "鸡蛋1板，" * (n // 5),
    "each": lambda n: "各" * n,
    "cancelled": lambda n: "取消，" * (n // 3),
    "swaps": lambda n: "鸡蛋换成土豆" * (n // 6),
    "times": lambda n: "x1" * (n // 2),
    "emoji": lambda n: "🥚2" * (n // 2),
    "struck": lambda n: "~~鸡蛋" * (n // 4),
    "rooms": lambda n: "5-1-101" + "/102" * (n // 8) + " 鸡蛋1板" * (n // 12),
    "same_again": lambda n: "3-2-501 鸡蛋1板\n" + "同上\n" * (n // 3),
    "amounts": lambda n: "共45元" * (n // 4),
    "conditions": lambda n: "有鸡蛋就" * (n // 4),
    "names": lambda n: "1. 3-2-501 " + "赵玉芬 王建国 " * (n // 8),
    "unknown_goods": lambda n: "3-2-501 " + "大闸蟹 " * (n // 4),
    "wanted": lambda n: "大闸蟹" + "要" * n,
    "unseen": lambda n: "\u200b" * n,
    "right_to_left": lambda n: "\u202e3-2-501" * (n // 8),
    "fields": lambda n: "地址：3-2-501\n鸡蛋：1\n" * (n // 15),
    "rules": lambda n: "- " * (n // 2),
}


@pytest.fixture(scope="session")
def corpus_lines() -> list[str]:
    lines: set[str] = set()
    for folder in sorted(one for one in CORPORA.iterdir() if (one / "messages.jsonl").exists()):
        for record in records(folder / "messages.jsonl"):
            lines.update(record["text"].split("\n"))
    return sorted(lines)


def assert_sound(text: str, found: Reading) -> None:
    """Every entry and finding lies inside the text, on the line that it names."""
    assert found.kinds
    assert set(found.kinds) <= KINDS
    lines = text.count("\n")
    for entry in found.entries:
        assert 0 <= entry.start <= entry.end <= len(text)
        assert 0 <= entry.line <= lines
        assert entry.flags or (entry.household and entry.lines)
        for one in entry.findings:
            assert 0 <= one.start <= one.end <= len(text)


def read_in_every_way(text: str) -> None:
    for channel in CHANNELS:
        for sender in (None, "3-2-501张敏", text[:20]):
            assert_sound(text, reading(text, channel=channel, sender=sender))


@seeded(150)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_characters_are_read(text: str) -> None:
    read_in_every_way(text)


@seeded(150)
@given(st.text(OWN))
def test_any_of_the_readers_own_characters_are_read(text: str) -> None:
    read_in_every_way(text)


@seeded(150)
@given(st.data())
def test_real_lines_cut_and_mixed_are_read(corpus_lines: list[str], data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.sampled_from(corpus_lines), min_size=1, max_size=6))
    cut = st.integers(0, 40)
    pieces = [line[data.draw(cut) :][: data.draw(cut)] for line in lines]
    read_in_every_way(data.draw(st.sampled_from(["", "\n", " ", "，"])).join(pieces))


@seeded(60)
@given(st.data())
def test_threads_of_any_posts_are_read(corpus_lines: list[str], data: st.DataObject) -> None:
    here = scene("R4")
    thread = Thread(here.context, here.round)
    for place in range(data.draw(st.integers(1, 5))):
        lines = data.draw(st.lists(st.sampled_from(corpus_lines), max_size=5))
        channel, sender = data.draw(st.sampled_from(CHANNELS)), data.draw(st.text(max_size=12))
        thread.post(Message(f"T{place}", "R4", channel, sender, here.round.opens, "\n".join(lines)))
    assert thread.flagged <= set(here.homes)
    assert set(thread.orders) <= set(here.homes)


def seconds(text: str, channel: str) -> float:
    began = time.process_time()
    assert_sound(text, reading(text, channel=channel, sender="3-2-501张敏"))
    return time.process_time() - began


@pytest.mark.parametrize("channel", ["jielong", "chat", "sheet_row"])
@pytest.mark.parametrize("kind", sorted(NASTY))
def test_time_grows_with_the_text(kind: str, channel: str) -> None:
    short, long = (seconds(NASTY[kind](size), channel) for size in (SHORT, 4 * SHORT))
    assert long < GROWTH_MOST * max(short, SECONDS_FLOOR)


@pytest.mark.parametrize("kind", sorted(set(NASTY) - MANY_ENTRIES))
def test_long_texts_are_read_in_a_few_seconds(kind: str) -> None:
    assert seconds(NASTY[kind](LONG), "jielong") < SECONDS_MOST


def test_an_entry_too_long_for_a_wish_goes_to_a_person() -> None:
    text = "1. 3-2-501 " + "鸡蛋1板 " * 1000 + "\n2. 3-2-502 鸡蛋1板"
    long, short = reading(text).entries
    assert (long.household, long.flags) == ("3-2-501", ("unreadable",))
    assert (short.household, short.flags) == ("3-2-502", ())


def test_a_clause_of_hundreds_of_things_goes_to_a_person() -> None:
    (entry,) = reading("1. 3-2-501 " + "鸡蛋1板 " * 150).entries
    assert entry.household == "3-2-501"
    assert "ambiguous_quantity" in entry.flags


def test_a_long_row_of_numerals_is_no_certain_quantity() -> None:
    (entry,) = reading("1. 3-2-501 鸡蛋" + "一" * 20 + "板").entries
    assert "ambiguous_quantity" in entry.flags
