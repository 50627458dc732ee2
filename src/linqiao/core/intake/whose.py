"""Whose an entry is: an address in the text, the nickname's, or a full name of one household."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from linqiao.core.intake import lexicon
from linqiao.core.intake.address import Address, find_addresses, find_partial
from linqiao.core.intake.context import Context
from linqiao.core.intake.normalise import fold, normalise
from linqiao.core.intake.numerals import CHINESE, number
from linqiao.core.intake.others import Other, has_a_second_part, spoken_for

_SAYS_WHO = re.compile(r"我是|我叫|这里是|这是|的(?=[\u4e00-\u9fff]{2,4}(?:订|要|报|买|带))")


_OWN_WISH = re.compile(
    r"[,，。;；\n]\s*(?:顺便|另外|还有)?(?:我|我们|咱们?|俺)(?:要|想要|也来|也要|也|们|呢|自己|"
    r"这边)[^,，。]{0,10}"
    r"[\d一二两三四五六七八九半]|[\d一二两三四五六七八九半][^,，。]{0,4}(?:归我|是我(?:家)?的|"
    r"我要)|"
    r"[,，。;；\n]\s*(?:顺便|另外)?给我(?:带|拿|订|记|来|加)"
)
_ELSE = re.compile(r".{0,6}?(?:打个?电话|说一?声|问一?下|问问|讲一?声|捎个?话|带个?话)")
_BESIDE = re.compile(r"\s*的?(?:对门|对面|隔壁|旁边|楼上|楼下)(?!放|敲|喊|等|取|见|拿)")
_PLACE_WORDS = re.compile(r"(?:号楼|号院|栋|幢|座|楼|单元)的?")


@dataclass(frozen=True)
class Whose:
    """The household of an entry, or why it is not certain; spans of the text that say so."""

    household: str | None
    flags: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    contact: str | None = None


def nickname_household(context: Context, sender: str | None) -> Address | None:
    """The address that a nickname carries; a partial one has no household."""
    if not sender:
        return None
    text = normalise(sender).text
    found = find_addresses(context, text)
    homes = {one.household for one in found}
    if len(homes) > 1:  # 原3-2-501现5-1-302: two places say nothing certain
        return Address(found[0].start, found[-1].end, (), "ambiguous_address", text=text)
    if found:
        return replace(found[0], text=text)
    if fold(sender) in context.nicknames:
        return Address(0, len(text), (context.nicknames[fold(sender)],), text=text)
    partial = find_partial(text)
    return Address(*partial, (), "ambiguous_address") if partial else None


def whose_entry(
    context: Context, text: str, channel: str, nickname: Address | None, address: Address | None
) -> Whose:
    """Whose an entry is: the address in the text, else the nickname's,
    else a full name that one household has.
    """
    names = _full_names(context, text, address)
    spans = [(address.start, address.end)] if address else []
    spans += [span for _, span in names]
    if address is not None:
        return _by_address(
            context, text, channel, address, nickname=nickname, names=names, spans=spans
        )
    near, place = _fitting(context, text, names)
    if place is not None and len(near) == 1 and lexicon.PROXY.search(text[: place[0]]):
        return Whose(near.pop(), (), (*spans, place))
    if channel != "jielong" and nickname is not None and nickname.household:
        other = spoken_for(context, text, nickname.text)
        if other is not None and place is None:
            return _for_another(other, nickname.household, spans)
        if find_partial(text) is None:
            strange = names and all(
                nickname.household not in context.names[name] for name, _ in names
            )
            flags = ("address_conflict",) if strange else ()
            return Whose(nickname.household, flags, tuple(spans))
    homes = {home for name, _ in names for home in context.names[name]}
    partial = find_partial(text)
    fitting, place = _fitting(context, text, names)
    if place is not None:
        spans.append(place)
        if len(fitting) == 1:
            return Whose(fitting.pop(), (), tuple(spans))
    elif partial is None and len(homes) == 1:
        return Whose(homes.pop(), (), tuple(spans))
    if partial or (nickname is not None and nickname.flag):
        return Whose(
            None,
            ("ambiguous_address", "missing_address"),
            tuple(spans) + ((partial,) if partial else ()),
        )
    return Whose(
        None,
        ("ambiguous_address", "missing_address") if homes else ("missing_address",),
        tuple(spans),
    )


def _for_another(other: Other, home: str, spans: list[tuple[int, int]]) -> Whose:
    """The household of somebody who is spoken for without an address: a full name says which."""
    spans = [*spans, (other.start, other.end)]
    if len(other.homes) == 1 or home in other.homes:
        return Whose(home if home in other.homes else other.homes[0], (), tuple(spans))
    flags = ("ambiguous_address", "missing_address") if other.homes else ("missing_address",)
    return Whose(None, flags, tuple(spans))


def _by_address(
    context: Context,
    text: str,
    channel: str,
    address: Address,
    *,
    nickname: Address | None,
    names: list[tuple[str, tuple[int, int]]],
    spans: list[tuple[int, int]],
) -> Whose:
    household, flags = address.household, [address.flag] if address.flag else []
    if channel == "chat" and stranger_asks(text, address, nickname):
        flags.append("address_conflict")
    if _BESIDE.match(text[address.end :]):
        flags.append("ambiguous_address")  # 给5-1-302对门: the flat beside it
    if household and has_a_second_part(context, text[address.end :], household):
        flags.append("address_conflict")
    homes = {home for name, _ in names for home in context.names[name]}
    if household is None and len(set(address.households) & homes) == 1:
        household, flags = next(iter(set(address.households) & homes)), []
    elif (
        household is not None
        and names
        and not any(household in context.names[name] for name, _ in names)
    ):
        flags.append("address_conflict")
    stranger = nickname is not None and nickname.household not in (None, household)
    if channel == "chat" and household and stranger and not _is_proxy(text, address):
        flags.append("address_conflict")
    return Whose(household, tuple(flags), tuple(spans))


def stranger_asks(text: str, address: Address, nickname: Address | None) -> bool:
    """Whether a chat line with somebody else's address also holds a wish of its sender's, or asks
    for something else than goods (``给3-2-502打个电话，我要鸡蛋一板``).
    """
    if nickname is None or nickname.household in (None, address.household):
        return False
    rest = text[: address.start] + "，" + text[address.end :]
    return bool(_OWN_WISH.search(rest) or _ELSE.match(text[address.end :]))


def _is_proxy(text: str, address: Address) -> bool:
    before = lexicon.PROXY_NOT.sub("", text[: address.start])
    around = text[address.end : address.end + 12]
    return bool(lexicon.PROXY.search(before)) or bool(
        re.search(
            r"[帮代替给](?!我|[一你他她]?[忙收拿领取签放看])", lexicon.PROXY_NOT.sub("", around)
        )
    )


def _full_names(
    context: Context, text: str, address: Address | None
) -> list[tuple[str, tuple[int, int]]]:
    """Residents' full names that stand as words of their own: behind the address, at an edge,
    before goods, or where somebody says who he is or for whom he asks.
    """
    found = []
    for match in re.finditer(r"[\u4e00-\u9fff]{2,}", text):
        run, start = match[0], match.start()
        place = _PLACE_WORDS.match(run) if address is None else None
        if place and text[start - 1 : start].isascii() and text[start - 1 : start].isalnum():
            run, start = run[place.end() :], start + place.end()  # b座陈浩, 6号楼刘洋
        elif address is None and (home := _home_words(context).match(run)):
            run, start = run[home.end() :], start + home.end()  # 东楼刘洋, 五号楼王芳
        if address is not None and address.start <= start < address.end:
            continue
        said = _SAYS_WHO.match(run)
        if said and (name := _name_in(context, run[said.end() :], is_said=True)):
            begin = start + said.end()
            found.append((name, (begin, begin + len(name))))
            continue
        is_said = address is not None and start - address.end <= 1
        if name := _name_in(context, run, is_said=is_said):
            found.append((name, (start, start + len(name))))
    return found


def _home_words(context: Context) -> re.Pattern[str]:
    """A building in Chinese characters alone, before a name."""
    return _home_pattern(tuple(context.building_names))


@lru_cache(maxsize=8)
def _home_pattern(aliases: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, aliases), key=len, reverse=True)) or "(?!)"
    return re.compile(
        rf"(?:{names}|{CHINESE}{{1,3}}(?:号楼|号院|栋|幢|"
        rf"座))(?:{CHINESE}{{1,2}}单元)?的?(?=[\u4e00-\u9fff])"
    )


def _name_in(context: Context, run: str, *, is_said: bool) -> str:
    """The full name at the start of a run of characters, or nothing."""
    for size in (4, 3, 2):
        name = run[:size]
        stands = is_said or len(run) == size or size > 2
        if stands and len(name) == size and name in context.names:
            return name
    return ""


def _fitting(
    context: Context, text: str, names: list[tuple[str, tuple[int, int]]]
) -> tuple[set[str], tuple[int, int] | None]:
    """Households of a name that lie where a partial address before it says (ruling 19):
    ``2-1王芳``, ``B座陈浩``, ``2号楼老王`` with a full name; and the span of that partial address.
    """
    room = re.compile(r"(?<![\d\-])(\d{3,4})(?:室|房)?的?\s*$")
    for name, (start, _) in names:
        match = room.search(text[:start])
        if match is not None:
            homes = {one for one in context.names[name] if one.endswith(f"-{match[1]}")}
            return homes, match.span()
    for name, (start, end) in names:
        before = re.search(f"{_partial_place(context)}$", text[:start])
        behind = (
            None
            if before
            else re.match(
                rf"[\s(（,，]*{_partial_place(context, whole=True)}(?:的[\s,，]|[\s)）,，])",
                text[end:],
            )
        )
        match = before or behind
        if match is None:
            continue
        shift = 0 if before else end
        building = context.building_names.get(match["alias"] or "") or _figure(match["b"])
        wanted = f"{building}-{_figure(match['u'])}-" if match["u"] else f"{building}-"
        homes = {home for home in context.names[name] if home.startswith(wanted)}
        return homes, (match.start() + shift, match.end() + shift)
    return set(), None


def _partial_place(context: Context, *, whole: bool = False) -> str:
    """A pattern of a building, perhaps with its unit; ``whole``: with its word (``8号楼``)."""
    aliases = "|".join(sorted(map(re.escape, context.building_names), key=len, reverse=True))
    mark = "号楼|号院|栋|幢|座" if whole else "号楼|号院|栋|幢|座|#|楼|(?=-)"
    return (
        rf"(?:(?P<alias>{aliases or '(?!)'})|(?P<b>\d{{1,3}}|{CHINESE}{{1,3}})(?:{mark}))"
        rf"\s*(?:-\s*)?(?:(?P<u>\d{{1,2}}|{CHINESE}{{1,2}})(?:单元门?|门|-)?)?\s*"
    )


def _figure(text: str | None) -> str:
    value = number(text) if text else None
    return str(value) if value is not None else ""
