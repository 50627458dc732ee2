"""Each finding has its span in the text as it was written, each doubt the span that causes it."""

from linqiao.core.intake import Entry, Message, read
from tests.core.intake.world import HOME, reading, world

TEXT = f"#接龙\n１. {HOME} 张敏 雞蛋２板，大闸蟹1只 共60元\n2. 3-2-502 土豆两三斤，放门口"


def explained(text: str, channel: str = "jielong") -> tuple[Entry, ...]:
    context, rounds = world()
    round_ = rounds["R4"]
    message = Message("M1", "R4", channel, None, round_.opens, text)
    return read(context, round_, message, {}, explain=True).entries


def spans(entry: Entry, text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end].strip()) for one in entry.findings]


def test_findings_are_spans_of_the_original_text() -> None:
    first, second = explained(TEXT)
    found = spans(first, TEXT)
    assert ("address", HOME) in found
    assert ("goods", "雞蛋") in found
    assert ("quantity", "２板") in found
    assert ("unknown", "大闸蟹") in found
    assert ("money", "共60元") in found
    assert ("goods", "土豆") in spans(second, TEXT)


def test_each_doubt_shows_what_causes_it() -> None:
    first, second = explained(TEXT)
    causes = {one.value: TEXT[one.start : one.end] for one in first.findings if one.kind == "doubt"}
    assert causes["unknown_item"] == "大闸蟹"
    assert causes["amount_mismatch"] == "共60元"
    doubts = {one.value for one in second.findings if one.kind == "doubt"}
    assert doubts == set(second.flags) == {"ambiguous_quantity"}


def test_several_households_in_a_line_have_findings_of_their_own() -> None:
    text = f"替3-2-502刘爷爷 订鸡蛋1板，我自己{HOME} 鸡蛋2板"
    entries = explained(text, channel="chat")
    assert [entry.household for entry in entries] == ["3-2-502", HOME]
    assert ("quantity", "1板") in spans(entries[0], text)
    assert ("quantity", "2板") in spans(entries[1], text)


def test_reading_without_explaining_makes_no_findings() -> None:
    assert all(entry.findings == () for entry in reading(TEXT).entries)
