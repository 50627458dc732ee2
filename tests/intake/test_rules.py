"""What a reading does to an order."""

import pytest

from linqiao.core.refusal import Refusal
from linqiao.intake.rules import applied, check_lesson, text_pieces


def test_orders_add_up_and_sets_replace() -> None:
    lines = [("EGG", 1000, "order"), ("EGG", 500, "add"), ("TOFU", 3000, "set")]
    assert applied({"TOFU": 1000}, lines) == {"TOFU": 3000, "EGG": 1500}


def test_a_star_takes_the_whole_order_off() -> None:
    assert applied({"EGG": 1000, "TOFU": 1000}, [("*", 0, "cancel")]) == {}


def test_a_text_is_cut_at_its_households() -> None:
    entries = [
        {"household": "1-1-102", "start": 4, "end": 6},
        {"household": None, "start": 0, "end": 2},
    ]
    assert text_pieces("0123456", entries, "text:E") == [
        ("text:E", "0123"),
        ("household:1-1-102", "45"),
        ("text:E", "6"),
    ]


def test_overlapping_entries_lose_no_character() -> None:
    entries = [{"household": "a", "start": 0, "end": 4}, {"household": "b", "start": 2, "end": 6}]
    assert "".join(piece for _, piece in text_pieces("01234567", entries, "t")) == "01234567"


def test_words_mean_one_thing_only() -> None:
    check_lesson("alias", "红果", {"红果": "EGG"}, "EGG")
    with pytest.raises(Refusal) as refused:
        check_lesson("alias", "红 果", {"红果": "TOFU"}, "EGG")
    assert refused.value.reason == "duplicate_code"
