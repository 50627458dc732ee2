"""Which quantity belongs to which goods: every grouping that uses all tokens; one is certain."""

from dataclasses import dataclass
from typing import Final

from linqiao.core.intake import lexicon
from linqiao.core.intake.clause import Clause, Token

LONE: Final = 10


@dataclass(frozen=True)
class Pair:
    """Goods with their quantities; goods or quantities may stand alone."""

    goods: Token | None
    quantities: tuple[Token, ...]


def group(tokens: list[Token]) -> tuple[list[Pair], bool]:
    """The best grouping of goods (G) and quantities (Q), and whether it is the only one of its
    worth.

    Worth: as few lone tokens as possible.  ``G Q G Q`` and ``Q G Q G`` have one grouping each.
    """
    best: list[tuple[int, tuple[Pair, ...]]] = []
    states: list[list[tuple[int, tuple[Pair, ...]]]] = [[] for _ in range(len(tokens) + 1)]
    states[0] = [(0, ())]
    for place in range(len(tokens)):
        for lone, pairs in states[place]:
            for size, pair, cost in _steps(tokens, place):
                states[place + size].append((lone + cost, (*pairs, pair)))
        for later in range(place + 1, min(place + 4, len(states))):
            states[later] = _cheapest(states[later])
    best = _cheapest(states[-1])
    if not best:
        return [], True
    lowest = min(lone for lone, _ in best)
    found = [pairs for lone, pairs in best if lone == lowest]
    return list(found[0]), len({_shape(pairs) for pairs in found}) == 1


def _steps(tokens: list[Token], place: int) -> list[tuple[int, Pair, int]]:
    here = tokens[place]
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    after = tokens[place + 2] if place + 2 < len(tokens) else None
    if here.kind == "goods":
        steps = [(1, Pair(here, ()), LONE)]
        if following is not None and following.kind == "quantity":
            steps.append((2, Pair(here, (following,)), _gap(here, following)))
            if after is not None and after.kind == "quantity":
                steps.append(
                    (
                        3,
                        Pair(here, (following, after)),
                        _gap(here, following) + _gap(following, after),
                    )
                )
        return steps
    steps = [(1, Pair(None, (here,)), LONE)]
    if following is not None and following.kind == "goods":
        steps.append((2, Pair(following, (here,)), _gap(here, following)))
    return steps


def _gap(one: Token, other: Token) -> int:
    """Things that touch belong together more than things with a space between them."""
    return int(other.start > one.end)


def _cheapest(found: list[tuple[int, tuple[Pair, ...]]]) -> list[tuple[int, tuple[Pair, ...]]]:
    if not found:
        return []
    lowest = min(lone for lone, _ in found)
    return [one for one in found if one[0] <= lowest + LONE][:8]


def _shape(pairs: tuple[Pair, ...]) -> tuple[tuple[int, ...], ...]:
    return tuple(
        (pair.goods.start if pair.goods else -1, *(quantity.start for quantity in pair.quantities))
        for pair in pairs
    )


def one_name(clause: Clause, tokens: list[Token]) -> list[Token]:
    """``A素菜组合``: a label and the name of the same item side by side are one."""
    kept: list[Token] = []
    for token in tokens:
        last = kept[-1] if kept else None
        if (
            last is not None
            and last.word is not None
            and token.word is not None
            and last.word.codes == token.word.codes
            and not clause.text[last.end : token.start].strip(" .:、-()")
        ):
            kept.pop()
        kept.append(token)
    return kept


def without_kept(clause: Clause, tokens: list[Token]) -> list[Token]:
    """``五花肉不要了 鸡腿留着``: the goods without those that are to stay as they are: those right
    before the word that says so, or right behind it where none stand before it.
    """
    kept: list[Token] = []
    for match in lexicon.KEEP.finditer(clause.text):
        before = [t for t in clause.tokens if t.end <= match.start()]
        behind = [t for t in clause.tokens if t.start >= match.end()]
        run = []
        while before and before[-1].kind == "goods":
            run.append(before.pop())
        kept += run or [t for t in behind[:1] if t.kind == "goods"]
    return [token for token in tokens if token not in kept]


def without_old_figures(clause: Clause, tokens: list[Token]) -> list[Token]:
    """``2袋改成1袋``: the figure before the change is what stood, the one behind it counts."""
    change = next((token for token in clause.tokens if token.kind == "set"), None)
    numbers = [token for token in tokens if token.kind == "quantity"]
    if change is None or not any(one.start > change.start for one in numbers):
        return tokens
    return [token for token in tokens if token.kind == "goods" or token.start > change.start]


def without_goods(clause: Clause) -> str:
    """The text of a clause with spaces where goods are named as they are called; a misspelling may
    be a demand (``土鸡蛋``).
    """
    kept = list(clause.text)
    for token in clause.tokens:
        word = token.word
        if word is None or word.is_near or word.start != token.start:
            continue
        if token.kind == "goods":
            kept[token.start : token.end] = " " * (token.end - token.start)
    return "".join(kept)


def is_zero(token: Token) -> bool:
    """Whether a quantity says nothing is wanted (ruling 16)."""
    measures = token.quantity.measures if token.quantity else ()
    return bool(measures) and all(value == 0 for value, _ in measures)


def is_empty_field(clause: Clause, pair: Pair) -> bool:
    """``C水果组合：`` with nothing behind it: a field that was left empty is no wish."""
    if pair.goods is None or pair.quantities:
        return False
    return clause.text[pair.goods.end :].strip() == ":"
