"""Threads: what a household's later posts settle, and what a line of a chain changes."""

from datetime import timedelta

import pytest

from linqiao.core.intake import Message, codec, read_thread
from tests.core.intake.world import world

A, B, C = "3-2-501张敏", "3-2-502李国强", "3-2-601王"
HEAD = "#接龙\n1. 3-2-502 青菜1斤\n"
FIRST = (B, "#接龙\n1. 3-2-502 青菜1斤")


def outcome(*posts: tuple[str, str]) -> object:
    """What becomes of 3-2-501: its order, or ``flagged``; chains begin with ``#``."""
    context, rounds = world()
    here = rounds["R4"]
    messages = [
        Message(
            f"M{place}",
            here.code,
            "jielong" if text.startswith("#") else "chat",
            sender,
            here.opens + timedelta(minutes=place),
            text,
        )
        for place, (sender, text) in enumerate(posts)
    ]
    found = codec.thread_result_of("T", read_thread(context, here, messages))
    return "flagged" if "3-2-501" in found["flagged"] else found["orders"].get("3-2-501")


@pytest.mark.parametrize(
    ("line", "then", "order"),
    [
        ("鸡蛋几板", "豆腐1盒", "flagged"),
        ("鸡蛋几板", "鸡蛋2板", {"EGG": "2"}),
        ("鸡蛋几板", "鸡蛋改成2板", {"EGG": "2"}),
        ("鸡蛋几板", "取消", {}),
        ("鸡蛋2板 大闸蟹3只", "鸡蛋改成3板", "flagged"),
        ("萝卜1根", "白萝卜1根", {"RADI": "1"}),
    ],
)
def test_a_certain_post_settles_what_it_covers(line: str, then: str, order: object) -> None:
    assert outcome(FIRST, (A, f"{HEAD}2. 3-2-501 {line}"), (A, then)) == order


@pytest.mark.parametrize(
    ("sender", "line", "order"),
    [
        (A, "取消", {}),
        (B, "取消", {}),
        (C, "取消", "flagged"),
        (A, "鸡蛋改成3板", {"EGG": "3"}),
        (A, "鸡蛋2板\n3. 3-2-501 再加鸡蛋1板", "flagged"),
    ],
)
def test_a_line_of_a_chain_changes_what_stands(sender: str, line: str, order: object) -> None:
    posts = (FIRST, (A, f"{HEAD}2. 3-2-501 鸡蛋2板"), (sender, f"{HEAD}2. 3-2-501 {line}"))
    assert outcome(*posts) == order
    if order != "flagged":  # the change copied on by others, or an older text
        assert outcome(*posts, (C, f"{HEAD}2. 3-2-501 {line}\n3. 3-2-601 豆腐1盒")) == order
        assert outcome(*posts, (C, f"{HEAD}2. 3-2-501 鸡蛋2板\n3. 3-2-601 豆腐1盒")) == order


def test_a_neighbour_who_is_spoken_for_is_not_the_sender() -> None:
    first = (A, "#接龙\n1. 3-2-501 鸡蛋2板")
    assert outcome(first, (A, "帮王阿姨也带1板鸡蛋")) == {"EGG": "2"}
