"""Chat messages with known gold: wishes, orders for others, and changes of what stands."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from linqiao.core.intake import Reading
from tests.core.intake.chains import HONORIFICS, POLITE
from tests.core.intake.shapes import (
    Scene,
    Wanted,
    address_forms,
    baskets,
    joined,
    one_of,
    quantities,
    wanted,
)
from tests.core.intake.verdicts import Gold, Lines

ASKING = ("", "", "我要", "我家要", "麻烦登记", "帮我记一下 ", "来", "要 ")
SEPARATORS = (" ", "，", "、", ", ", "；")
FOR_OTHERS = ("帮{}带", "替{}订 ", "代{}买", "给{}带 ", "帮{}要", "帮{} ")
SET = ("{word}改成{amount}", "{word}改为{amount}", "{word}换成{amount}", "{word} 改成 {amount}")
ADD = ("再加{amount}{word}", "{word}再加{amount}", "{word}多要{amount}", "加{amount}{word}")
CANCEL = ("{word}不要了", "{word}取消", "取消{word}", "{word}退掉", "退掉{word}")
CANCEL_ALL = ("取消", "全部取消", "我的订单取消", "都不要了", "全部退掉，谢谢")
Standing = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Said:
    """A chat message: who says what, what stands already, what it must come to."""

    sender: str
    text: str
    gold: tuple[Gold, ...]
    standing: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()

    def read(self, here: Scene) -> Reading:
        """The message as the reader reads it."""
        orders: Standing = {home: dict(lines) for home, lines in self.standing}
        return here.read(self.text, channel="chat", sender=self.sender, orders=orders)


def ordered(basket: Iterable[Wanted]) -> Lines:
    """The lines of a first order."""
    return tuple((one.code, one.milli, "order") for one in basket)


def nickname(here: Scene, household: str) -> str:
    """A group nickname as the compound requires it: the address and a name."""
    return household + next(iter(here.context.people.get(household, ("邻居",))))


@st.composite
def wishes(draw: DrawFn, here: Scene) -> Said:
    """A wish of the sender's own household."""
    home, basket = draw(one_of(here.homes)), draw(baskets(here, 4))
    polite = draw(one_of(("", "", *POLITE)))
    goods = draw(one_of(ASKING)) + joined(basket, draw(one_of(SEPARATORS)))
    gold = (Gold(0, home, ordered(basket)),)
    return Said(nickname(here, home), goods + polite, gold)


@st.composite
def for_others(draw: DrawFn, here: Scene) -> Said:
    """An order for another household; without a word that says so it is a conflict."""
    home, other = draw(st.lists(one_of(here.homes), min_size=2, max_size=2, unique=True))
    basket = draw(baskets(here, 3))
    goods = joined(basket, draw(one_of(SEPARATORS)))
    who = draw(one_of(here.context.people.get(other, ("邻居",))))
    name = draw(one_of(("", who, who[0] + draw(one_of(HONORIFICS)))))
    address = draw(one_of(address_forms(here, other)))
    if draw(one_of((True, True, True, False))):
        text, flags = draw(one_of(FOR_OTHERS)).format(address + name) + goods, frozenset[str]()
    else:
        text, flags = f"{address} {goods}", frozenset({"address_conflict"})
    return Said(nickname(here, home), text, (Gold(0, other, ordered(basket), flags),))


@dataclass(frozen=True)
class Change:
    """A change in words and what it comes to."""

    text: str
    line: tuple[str, int, str]
    flag: str = ""


@st.composite
def changes(draw: DrawFn, here: Scene, code: str, stands: int) -> Change:
    """One item set, added to or cancelled; ``stands`` is 0 where it is not ordered yet."""
    item = here.item(code)
    kind = draw(one_of(("set", "add", "cancel")))
    word = draw(one_of(here.words[code]))
    flag = "" if stands or kind == "add" else "conflicting_amendment"
    if kind == "cancel":
        return Change(draw(one_of(CANCEL)).format(word=word), (code, 0, "cancel"), flag)
    most = (item.max_milli or 6000) - (stands if kind == "add" else 0)
    milli = draw(quantities(item, 1, max(most, item.step_milli)))
    over = "over_limit" if kind == "add" and milli > most else ""
    one = replace(draw(wanted(here, code, milli)), word=word)
    amount = replace(one.amount, number=one.amount.number)
    if amount.style in ("before", "times", "spec") or not amount.unit:
        amount = replace(
            amount, number=type(amount.number)(milli, 1000), unit=item.unit, style="after"
        )
    amount = replace(amount, mark="")
    text = draw(one_of(SET if kind == "set" else ADD)).format(word=word, amount=amount.text())
    action = kind if kind == "set" or stands else "order"
    return Change(text, (code, milli, action), flag or over)


@st.composite
def amendments(draw: DrawFn, here: Scene) -> Said:
    """A household changes some of what stands for it, all of it, or what does not stand."""
    home = draw(one_of(here.homes))
    size = draw(st.integers(1, min(3, len(here.codes))))
    codes = draw(st.lists(one_of(here.codes), min_size=size, max_size=size, unique=True))
    standing = {code: draw(quantities(here.item(code))) for code in codes}
    stood = ((home, tuple(standing.items())),)
    if draw(one_of((True,) + (False,) * 7)):
        gold = Gold(0, home, (("*", 0, "cancel"),))
        return Said(nickname(here, home), draw(one_of(CANCEL_ALL)), (gold,), stood)
    changed = draw(
        st.lists(one_of((*codes, *codes, *here.codes)), min_size=1, max_size=2, unique=True)
    )
    parts = [draw(changes(here, code, standing.get(code, 0))) for code in changed]
    text = "，".join(part.text for part in parts) + draw(one_of(("", "，谢谢", " 辛苦了")))
    flags = frozenset(part.flag for part in parts if part.flag)
    gold = Gold(0, home, tuple(part.line for part in parts), flags)
    return Said(nickname(here, home), text, (gold,), stood)


@st.composite
def swaps(draw: DrawFn, here: Scene) -> Said:
    """``X换成Y``: X is taken off, Y ordered in its place, with X's quantity or one of its own."""
    home = draw(one_of(here.homes))
    old, new = draw(st.lists(one_of(here.codes), min_size=2, max_size=2, unique=True))
    milli = draw(quantities(here.item(old)))
    item = here.item(new)
    words = draw(one_of(here.words[old])), draw(one_of(here.words[new]))
    is_kept = milli % item.step_milli == 0 and milli <= (item.max_milli or 6000)
    if is_kept and draw(st.booleans()):
        count, figure = milli, ""
    else:
        count = draw(quantities(item))
        figure = draw(one_of(("", " "))) + f"{count / 1000:g}{item.unit}"
    gap = " " if figure and words[1][-1].isascii() else ""
    text = f"{words[0]}换成{words[1]}{gap}{figure}"
    lines = ((old, 0, "cancel"), (new, count, "order"))
    return Said(nickname(here, home), text, (Gold(0, home, lines),), ((home, ((old, milli),)),))
