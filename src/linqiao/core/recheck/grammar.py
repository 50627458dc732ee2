"""A grammar over marks: every way to part a row of marks into orders and changes.

Goods and numbers stand in pairs.  A row that is made of pairs alone parts into them in one way
only, whichever end it is read from, so that no rule of precedence is needed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from linqiao.core.recheck.marks import Mark
from linqiao.core.recheck.numbers import Amount
from linqiao.core.recheck.register import Codes

WAYS_MAX: Final = 64
PIECE_MAX: Final = 60
MARKS_MAX: Final = 240


@dataclass(frozen=True)
class Wish:
    """What one piece of the row asks for; no codes: the only item there is, or all that stands.

    Several amounts are measures of the same quantity, or a number of packs of a size.
    ``instead`` holds the codes that are taken off for these.
    """

    codes: Codes
    amounts: tuple[Amount, ...]
    action: str
    times: bool = False
    instead: Codes | None = None


# Pieces of a plain order; the second row is tried where the first explains nothing.
_PAIRS: Final = ("GN", "NG", "G+EN", "ENG+")
_LOOSE: Final = (*_PAIRS, "GNN", "NGN", "GEN", "K")
_BARE: Final = ("N", "EN")
_BARE_LOOSE: Final = ("NN", "K")
# Pieces of a text that changes something.
_CHANGES: Final = (
    "GN?SGN?", "GN?SNG", "GP?CP?SGN?", "GN?P?SN", "NGSN", "NSN", "SGN", "SN",
    "G(?:P?G)*P?C", "CG(?:P?G)*", "C", "GN", "NG", "G(?:P?G)*P?EN", "N", "G+K", "P", "K",
)  # fmt: skip
_CANCEL: Final = re.compile(r"^C|C$")


def readings(row: list[Mark], *, one_item: bool) -> list[tuple[Wish, ...]]:
    """Every reading of a row of marks; none where the grammar does not apply."""
    kept = _without_edges([one for one in row if one.letter != "A"])
    letters = "".join(one.letter for one in kept)
    if len(kept) > MARKS_MAX:
        return []
    if re.search("[CS]", letters):
        return _parted(kept, letters, _CHANGES)
    kept = [one for one in kept if one.letter != "P"]
    kept = _joined(kept)
    letters = "".join(one.letter for one in kept)
    bare = _BARE if letters.count("N") == 1 else _BARE_LOOSE
    for pieces in (bare,) if one_item else (_PAIRS, _LOOSE):
        found = _parted(kept, letters, pieces)
        if found:
            return found
    return []


def _without_edges(row: list[Mark]) -> list[Mark]:
    """The row without a choice that stands before or behind all goods and numbers: a remark."""
    wished = [at for at, one in enumerate(row) if one.letter in "GN"]
    return [
        one
        for at, one in enumerate(row)
        if one.letter != "O" or (wished and wished[0] < at < wished[-1])
    ]


def _joined(row: list[Mark]) -> list[Mark]:
    """Goods named twice in a row (``A素菜组合``, ``拉拉裤 XL码``) are one: what both names mean."""
    result: list[Mark] = []
    for at, one in enumerate(row):
        both = one.codes & result[-1].codes if result and result[-1].letter == "G" else None
        is_last = at + 1 == len(row) or row[at + 1].letter != "E"
        if one.letter == "G" and both and is_last:
            result[-1] = Mark("G", result[-1].start, one.end, both)
        else:
            result.append(one)
    return result


def _parted(row: list[Mark], letters: str, pieces: tuple[str, ...]) -> list[tuple[Wish, ...]]:
    """All ways to part the letters into pieces, up to a bound."""
    ends = _leading_to_the_end(letters, [re.compile(one) for one in pieces])
    found: list[tuple[Wish, ...]] = []
    for wishes in islice(_ways(row, letters, 0, ends), WAYS_MAX):
        if wishes not in found:
            found.append(wishes)
    return found


def _leading_to_the_end(letters: str, pieces: list[re.Pattern[str]]) -> list[list[int]]:
    """For each place where the pieces that begin there can end, if the rest can be parted too.

    Computed from the end, so that no way is followed that leads nowhere.
    """
    ends: list[list[int]] = [[] for _ in letters]
    for at in range(len(letters) - 1, -1, -1):
        for end in range(min(at + PIECE_MAX, len(letters)), at, -1):
            goes_on = end == len(letters) or ends[end]
            if goes_on and any(piece.fullmatch(letters, at, end) for piece in pieces):
                ends[at].append(end)
    return ends


def _ways(
    row: list[Mark], letters: str, at: int, ends: list[list[int]]
) -> Iterator[tuple[Wish, ...]]:
    if at == len(letters):
        yield ()
        return
    for end in ends[at]:
        if letters.startswith("NG", at) and row[at].times:
            continue  # ``x2`` belongs to what stands before it
        wishes = _wishes(row[at:end], letters[at:end])
        for rest in _ways(row, letters, end, ends):
            yield (*wishes, *rest)


def _wishes(piece: list[Mark], letters: str) -> tuple[Wish, ...]:
    goods = [one.codes for one in piece if one.letter == "G"]
    numbers = [one for one in piece if one.letter == "N"]
    amounts = tuple(one.amount for one in numbers if one.amount)
    times = any(one.times for one in numbers[1:])
    if "K" in letters or not (goods or numbers or "C" in letters):
        return ()
    if _CANCEL.search(letters) and "S" not in letters:
        return tuple(Wish(one, (), "cancel") for one in goods or [frozenset[str]()])
    if "S" in letters and len(goods) == 2:
        off, on = goods
        last = amounts[-1:] if re.search("SG?N", letters) else ()
        return Wish(off, (), "cancel"), Wish(on, last, "order", instead=off)
    if "S" in letters:
        return (Wish(goods[0] if goods else frozenset(), amounts[-1:], "set"),)
    return tuple(Wish(one, amounts, "order", times) for one in goods or [frozenset[str]()])
