"""Whatever stands in the cells: nothing breaks, and no row with a wish is lost."""

from hypothesis import given, settings
from hypothesis import strategies as some

from linqiao.core.sheets import messages_of, propose, read_rows
from tests.core.intake.world import world
from tests.core.sheets.paper import Cells, sheet

WORDS = some.sampled_from(
    [
        *"3-2-501 3-2-502 6-1-301 5-1-101/102 3号楼2单元501 张敏 潘军 土豆 鸡蛋 鸡蛋2板".split(),
        *"1 2 0 -1 1.5 两 半 √ 无 同上 〃 板 斤 合计 小计 备注 房号 姓名 数量 商品 电话".split(),
        *"青菜(斤) 取消 改成3板 再加1板 不要了 帮3-2-502带 独居 2022-04-10 13812345678".split(),
        *"共45元 ¥28 28.00 # ?? 10斤x2 ２ 雞蛋 | , ;".split(),
        "\t",
        "\n",
    ]
)
CELLS = some.one_of(some.just(""), WORDS, some.text(max_size=8))
HEADS = some.sampled_from(
    "房号 姓名 鸡蛋(板) 青菜 商品 数量 单位 规格 备注 金额 订购内容 时间".split()
)


@settings(max_examples=200, deadline=None)
@given(some.lists(some.lists(CELLS, max_size=6), max_size=8))
def test_any_cells_are_read_or_doubted(rows: list[Cells]) -> None:
    context, rounds = world()
    paper = sheet(*rows)
    mapping = propose(context, rounds["R4"], paper)
    messages, left = messages_of(context, rounds["R4"], mapping, paper)
    found = read_rows(context, rounds["R4"], messages)
    numbers = [one.row.number for one in found] + [one.number for one in left]
    assert len(numbers) == len(set(numbers))
    wanted = [one for one in found if one.row.has_wish]
    assert all(one.reading.entries for one in wanted)


@settings(max_examples=200, deadline=None)
@given(some.lists(HEADS, min_size=2, max_size=6), some.data())
def test_what_is_certain_is_what_the_columns_say(heads: list[str], draw: some.DataObject) -> None:
    """A certain entry of a sheet without free words holds exactly its columns' items."""
    context, rounds = world()
    width = len(heads)
    cells = some.lists(CELLS, min_size=width, max_size=width)
    paper = sheet(list(heads), *draw.draw(some.lists(cells, min_size=1, max_size=6)))
    mapping = propose(context, rounds["R4"], paper)
    messages, _ = messages_of(context, rounds["R4"], mapping, paper)
    for one in read_rows(context, rounds["R4"], messages):
        certain = [entry for entry in one.reading.entries if entry.accepted]
        if one.row.is_free or not one.row.has_wish:
            continue
        for entry in certain:
            said = sorted((each.code, each.quantity_milli) for each in one.row.expected)
            read = sorted((line.code, line.quantity_milli) for line in entry.lines)
            assert said == read
            assert one.row.household in (None, entry.household)
