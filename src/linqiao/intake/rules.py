"""Decisions of intake: what a reading does to an order, and whose words a text holds."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from linqiao.core.intake.normalise import fold
from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop

WHOLE_ORDER = "*"
LESSON_MAX: Final = 40  # characters of a word, nickname or spelling that is taught


def applied(standing: Mapping[str, int], lines: Iterable[Sequence[Any]]) -> dict[str, int]:
    """The order after lines of (code, thousandths, action), in the order in which they stand.

    ``order`` and ``add`` add up, ``set`` replaces, ``cancel`` takes off; the code ``*`` takes all
    off. Source: intake contract, "A result".

    >>> applied({"EGG": 1000}, [("EGG", 2000, "set"), ("TOFU", 1000, "order")])
    {'EGG': 2000, 'TOFU': 1000}
    """
    order = dict(standing)
    for code, quantity_milli, action in lines:
        if code == WHOLE_ORDER:
            order.clear()
        elif action == "cancel":
            order.pop(code, None)
        else:
            order[code] = quantity_milli if action == "set" else order.get(code, 0) + quantity_milli
    return {code: quantity for code, quantity in order.items() if quantity}


def text_pieces(
    text: str, entries: Iterable[Mapping[str, Any]], rest_owner: str
) -> list[tuple[str, str]]:
    """(owner, piece) of a text: each entry belongs to its household, the rest to the text itself.

    So that erasing one household takes its line out of a chain and leaves the neighbours' lines.

    >>> text_pieces("1. 3-2-501 蛋", [{"household": "3-2-501", "start": 3, "end": 12}], "text:E1")
    [('text:E1', '1. '), ('household:3-2-501', '3-2-501 蛋')]
    """
    pieces: list[tuple[str, str]] = []
    done = 0
    for entry in sorted(entries, key=lambda one: int(one["start"])):
        start, end = max(done, int(entry["start"])), int(entry["end"])
        if entry["household"] is None or start >= end:
            continue
        pieces += [
            (rest_owner, text[done:start]),
            (f"household:{entry['household']}", text[start:end]),
        ]
        done = end
    pieces.append((rest_owner, text[done:]))
    return [(owner, piece) for owner, piece in pieces if piece] or [(rest_owner, "")]


def check_lesson(kind: str, words: str, taken: Mapping[str, str], means: str) -> None:
    """Refuse a lesson that is empty or too long (``bad_fields``), or whose words mean something
    else already (``duplicate_code``).

    ``taken`` maps folded words of the same kind to what they mean.
    """
    folded = fold(words)
    if not 0 < len(folded) <= LESSON_MAX:
        raise Refusal(
            "bad_fields",
            gettext_noop("words: text of 1 to %(most)s characters is needed"),
            most=LESSON_MAX,
        )
    if kind == "alias" and any(one.isdigit() for one in folded):
        raise Refusal("bad_fields", gettext_noop("words: a number can be no word for an item"))
    if taken.get(folded, means) != means:
        raise Refusal(
            "duplicate_code",
            gettext_noop("These words mean %(other)s already."),
            other=taken[folded],
        )
