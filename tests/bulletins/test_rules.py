"""How figures are written."""

from linqiao.bulletins.rules import person_hours, value_fen


def test_whole_hours_are_whole_numbers() -> None:
    assert person_hours(7200) == 2
    assert isinstance(person_hours(7200), int)
    assert person_hours(5400) == 1.5


def test_an_item_that_was_not_ordered_counts_nothing() -> None:
    assert value_fen({"EGG": 2000, "TOFU": 1000}, {"EGG": 2400}) == 4800
