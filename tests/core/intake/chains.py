"""Chain texts with known gold: a title, a notice, an example, numbered entries and noise."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.core.intake.shapes import (
    SEPARATORS,
    Amount,
    Scene,
    Wanted,
    address_forms,
    baskets,
    chinese,
    joined,
    one_of,
    sizes,
)
from tests.core.intake.verdicts import Gold

TITLES = ("#接龙\n", "#接龙 今天的菜\n", "接龙：保供团购\n今晚8点截单，明天下午到\n", "")
EXAMPLES = (
    "格式：楼-单元-室 称呼 品名x数量\n",
    "例 1-1-101 王女士 青菜2斤\n",
    "例：1-1-101 鸡蛋1板\n",
    "",
    "",
)
HONORIFICS = ("阿姨", "奶奶", "大爷", "师傅", "先生", "女士", "老师")
POLITE = (
    " 谢谢",
    "，谢谢",
    " 辛苦了",
    "，谢谢团长",
    "（放门口）",
    "，放门口就行",
    " 麻烦了",
    "🙏",
    "，感恩",
    "，要新鲜的",
    " 辛苦志愿者了",
    "（家里有老人）",
    "，多谢！",
    " 电话138****1234",
)
NUMBERINGS: tuple[Callable[[int], str], ...] = (
    lambda n: f"{n}. ",
    lambda n: f"{n}、",
    lambda n: f"{n}．",
    lambda n: f"({n}) ",
    lambda n: f"{n}）",
    lambda n: f"【{n}】",
    lambda n: f"接{n}. ",
    lambda n: "".join(f"{digit}\ufe0f\u20e3" for digit in str(n)) + " ",
    lambda n: f"{chinese(n, counting=False)}、" if n < 100 else f"{n}、",
)
PLAIN_NUMBERING = NUMBERINGS[0]


@dataclass(frozen=True)
class Post:
    """One entry of a chain: whose, in which form of address, what, and what is said beside it."""

    household: str
    address: str
    name: str
    basket: tuple[Wanted, ...]
    separator: str = "，"
    gap: str = " "
    said: str = ""
    flags: frozenset[str] = frozenset()
    rooms: tuple[str, ...] = ()
    each: str = ""
    amount: str = ""

    def text(self) -> str:
        """The entry behind its number."""
        goods = joined(self.basket, self.separator)
        if self.each:
            goods = self.separator.join(one.word for one in self.basket) + self.each
        rooms = "".join(f"/{room}" for room in self.rooms)
        return f"{self.address}{rooms}{self.name}{self.gap}{goods}{self.amount}{self.said}"

    def gold(self, line: int) -> list[Gold]:
        """What it must come to: one entry for every room."""
        lines = tuple((one.code, one.milli, "order") for one in self.basket)
        prefix = self.household.rsplit("-", 1)[0]
        homes = [self.household, *(f"{prefix}-{room}" for room in self.rooms)]
        return [Gold(line, home, lines, self.flags) for home in homes]

    def in_script(self, script: str) -> "Post":
        """The same with the figures of its goods in another script."""
        return replace(self, basket=tuple(one.in_script(script) for one in self.basket))


@dataclass(frozen=True)
class Chain:
    """A chain: what stands above it, how it is numbered, its entries."""

    head: str
    number: Callable[[int], str]
    posts: tuple[Post, ...]
    first: int = 1
    tail: str = ""

    def text(self) -> str:
        """The text as it is posted."""
        lines = [self.number(self.first + i) + one.text() for i, one in enumerate(self.posts)]
        return self.head + "\n".join(lines) + self.tail

    def gold(self) -> list[Gold]:
        """All entries in order, each on the line where its number stands."""
        found, line = [], self.head.count("\n")
        for post in self.posts:
            found += post.gold(line)
            line += post.text().count("\n") + 1
        return found


@st.composite
def names(draw: DrawFn, here: Scene, household: str) -> str:
    """Nothing, a resident's full name, or a surname with a form of address."""
    people = here.context.people.get(household, ())
    kind = draw(one_of(("none", "full", "glued", "polite")))
    if kind == "none" or not people:
        return ""
    who = draw(one_of(people))
    if kind == "polite":
        return f" {who[0]}{draw(one_of(HONORIFICS))}"
    return who if kind == "glued" else f" {who}"


