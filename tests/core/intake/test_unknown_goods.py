"""Goods that nobody sells here are never dropped in silence, wherever they stand in a line."""

import pytest

from linqiao.core.intake.speech import unexplained
from tests.core.intake.world import HOME, reading

# None of them is in the catalogue of the development set, and none is one character from it.
GOODS = (
    "大闸蟹 瘦肉 送子鸟奶瓶 药膏 软糖 孩子的奶粉 宝宝霜 后腿肉 小龙虾 外婆菜 里脊 "
    "家用灯泡 水果刀具 地瓜干 前腿肉 门钉肉饼 天麻 年糕 月饼 时蔬 发糕 拿铁 下饭菜 "
    "手机充电器 急支糖浆 装饰品 邻家豆浆 代餐粉 肥肠 皮蛋 火腿肠 剁椒酱 切片面包 眼药水 "
    "棒棒糖 快餐 对虾 记忆棉枕 祝福蛋糕 一次性手套 下水 老干妈 可乐 创可贴"
).split()
PLACES = (
    "鸡蛋2板，{x}",
    "鸡蛋2板 {x}2个",
    "鸡蛋2板，{x}1",
    "鸡蛋2板 还要{x}",
    "{x}，鸡蛋2板",
    "{x}2个，鸡蛋2板",
)


@pytest.mark.parametrize("place", PLACES)
def test_unknown_goods_beside_known_ones_make_the_entry_uncertain(place: str) -> None:
    for goods in GOODS:
        entries = reading(f"1. {HOME} {place.format(x=goods)}").entries
        assert entries, goods
        assert not any(entry.accepted for entry in entries), goods


@pytest.mark.parametrize(
    ("channel", "text"),
    [
        ("jielong", f"#接龙\n1. {HOME} {{x}}2个"),
        ("jielong", f"#接龙\n1. {HOME} {{x}}"),
        ("sheet_row", f"{HOME}\t张三\t{{x}}\t2"),
        ("phone_note", f"{HOME} 王阿姨 {{x}}两个"),
        ("chat", f"{HOME} {{x}}1份"),
        ("chat", "{x}2份谢谢"),
    ],
)
def test_a_wish_for_unknown_goods_alone_goes_to_a_person(channel: str, text: str) -> None:
    for goods in GOODS:
        entries = reading(text.format(x=goods), channel=channel, sender=f"{HOME}张三").entries
        assert entries, goods
        assert not any(entry.accepted for entry in entries), goods


@pytest.mark.parametrize("other", ["土豆丝", "冻豆腐", "鸡蛋饼", "青菜头", "小黄瓜", "大米粥"])
def test_other_goods_with_a_known_name_inside_are_uncertain(other: str) -> None:
    assert not any(entry.accepted for entry in reading(f"1. {HOME} {other}2份").entries)


@pytest.mark.parametrize(
    "remark",
    [
        "麻烦放门口鞋柜上就行",
        "谢谢团长，辛苦了",
        "孩子在睡觉别敲门",
        "我妈不会用微信，帮她登记一下",
        "不急，明天送也可以",
        "家里老人腿脚不方便，请送上门",
        "要新鲜一点的",
        "已经微信转账了",
    ],
)
def test_remarks_beside_a_wish_change_nothing(remark: str) -> None:
    entry = reading(f"1. {HOME} 鸡蛋2板，{remark}").entries[0]
    assert entry.accepted, entry.flags


def test_a_piece_of_plain_speech_is_explained() -> None:
    assert unexplained("你们辛苦了麻烦尽快送到楼下") == ""
    assert unexplained("再来点腊肠") == "腊肠"
