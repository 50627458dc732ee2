"""The text of an entry as a row of marks: G goods, N a number, and the words of change.

C takes off, S replaces, A adds, E gives to each, K keeps, P parts, O offers a choice, D demands a
kind, U is goods that no name explains; T is a total of things.  Everything else is passed over:
the grammar reads the marks alone.
"""

import re
from dataclasses import dataclass
from typing import Final

from linqiao.core.recheck.masks import DEMAND
from linqiao.core.recheck.numbers import Amount, amount_at
from linqiao.core.recheck.plain import word
from linqiao.core.recheck.register import Codes, Register

_WORDS: Final = re.compile(
    r"(?P<C>(?:全部?|都|整单|统统)?(?:取消掉?|不要了|不订了|不买了|不需要了?|不用了|退掉|退了|退订|"
    r"去掉|删掉|划掉|撤销|撤掉|作废|免了|"
    r"不要(?=[\s,，。;；!、]|$)|(?<=[\u4e00-\u9fff])退(?=$|[\s,，。])))|"
    r"(?P<S>改成|改为|改到|改作|换成|换为|变成|变为|调整为|调成|更正为|更改为|加到|减到|减为|减成|"
    r"修改为|改要|改订|改(?=\s*[\d一二两三四五六七八九十半])|换(?=[\u4e00-\u9fff]))|"
    r"(?P<A>再加上?|再多要|再要|再来|再订|再添|再买|再带|再报|多要|多加|多来|多订|追加|加订|加购|"
    r"另加|添加|增加|还要|还想要|还需要|外加|加上|"
    r"也?加(?=\s*[\d一两二三四五六七八九十半\u4e00-\u9fff]))|"
    r"(?P<E>各)|(?P<K>照旧|不变|不动|保留|照样|不用改|还是)|"
    r"(?P<T>(?:一共|总共|共计|共|合计|总计))|(?P<P>[,，。;；!、\n])|"
    rf"(?P<O>或者?|要么|二选一|没有就)|(?P<D>{DEMAND.pattern})"
)
_MARKS: Final = re.compile(r"[\s\x00,，。;；!、:()]")
_PARTS: Final = re.compile(r"([,，。;；!\n])")
_ASKS: Final = re.compile(r"[?？]|对吧|对吗|吗$|够不够|是不是")
TALK_MIN: Final = 4
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
# What people call goods in one word; where it touches a number, it is wished for.
_GENERIC: Final = frozenset("米蛋旦肉面菜奶油鱼虾鸡鸭果瓜豆葱蒜姜盐糖茶酒药纸饼")
_BORDER: Final = "要订买加来带和跟与的把份斤袋瓶盒板个拿各及有还记成为换报购求需"
_FOLLOW: Final = "0123456789一两二三四五六七八九十半各不取改换再也多加退:x×*+"


@dataclass(frozen=True)
class Mark:
    """A mark with its place in the text; ``times`` marks a number behind a sign of multiplying."""

    letter: str
    start: int
    end: int
    codes: Codes = frozenset()
    amount: Amount | None = None
    times: bool = False


def marks(register: Register, offered: Codes, text: str) -> list[Mark]:
    """The marks of a text from left to right; goods of the round stand above others."""
    found: list[Mark] = []
    place = 0
    while place < len(text):
        mark = _mark_at(register, offered, text, place, found)
        if mark is None:
            place += 1
            continue
        found.append(mark)
        place = mark.end
    return _without_totals(found)


def _mark_at(
    register: Register, offered: Codes, text: str, place: int, before: list[Mark]
) -> Mark | None:
    goods = goods_at(register, offered, text, place, before)
    said = _WORDS.match(text, place)
    if said and said.lastgroup and not (goods and said.lastgroup in "KEA"):
        return Mark(said.lastgroup, place, said.end())
    if goods:
        return goods
    found = amount_at(register.units, text, place)
    if found is None or not _is_counted(text, place, found[1], found[0], before):
        return _unknown_at(register, text, place, before)
    amount, end = found
    unit = text.rfind(amount.unit, place, end) if amount.unit else end
    named = goods_at(register, offered, text, unit, before) if unit < end else None
    if named and named.end > end:  # the unit is the beginning of a name: ×1 瓶装水
        amount, end = Amount(amount.value), unit
    times = text[:place].rstrip()[-1:] in ("x", "×", "*")
    return Mark("N", place, end, amount=amount, times=times)


def _unknown_at(register: Register, text: str, place: int, before: list[Mark]) -> Mark | None:
    """A short word for goods, or a letter like a label, that touches a number and is no name."""
    sign, left = text[place], text[place - 1 : place]
    after = re.match(r"[\s:x×*+]*", text[place + 1 :])
    number = amount_at(register.units, text, place + 1 + (after.end() if after else 0))
    is_letter = sign.isascii() and sign.isalpha() and sign not in "x" and not left.isalnum()
    if is_letter and text[place + 1 : place + 2].isdigit():
        return Mark("U", place, place + 1)
    behind = bool(before) and before[-1].letter == "N" and before[-1].end == place
    ends = not _HAN.match(text[place + 1 : place + 2])
    counted = number is not None and bool(number[0].unit or text[place + 1 : place + 2].isdigit())
    if sign in _GENERIC and (counted or (behind and ends)):
        return Mark("U", place, place + 1)
    return None


def goods_at(
    register: Register, offered: Codes, text: str, place: int, before: list[Mark]
) -> Mark | None:
    """The longest name of goods that begins here; a label only where the round has it."""
    adjoins = bool(before) and before[-1].end == place and before[-1].letter == "G"
    best: Mark | None = None
    for index, only_offered in ((register.words, False), (register.labels, True)):
        for name, codes in index.get(text[place], {}).items():
            end = _spelt(text, place, name)
            if not end or (best and end <= best.end) or (only_offered and not codes & offered):
                continue
            counted = bool(before) and before[-1].end == place and before[-1].letter == "N"
            if counted or _stands_alone(text, place, end, name, adjoins=adjoins):
                best = Mark("G", place, end, codes & offered or codes)
    return best


