"""What stands in a text and is no wish: numbering, telephones, times, money, remarks, names."""

import re
from fractions import Fraction
from typing import Final

from linqiao.core.recheck.places import Place
from linqiao.core.recheck.plain import word
from linqiao.core.recheck.register import Codes, Register

GAP: Final = "\x00"
_HAN: Final = "\u4e00-\u9fff"
_NUMBERING: Final = re.compile(
    r"^[ \t]*(?:接?\d{1,3}[ \t]*[、)](?!\d)|接?\d{1,3}\.(?!\d)|"
    rf"\A\d{{1,3}}[ \t]+(?=[{_HAN}]{{2}}))",
    re.M,
)
_LEADING: Final = re.compile(r"^\W*(?:接|no)?(?:\d{1,4}|[一二三四五六七八九十]{1,3})?\W*$")
_PHONE: Final = re.compile(r"(?:\d[\d*\-]{6,}\d)")
_TIMES: Final = re.compile(
    r"\d{1,2}:\d\d|[一每]天[\d一二两三四五六七八九十半]+[袋个盒瓶份包片粒斤]|"
    r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]+)(?:点半?(?![\u4e00-\u9fff]?[的子])|月|日|楼|层|"
    r"岁半?|度\d?|天|年|分钟|小时|个?人|口人?|户|次|周|多岁|开头|单元|号门|车|代|胎|孩|"
    r"米(?=外|远|内))|"
    r"[打叫拨](?:不到|了|过)?(?:120|110|119)(?!\d)|"
    r"第[\d一二三四五六七八九十]+|周[一二三四五六日\d]+"
)
_NUMBER: Final = r"(\d+(?:\.\d+)?)"
_STATED: Final = re.compile(
    rf"(?:一共|总共|共计|共|合计|总计|已付款?|已转账?|付了|转了|付款|转账|=)\s*:?\s*[¥￥]?{_NUMBER}"
    rf"(?![\d.])\s*(?:元|块钱?|圆)?(?!\s*[{_HAN}a-z])|"
    rf"(?:一共|总共|共计|共|合计|总计|已付款?|已转账?|付了|转了|付款|转账|=)\s*:?\s*"
    rf"[¥￥]?{_NUMBER}\s*(?:元|块钱|圆)|"
    rf"{_NUMBER}\s*(?:元|块钱|圆)\s*(?:已付|已转|转了|付了|已经转)?|"
    rf"[¥￥]{_NUMBER}|{_NUMBER}\s*(?:已付|已转)(?!\s*\d)"
)
# A kind that is asked for; where the item's own name does not say it, nobody knows whether it fits.
DEMAND: Final = re.compile(r"清真|低脂|脱脂|无糖|低糖|有机|散养")
_BRACKETS: Final = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_REFUSED: Final = re.compile(
    r"(?:千万)?别[^,，。;；!！\s]*|不要太[^,，。;；!！\s]*|"
    r"不要(?![了的])[^,，。;；!！\s]{1,10}(?:那种|款|的(?![\u4e00-\u9fff]))"
)
_NICKNAME: Final = re.compile(rf"[\s,，:、]*(?P<who>[{_HAN}a-z·&.]{{1,8}})(?=[\s,，:;；\x00]|$)")


def blank(text: str, start: int, end: int) -> str:
    """The text with a stretch taken out; every other character keeps its place."""
    return text[:start] + GAP * (end - start) + text[end:]


def cover(pattern: re.Pattern[str], text: str) -> str:
    """The text with every match of a pattern taken out."""
    return pattern.sub(lambda found: GAP * len(found[0]), text)


def without_places(text: str, found: list[Place]) -> str:
    """The text without its addresses, and without the numbering before the first or of lines."""
    for place in found:
        text = blank(text, place.start, place.end)
    if found and _LEADING.match(text[: found[0].start]):
        text = blank(text, 0, found[0].start)
    return cover(_NUMBERING, text)


def without_names(
    register: Register, text: str, found: list[Place], household: str, claimed: Codes
) -> str:
    """The text without the household's names and without the nickname right behind an address.

    A word that ends in the one-character name of an accepted item (``带醋``) is no nickname.
    """
    short = {name for code in claimed for name in map(word, register.items[code].aliases)}
    for name in register.families.get(household, ()):
        text = text.replace(name, GAP * len(name))
    for place in found:
        match = _NICKNAME.match(text, place.end)
        if match and match["who"][-1] not in short and not speaks_of_goods(register, match["who"]):
            text = blank(text, match.start("who"), match.end("who"))
    return text


def nickname_behind(text: str, place: Place) -> str:
    """The word right behind an address, or nothing."""
    match = _NICKNAME.match(text, place.end)
    return match["who"] if match else ""


def speaks_of_goods(register: Register, text: str) -> bool:
    """Whether a short text names goods, or asks for a change, or counts: then it is no name."""
    if re.search(r"取消|不要|退|换|加|改|各|全|同上|一样|要|份|订", text):
        return True
    return names_goods(register, text) or counts(register, text)


def counts(register: Register, text: str) -> bool:
    """Whether a spoken number with a unit stands in a text."""
    return bool(re.search(rf"[一二两三四五六七八九十半](?:{'|'.join(register.units)})", text))


def names_goods(register: Register, text: str) -> bool:
    """Whether a name of goods of two characters stands in a text, or is the whole of it."""
    for place in range(len(text)):
        for name in register.words.get(text[place], {}):
            if text.startswith(name, place) and (len(name) > 1 or name == text):
                return True
    return bool(text) and text in register.labels.get(text[0], {})


def without_asides(register: Register, text: str) -> str:
    """The text without telephones, times, remarks in brackets and what is refused."""

    def aside(found: re.Match[str]) -> str:
        is_kept = names_goods(register, found[0][1:-1]) or DEMAND.search(found[0])
        return found[0] if is_kept else GAP * len(found[0])

    return cover(_TIMES, cover(_PHONE, cover(_REFUSED, _BRACKETS.sub(aside, text))))


def without_money(text: str) -> tuple[str, tuple[Fraction, ...]]:
    """The text without stated amounts of money, and those amounts in yuan."""
    stated = []
    for match in _STATED.finditer(text):
        stated.append(Fraction(next(one for one in match.groups() if one)))
        text = blank(text, *match.span())
    return text, tuple(stated)