def total_fen(here: Scene, basket: tuple[Wanted, ...]) -> int:
    """What a basket costs."""
    return sum(one.milli * here.item(one.code).price_fen for one in basket) // 1000


def yuan(fen: int) -> str:
    """Fen as people write yuan."""
    return (
        f"{fen / 100:.2f}".removesuffix("00").removesuffix(".")
        if fen % 100 == 0
        else f"{fen / 100:.2f}"
    )


STATED = ("，共{}元", " 合计{}元", "，已转{}", " 已付{}元", "={}元", " 共{}")


@st.composite
def posts(draw: DrawFn, here: Scene, household: str) -> Post:
    """An entry of one household with a basket of its own."""
    name, basket = draw(names(here, household)), draw(baskets(here))
    separator = draw(one_of(SEPARATORS))
    post = Post(household, draw(one_of(address_forms(here, household))), name, basket, separator)
    said = draw(one_of(("", "", "", *POLITE)))
    extra = draw(one_of(("none",) * 6 + ("right", "wrong", "each", "rooms")))
    if extra in ("right", "wrong"):
        return draw(_with_total(here, post, extra))
    if extra == "each":
        return draw(_with_each(here, post))
    if extra == "rooms":
        return draw(_with_rooms(here, replace(post, said="")))
    return replace(post, said=said)


@st.composite
def _with_total(draw: DrawFn, here: Scene, post: Post, extra: str) -> Post:
    """The entry's amount is stated: rightly, or so that it does not come to what was ordered."""
    fen = total_fen(here, post.basket)
    wrong = extra == "wrong"
    stated = fen + draw(st.integers(1, 40)) * 50 if wrong else fen
    flags = frozenset({"amount_mismatch"}) if wrong else frozenset[str]()
    return replace(post, amount=draw(one_of(STATED)).format(yuan(stated)), flags=flags)


@st.composite
def _with_each(draw: DrawFn, here: Scene, post: Post) -> Post:
    """``鸡蛋、豆腐各2份``: the same number and unit for goods that all know the unit."""
    unit = here.item(post.basket[0].code).unit
    fitting = []
    for one in post.basket:
        item = here.item(one.code)
        milli = 1000 * sizes(item).get(unit, 0)
        if milli and milli % item.step_milli == 0 and 2 * milli <= (item.max_milli or 10_000):
            fitting.append((one, int(milli)))
    if len(fitting) < 2:
        return post
    count = draw(st.integers(1, 2))
    number = draw(one_of((str(count), chinese(count, counting=True))))
    basket = tuple(
        replace(one, milli=count * milli, amount=Amount(one.amount.number, ""))
        for one, milli in fitting
    )
    mark = draw(one_of(("", " ")))
    return replace(
        post,
        basket=basket,
        separator=draw(one_of((" ", "、", "，"))),
        each=f"{mark}各{number}{unit}",
    )


@st.composite
def _with_rooms(draw: DrawFn, here: Scene, post: Post) -> Post:
    """``5-1-101/102/103 各1份``: several rooms of a stairway with one order."""
    building, unit, room = post.household.split("-")
    house = here.context.buildings[building]
    rooms = next(one.rooms for one in house.units if one.code == unit)
    others = draw(st.lists(one_of(rooms), min_size=1, max_size=2, unique=True))
    return replace(
        post, address=post.household, name="", gap=" ", rooms=tuple(r for r in others if r != room)
    )


@st.composite
def chains(draw: DrawFn, here: Scene, most: int = 8) -> Chain:
    """A chain of different households."""
    size = draw(st.integers(1, most))
    homes = draw(st.lists(one_of(here.homes), min_size=size, max_size=size, unique=True))
    entries: list[Post] = []
    taken: set[str] = set()
    for home in homes:
        post = draw(posts(here, home))
        mine = {gold.household or "" for gold in post.gold(0)}
        if not mine & taken:
            entries.append(post)
            taken |= mine
    number = draw(one_of(NUMBERINGS))
    head = draw(one_of(TITLES)) + draw(one_of(EXAMPLES))
    last = len(entries) + 1
    tail = draw(one_of(("", "\n", f"\n{number(last)}", f"\n{number(last)}\n{number(last + 1)}")))
    return Chain(head, number, tuple(entries), 1, tail)
