"""A clause of an entry and the things found in it."""

import re
from dataclasses import dataclass, field
from typing import Final

from linqiao.core.intake.quantities import Quantity
from linqiao.core.intake.words import Word

DONE: Final = "\x01"


@dataclass
class Token:
    """A thing found in a clause: goods, a quantity, or an action."""

    kind: str
    start: int
    end: int
    word: Word | None = None
    quantity: Quantity | None = None


@dataclass
class Clause:
    """A clause with its tokens; ``kind`` is ``wish``, or why it holds none."""

    start: int
    end: int
    text: str
    kind: str = "wish"
    tokens: list[Token] = field(default_factory=list)
    passed: list[tuple[int, int]] = field(default_factory=list)

    def has(self, kind: str) -> bool:
        """Whether a token of this kind stands in the clause."""
        return any(token.kind == kind for token in self.tokens)


def blank(text: str, spans: list[tuple[int, int]], mark: str = DONE) -> str:
    """The text with spans that are explained taken out, at the same length."""
    kept = list(text)
    for start, end in spans:
        kept[start:end] = mark * (end - start)
    return "".join(kept)


def goes_on_complaining(before: Clause | None, clause: Clause) -> bool:
    """Goods without a quantity right behind a complaint in the same line are complained of too."""
    return (
        before is not None
        and before.kind == "complaint"
        and not before.text.endswith("\n")
        and not clause.tokens
    )


def looks_like_goods(clause: Clause) -> bool:
    """Whether a clause counts something that somebody wants."""
    return bool(re.search(r"要|买|带|订", clause.text)) and clause.has("quantity")


def has_action(clause: Clause) -> bool:
    """Whether a clause changes, adds or takes off something."""
    return any(clause.has(kind) for kind in ("set", "add", "cancel", "swap", "each"))
