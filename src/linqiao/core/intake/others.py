"""Somebody else's wish without an address: ``帮赵阿姨带1板``, ``给隔壁也来一份``, ``替张敏家订``.

The sender's nickname says where the sender lives, and nothing about the one who is spoken for.
"""

import re
from dataclasses import dataclass
from typing import Final

from linqiao.core.intake import lexicon
from linqiao.core.intake.context import Context
from linqiao.core.intake.quantities import find_quantities

SECOND_MAX: Final = 80  # characters of a second wish that are looked at
_FOR: Final = (
    r"(?:帮|代|替|(?<![交还送付转发寄留])给|(?<![以因认改换变调减作成更较极])为)(?:忙|一下)?\s?"
)
_KIN: Final = (
    "妈妈?|爸爸?|爷爷?|奶奶?|外婆|外公|姥姥|姥爷|婆婆|公公|岳父|岳母|丈母娘|老?丈人|姐姐?|哥哥?|"
    "弟弟?|妹妹?|爸妈|姨妈?|姑[姑妈]?|舅舅?|叔叔?|伯伯?|父母"
)
_NEAR: Final = (
    r"(?:我们?|咱们?|俺)?(?:楼[上下]|隔壁|邻居|对[门面]|同楼层?|同事|朋友|亲戚|别人|人家|"
    r"[她他](?:们|家)?)"
)
_SURNAME: Final = f"[{''.join(sorted(lexicon.SURNAMES))}]"
_COMMON: Final = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏"
_PERSON: Final = (
    rf"(?:{'|'.join(lexicon.COMPOUND_SURNAMES)}|"
    rf"{_SURNAME})[\u4e00-\u9fff]?(?:{lexicon.HONORIFICS})|"
    rf"[老小][{_COMMON}]"
)
_WHO: Final = (
    rf"(?:{_NEAR}(?:那?家|的)*(?:{_PERSON}|老人家?|老太太?|大爷|阿姨|奶奶|爷爷)?|"
    r"(?:独居|孤寡|楼[里道上下]|本楼|单元里?|[社小]区里?|几位|一位)的?(?:里的)?(?:独居|"
    r"孤寡)?老人家?|"
    rf"(?:我|咱|俺)(?:{_KIN})|爸妈|父母|(?:我|咱|俺)?(?:{_KIN}|女儿|儿子|婆|娘|亲|丈人)家|"
    rf"{_PERSON}|(?<!\d)\d{{3,4}}(?:室|房|那?户)?(?!\d|[克g]))(?:家|的)*"
)
_WANTS: Final = (
    r"(?=[^,，。;；\n]{0,10}?(?:带|订|定|买|要|来|报|拿|捎|领|加|记|下单|团|购|"
    r"[\d一二两三四五六七八九十半]))"
)
_SPOKEN_FOR: Final = re.compile(rf"{_FOR}(?P<who>{_WHO}){_WANTS}")
_ASKS_TOO: Final = re.compile(
    rf"(?:^|[,，。;；\n])\s*(?:还有|另外)?(?P<who>(?:{_NEAR}(?:那?家|的)*(?:{_PERSON}|老人家?)?|"
    rf"{_PERSON})"
    r"(?:家|的)*)(?:也|还|说|想|都)*(?:要|订|买|来)"
)
_ROLE: Final = "志愿者|物业|保安|居委会?|社区|街道|楼长|楼组长|团长|群主|大白|医护|门卫|门岗"
_FOR_A_ROLE: Final = re.compile(
    rf"{_FOR}(?P<who>(?:{_ROLE})[\u4e00-\u9fff]{{0,4}}?)(?:带(?!来)|订|买|捎|要(?!了))"
)
_ENTRUSTED: Final = re.compile(
    rf"(?P<who>(?:{_NEAR}(?:那?家|的)*(?:{_PERSON}|老人家?)?|{_PERSON}))(?:刚才?|今天|昨天)?"
    r"(?:托|让|叫|请|喊|拜托|委托)(?:我|帮)"
)
_WITH: Final = re.compile(rf"[和跟与](?P<who>{_WHO})(?:一起|一块儿?)?(?:各|都要|一人|每家|各家)")
_NAMED: Final = re.compile(rf"{_FOR}(?:{_NEAR}(?:那?家|的)*|(?:我|咱|俺)(?:{_KIN})|老人|\s)*")


@dataclass(frozen=True)
class Other:
    """Who is spoken for: the span of the words, and the households that a full name has."""

    start: int
    end: int
    homes: tuple[str, ...] = ()


def spoken_for(context: Context, text: str, sender: str) -> Other | None:
    """Whom a text without an address asks for, if not for its sender."""
    for match in _NAMED.finditer(text):
        for size in (4, 3, 2):
            name = text[match.end() : match.end() + size]
            if len(name) == size and name in context.names:
                return Other(match.start(), match.end() + size, context.names[name])
    for pattern in (_SPOKEN_FOR, _ASKS_TOO, _FOR_A_ROLE, _ENTRUSTED, _WITH):
        for match in pattern.finditer(text):
            start, end = match.span("who")
            if match["who"] not in sender and not _is_goods(context, text, start, end):
                return Other(match.start(), end)
    return None


def has_a_second_part(context: Context, text: str, home: str) -> bool:
    """Whether a wish for somebody without an address follows a wish of the household itself:
    ``3-2-501 鸡蛋2板，帮隔壁王阿姨带豆腐1盒``.
    """
    for match in re.finditer(rf"(?<=[\s,，。;；]){_FOR}", text):
        rest = text[match.start() : match.start() + SECOND_MAX]
        other = spoken_for(context, rest, "")
        if other is None or other.start or home in other.homes:
            continue
        counted = [
            any(one.sign != "skip" for one in find_quantities(context, part))
            for part in (text[: match.start()], rest[other.end :])
        ]
        if all(counted):
            return True
    return False


def _is_goods(context: Context, text: str, start: int, end: int) -> bool:
    """``给小白菜来2斤``: the words belong to the name of goods."""
    names = context.word_pattern.finditer(text)
    return any(
        one.start() < end and start < one.end() and one.end() > end and len(one[0]) > 1
        for one in names
    )
