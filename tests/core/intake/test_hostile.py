"""Lines by a reviewer who wanted the reader to be wrong in silence: none is accepted."""

import pytest

from linqiao.core.intake import Message, read
from tests.core.intake.world import DATA, world

HOME = "3-2-501"
STANDS = {HOME: {"POTA": 2000, "EGG": 1000}}


def accepted(
    text: str, *, channel: str = "chat", sender: str = "3-2-501张敏", stands: bool = False
) -> list[str]:
    """What is accepted of a text in the large round of the development set."""
    context, rounds = world(DATA)
    round_ = rounds["R4"]
    message = Message("x", "R4", channel, sender, round_.opens, text)
    reading = read(context, round_, message, STANDS if stands else {})
    return [
        f"{one.household} {[(line.code, line.quantity_milli, line.action) for line in one.lines]}"
        for one in reading.entries
        if one.accepted
    ]


@pytest.mark.parametrize(
    "text",
    [
        "土豆2斤，算了不要了",
        "土豆2斤算了",
        "我没订土豆2斤",
        "我没要土豆2斤",
        "土豆2斤我没要",
        "没让你们给我订土豆2斤",
        "不是我订的土豆2斤",
        "土豆2斤是谁的",
        "多给了我土豆2斤",
        "我有土豆2斤可以送人",
        "土豆2斤退给你们",
        "土豆一二斤",
        "土豆十五六斤",
        "土豆一二十斤",
        "土豆2斤多",
        "土豆2斤出头",
        "鸡蛋1板和30个",
        "鸡蛋1板另30个",
        "鸡蛋1板又30个",
        "给5-1-302对门鸡蛋1板",
        "帮5-1-302楼上带鸡蛋1板",
        "帮5-1-302的对门带鸡蛋1板",
        "土豆2斤，哦不，黄瓜2斤",
        "鸡蛋1板（删除）",
        "鸡蛋1板 ❌",
        "~鸡蛋1板~",
        "鸡蛋1板（待定）",
        "帮3-2-502带青菜2斤，我要鸡蛋一板",
        "青菜2斤帮3-2-502带的，鸡蛋一板归我",
        "给3-2-502打个电话，我要鸡蛋一板",
        "除了土豆，青菜黄瓜各来两斤",
        "可能要2板鸡蛋",
        "鸡蛋2板，再想想",
        "鸡蛋2板，算了",
        "欠我鸡蛋一板",
        "终于抢到鸡蛋一板，开心",
        "我家吃了青菜2斤",
        "鸡蛋1板（不是鸡蛋是鸭蛋）",
        "鸡蛋2板（取消1板）",
        "鸡蛋1板 已退款",
        "豆腐2盒（昨天的）",
    ],
)
def test_what_may_be_meant_otherwise_goes_to_a_person(text: str) -> None:
    assert accepted(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "谁把我的土豆取消了",
        "谁取消了我的土豆",
        "我没有说取消土豆啊",
        "没有取消土豆",
        "谁帮我改成土豆3斤了",
        "土豆3斤改成了2斤吗",
        "鸡蛋取消，开玩笑的",
        "土豆再加1斤算了不加了",
        "不用取消了，照旧",
        "核酸取消了",
        "谁取消了",
        "取消订单在哪里点",
        "除了鸡蛋其他都不要了",
        "除了鸡蛋都退了",
        "别再加鸡蛋了，一板够了",
    ],
)
def test_talk_about_a_change_changes_nothing(text: str) -> None:
    assert accepted(text, stands=True) == []


@pytest.mark.parametrize("copied", ["同上x2", "同上×2", "同上 2份", "同上两份"])
def test_a_figure_beside_a_copied_line_is_asked_about(copied: str) -> None:
    text = f"#接龙\n1. 3-2-502 李国强 鸡蛋1板\n2. 3-2-501 {copied}"
    assert len(accepted(text, channel="jielong", sender="3-2-502李国强")) == 1


@pytest.mark.parametrize(
    "sender", ["原3-2-501现5-1-302", "3-2-501转5-1-302", "3-2-501和3-2-502", "3-2-501 5-1-302"]
)
def test_a_nickname_with_two_places_says_none(sender: str) -> None:
    assert accepted("鸡蛋1板", sender=sender) == []


@pytest.mark.parametrize("rest", ["合买鸡蛋2板", "一共鸡蛋2板", "鸡蛋2板（每家1板）"])
def test_one_order_that_two_flats_share_is_asked_about(rest: str) -> None:
    assert accepted(f"1. 3-2-501、3-2-502 {rest}", channel="jielong") == []
    assert len(accepted("1. 3-2-501、3-2-502 鸡蛋各2板", channel="jielong")) == 2


def test_up_to_a_figure_sets_it() -> None:
    assert accepted("土豆再加到5斤", stands=True) == [f"{HOME} [('POTA', 5000, 'set')]"]
