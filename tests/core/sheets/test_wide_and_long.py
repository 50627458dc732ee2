"""A sheet with a column an item and one with a row a wish say the same."""

from hypothesis import given, settings
from hypothesis import strategies as some

from tests.core.intake.world import world
from tests.core.sheets.paper import Cells, orders, proposed, rows_of, sheet

CONTEXT, ROUNDS = world()
HOMES = sorted(CONTEXT.households)[::7]


@some.composite
def wanted(draw: some.DrawFn) -> tuple[str, list[str], dict[str, dict[str, int]]]:
    """A round, some of its items, and a household's steps of each."""
    round_code = draw(some.sampled_from(["R2", "R3", "R4", "R6", "R8"]))
    items = draw(
        some.lists(some.sampled_from(ROUNDS[round_code].items), min_size=2, max_size=6, unique=True)
    )
    homes = draw(some.lists(some.sampled_from(HOMES), min_size=1, max_size=5, unique=True))
    lines: dict[str, dict[str, int]] = {}
    for home in homes:
        lines[home] = {}
        for code in items:
            item = CONTEXT.items[code]
            most = (item.max_milli or 10_000) // item.step_milli
            steps = draw(some.integers(0, min(most, 12)))
            lines[home][code] = steps * item.step_milli
    return round_code, items, lines


def figure(milli: int) -> str:
    return f"{milli / 1000:g}"


@settings(max_examples=150, deadline=None)
@given(wanted())
def test_wide_and_long_sheets_read_to_the_same_orders(
    made: tuple[str, list[str], dict[str, dict[str, int]]],
) -> None:
    round_code, items, lines = made
    named = {code: CONTEXT.items[code].name for code in items}
    wide: list[Cells] = [["房号", *(f"{named[c]}({CONTEXT.items[c].unit})" for c in items)]]
    long: list[Cells] = [["楼号", "单元", "室号", "商品", "数量", "单位"]]
    expected: dict[str, dict[str, int]] = {}
    for home, amounts in lines.items():
        wide.append([home, *(figure(amounts[code]) for code in items)])
        for code, milli in amounts.items():
            if milli:
                expected.setdefault(home, {})[code] = milli
                unit = CONTEXT.items[code].unit
                long.append([*home.split("-"), named[code], figure(milli), unit])
    for paper in (sheet(*wide), sheet(*long)):
        if len(paper.rows) > 1:
            assert proposed(paper, round_code).is_certain, proposed(paper, round_code)
            assert orders(rows_of(paper, round_code)) == expected


def test_every_item_of_every_round_reads_from_its_own_column() -> None:
    for round_code, round_ in ROUNDS.items():
        for code in round_.items:
            item = CONTEXT.items[code]
            if item.rx:
                continue
            paper = sheet(["房号", item.name, "备注"], ["3-2-501", "1", ""])
            found = rows_of(paper, round_code)
            entry = found[2].reading.entries[0]
            assert [line.code for line in entry.lines] == [code], (round_code, item.name)
            assert set(entry.flags) <= {"ambiguous_item"}, (round_code, item.name, entry.flags)