def _spelt(text: str, place: int, name: str) -> int:
    """Where a name that begins here ends, single spaces passed over; 0 where it does not."""
    start = place
    for sign in name:
        head = text[place : place + 4]
        spaces = len(head) - len(head.lstrip(" %·()-")) if place > start else 0
        if spaces and text[place + spaces : place + spaces + 1] == sign:
            place += spaces
        if text[place : place + 1] != sign:
            return 0
        place += 1
    return place


def _stands_alone(text: str, start: int, end: int, name: str, *, adjoins: bool) -> bool:
    left, right = text[start - 1 : start], text[end : end + 1]
    if name[0].isascii() and name[0].isalpha() and left.isascii() and left.isalpha():
        return adjoins
    if name[-1] == "号" and right and right in "楼院门桌":
        return False
    if name[0].isdigit() and (left.isdigit() or left == "."):
        return False
    if name[-1].isascii() and name[-1].isalpha() and right.isascii() and right.isalpha():
        if right == "x":
            return bool(re.match(r"\s*[\d一两二三四五六七八九十]", text[end + 1 :]))
        return len(name) == 1 and right != "l"
    if name.isdigit() and (right.isdigit() or right in ".-"):
        return False
    if len(name) > 1 or name.isascii():
        return True
    return (not _HAN.match(left) or left in _BORDER) and (not _HAN.match(right) or right in _FOLLOW)


def _is_counted(text: str, start: int, end: int, amount: Amount, before: list[Mark]) -> bool:
    """Whether a number counts something: it has a unit, or stands where a quantity stands."""
    if amount.unit:
        return not text[:start].endswith(("第", "每"))
    left, right = text[:start].rstrip()[-1:], text[end : end + 1]
    if text[start - 1 : start].isdigit() or "-" in text[start - 1 : start] + right or right == "号":
        return False
    follows = bool(before) and not text[before[-1].end : start].strip(" x×*+=:")
    if not text[start].isdigit():
        is_free = follows or not _HAN.match(left)
        return is_free and text[start] != "半" and not _HAN.match(right)
    if end - start >= 3 and amount.value.denominator == 1:
        return follows and not right.isalpha()
    return follows or not _HAN.match(left) or not right.strip()


def _without_totals(found: list[Mark]) -> list[Mark]:
    """A stated number of things (``共3份``) is left out where another number stands."""
    kept: list[Mark] = []
    totals = [
        at + 1 for at, one in enumerate(found) if one.letter == "T" and _is_number(found, at + 1)
    ]
    others = sum(one.letter == "N" for one in found) - len(totals)
    for at, one in enumerate(found):
        if one.letter != "T" and not (at in totals and others):
            kept.append(one)
    return kept


def _is_number(found: list[Mark], at: int) -> bool:
    return at < len(found) and found[at].letter == "N"


def add_near_names(
    register: Register, offered: Codes, text: str, found: list[Mark], wanted: Codes
) -> list[Mark]:
    """Goods that are wanted and not named are looked for one character away from their names."""
    for code in sorted(wanted):
        item = register.items[code]
        names = [name for name in map(word, (item.name, *item.aliases)) if len(name) >= 3]
        span = next((one for name in names for one in _near(text, name, found)), None)
        if span and not _others_near(register, offered - {code}, text[span[0] : span[1]]):
            kept = [one for one in found if one.end <= span[0] or one.start >= span[1]]
            mark = Mark("G", *span, frozenset({code}))
            found = sorted([*kept, mark], key=lambda one: one.start)
    return found


def _near(text: str, name: str, found: list[Mark]) -> list[tuple[int, int]]:
    goods = [one for one in found if one.letter == "G"]
    spans = []
    for size in (len(name), len(name) + 1, len(name) - 1):
        for start in range(len(text) - size + 1):
            piece = text[start : start + size]
            end = start + size
            cut = any(
                one.start < end and start < one.end and not start <= one.start < one.end <= end
                for one in goods
            )
            whole = any((one.start, one.end) == (start, end) for one in goods)
            if not (cut or whole) and not _MARKS.search(piece) and is_one_away(piece, name):
                spans.append((start, start + size))
    return spans


def _others_near(register: Register, offered: Codes, piece: str) -> bool:
    names = (
        word(name)
        for code in offered
        for name in (register.items[code].name, *register.items[code].aliases)
    )
    return any(len(name) >= 3 and is_one_away(piece, name) for name in names)


def is_one_away(one: str, other: str) -> bool:
    """Whether one character was changed, left out or added.

    >>> is_one_away("鸡翅跟", "鸡翅根"), is_one_away("鸡翅", "鸡翅根"), is_one_away("a", "a")
    (True, True, False)
    """
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or one == other:
        return False
    at = next((i for i, sign in enumerate(short) if sign != long[i]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def without_talk(register: Register, text: str) -> str:
    """The text without the parts that only talk: questions, and words without any number.

    Tried only where the whole text could not be read, so that it can never hide a line: a part with
    a number is kept unless it asks, a part with a word of change is kept always.
    """
    kept = []
    for part in _PARTS.split(text):
        said = {one.letter for one in marks(register, frozenset(), part)}
        asks = bool(_ASKS.search(part))
        talks = "N" not in said and len(_HAN.findall(part)) >= TALK_MIN
        kept.append(part if said & set("CSED") or not (asks or talks) else " ")
    return "".join(kept)
