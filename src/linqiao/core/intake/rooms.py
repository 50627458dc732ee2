"""Several rooms with one order: ``5-1-101/102/103 各1份``; addresses that order nothing."""

import re
from typing import Final

from linqiao.core.intake import lexicon
from linqiao.core.intake.address import Address
from linqiao.core.intake.clause import DONE
from linqiao.core.intake.context import Context

_BROUGHT_WITH: Final = re.compile(
    r"[^,，。;；\d()（）]{0,6}(?:一起|一块儿?|一道|同时|顺便)[送拿取收带放]"
)
_BROUGHT_TO: Final = re.compile(r"(?:放在?|放到|送到|送去|寄放|寄存|存)\s*$")


def without_asides(body: str, addresses: list[Address]) -> list[Address]:
    """The addresses of an entry without those that only say where or with whom it is brought:
    ``（跟7-2-201一起送）``, ``放到3-1-102``.
    """
    return [
        one
        for place, one in enumerate(addresses)
        if place == 0
        or not (
            _BROUGHT_WITH.match(body[one.end :])
            or _BROUGHT_TO.search(body[max(0, one.start - 4) : one.start])
        )
    ]


def _without_names(context: Context, address: Address, text: str) -> str:
    """What stands behind an address without the names of its people."""
    for name in context.people.get(address.household or "", ()):
        text = text.replace(name, "")
    return lexicon.CONTACT.sub("", text)


def room_list(
    context: Context, body: str, addresses: list[Address]
) -> tuple[list[Address], str] | None:
    """Several rooms with one order: ``5-1-101/102/103 各1份``, ``5-1-101和5-1-102各1份``."""
    if not addresses:
        return None
    first = addresses[0]
    more = re.match(
        r"((?:\s*[/、,，和]\s*\d{3,4}(?![\d\-.]|\s*[斤个份板袋](?![\u4e00-\u9fff])))+)",
        body[first.end :],
    )
    if more and first.household and len(addresses) == 1:
        prefix = first.household.rsplit("-", 1)[0]
        rooms = [f"{prefix}-{room}" for room in re.findall(r"\d{3,4}", more[0])]
        others = [
            Address(first.start, first.end, (code,) if code in context.households else (), "")
            if code in context.households
            else Address(first.start, first.end, (), "invalid_address")
            for code in rooms
        ]
        return [first, *others], body[first.end + more.end() :]
    between = [
        _without_names(context, a, body[a.end : b.start]).strip()
        for a, b in zip(addresses, addresses[1:], strict=False)
    ]
    if len(addresses) > 1 and all(
        one in ("", "/", "、", ",", "，", "和", "跟", "与") for one in between
    ):
        rest = body[addresses[-1].end :]
        for name in context.people.get(addresses[-1].household or "", ()):
            rest = rest.replace(name, DONE * len(name))
        return addresses, rest
    return None
