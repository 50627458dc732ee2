"""Clauses of an entry: what goods, quantities and actions stand in each,
and what nobody has explained.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from linqiao.core.intake import lexicon
from linqiao.core.intake.context import Context
from linqiao.core.intake.quantities import Quantity, find_quantities
from linqiao.core.intake.words import Vocabulary, Word, find_words, near_words

DONE: Final = "\x01"
_BREAK: Final = re.compile(
    r"[，,。；;、\n!！]+|(?<!\?)\?(?!\?)|/(?!\d)|(?<!\d)/|(?<=[x×*]\d)/|(?<=[x×*]\d\d)/"
)
_ACTIONS: Final = re.compile(
    rf"(?P<set>{lexicon.SET})|(?P<add>{lexicon.ADD})|(?P<cancel>{lexicon.CANCEL})|(?P<swap>换)|"
    rf"(?P<each>各|每样|每种|都(?=\s*(?:要|来)?\s*[\d一两二三四五半]))"
)
_FUNCTION: Final = frozenset(
    "不没了的就都也还在有是很太好吧啊呢吗会能要想得到去来说看给把被让请谢我你您他她它们这那么什怎多"
    "少再又才刚等过着把从对向为以及或但如果因所每各只"
    "先后前上下里外中大小家人户号楼门晚早点钟天日月年时候发送放吃用做拿取领交付转收补报写记知道行可"
    "哈呀哦啦嘛"
)
_RECEIVED: Final = re.compile(r"收到|领到|拿到|取到|送到了|已取|已领|到货")
_BARE_CANCEL: Final = re.compile(
    r"取消|不要了|退掉|撤销|退订|不订了|作废|退了|不买了|撤掉|划掉|删掉"
)


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


def split_clauses(text: str) -> list[Clause]:
    """Clauses between marks; the mark that ends a clause belongs to it,
    for the sake of question marks.
    """
    clauses, start = [], 0
    for match in _BREAK.finditer(text):
        clauses.append(Clause(start, match.end(), text[start : match.end()]))
        start = match.end()
    clauses.append(Clause(start, len(text), text[start:]))
    return [clause for clause in clauses if clause.text.strip(DONE + " \t，,。；;、\n!！")]


def fill(context: Context, words: Vocabulary, clause: Clause) -> None:
    """Find goods, quantities and actions of a clause and decide what kind of clause it is."""
    text = clause.text
    found = find_words(context, words, text)
    rest = blank(text, [(word.start, word.end) for word in found])
    quantities = find_quantities(context, rest)
    rest = blank(rest, [(one.start, one.end) for one in quantities])
    tokens = [Token("goods", word.start, word.end, word=word) for word in found]
    tokens += [
        Token("skip" if q.sign == "skip" else "quantity", q.start, q.end, quantity=q)
        for q in quantities
    ]
    for match in _ACTIONS.finditer(rest):
        tokens.append(Token(str(match.lastgroup), *match.span()))
    clause.tokens = sorted((t for t in tokens if t.kind != "skip"), key=lambda token: token.start)
    clause.passed = [(t.start, t.end) for t in tokens if t.kind == "skip"]
    clause.kind = _kind(clause)
    if clause.kind == "wish":
        _misspelt(context, words, clause)
    else:
        clause.tokens = []


def blank(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with spans that are explained taken out, at the same length."""
    kept = list(text)
    for start, end in spans:
        kept[start:end] = DONE * (end - start)
    return "".join(kept)


def _kind(clause: Clause) -> str:
    text = clause.text
    if lexicon.QUESTION.search(text) and not (
        clause.has("goods") and clause.has("quantity") and _polite(text)
    ):
        return "question"
    if lexicon.COMPLAINT.search(text) and not clause.has("cancel"):
        return "complaint"
    if _RECEIVED.search(text) and not clause.has("quantity"):
        return "remark"
    if lexicon.HELP.search(text) and not clause.has("quantity") and not clause.has("cancel"):
        return "help"
    if not clause.has("goods") and _counts_nothing(clause):
        return "remark"
    return "wish"


def _counts_nothing(clause: Clause) -> bool:
    """Bare numbers among other words (a temperature, a telephone number) count no goods."""
    numbers = [token.quantity for token in clause.tokens if token.quantity is not None]
    if not numbers or any(
        one.vague or one.sign or any(unit for _, unit in one.measures) for one in numbers
    ):
        return False
    rest = blank(clause.text, [(token.start, token.end) for token in clause.tokens] + clause.passed)
    left = lexicon.PUNCTUATION.sub("", lexicon.FILLER.sub("", rest)).replace(DONE, "")
    return len(left) >= 3 and not clause.has("set") and not clause.has("add")


def _polite(text: str) -> bool:
    """``可以吗`` after a wish asks for leave, not for news."""
    return not re.search(r"多少|几|什么|怎么|有没有|是不是|还有没|还是|哪|为啥|为什么|多久", text)


def _misspelt(context: Context, words: Vocabulary, clause: Clause) -> None:
    """A word beside a lone quantity that is one character away from exactly one item is
    that item.
    """
    if clause.has("goods") or not clause.has("quantity"):
        return
    rest = blank(clause.text, [(token.start, token.end) for token in clause.tokens])
    for match in re.finditer(r"[\u4e00-\u9fff]{2,8}", rest):
        codes = near_words(context, words, match[0])
        if len(codes) == 1:
            clause.tokens.append(Token("goods", *match.span(), word=Word(*match.span(), codes)))
            clause.tokens.sort(key=lambda token: token.start)
            return


def leftovers(clause: Clause) -> list[str]:
    """Pieces of a clause that nothing explains and that may name goods."""
    rest = blank(clause.text, [(token.start, token.end) for token in clause.tokens] + clause.passed)
    if clause.kind != "wish" or (not clause.tokens and lexicon.REMARK.search(clause.text)):
        return []
    return [piece for piece in re.split(f"{DONE}+|[ \t]+", rest) if _is_unexplained(piece)]


def _is_unexplained(piece: str) -> bool:
    """Whether a piece looks like goods: characters that are no filler, no remark, no grammar."""
    if lexicon.REMARK.search(piece):
        return False
    left = lexicon.PUNCTUATION.sub("", lexicon.FILLER.sub("", piece))
    left = "".join(one for one in left if unicodedata.category(one)[0] in "LN")
    if not left:
        return False
    return not any(one in _FUNCTION for one in left)


def is_bare_cancel(clause: Clause) -> bool:
    """A clause that cancels without naming goods."""
    return (
        not clause.has("goods")
        and not clause.has("quantity")
        and bool(_BARE_CANCEL.search(clause.text))
    )
