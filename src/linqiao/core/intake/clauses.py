"""Clauses of an entry: what goods, quantities and actions stand in each,
and what nobody has explained.
"""

import re
from typing import Final

from linqiao.core.intake import lexicon
from linqiao.core.intake.clause import DONE, Clause, Token, blank
from linqiao.core.intake.context import Context
from linqiao.core.intake.corrections import CORRECTS, split_at_corrections
from linqiao.core.intake.quantities import find_quantities
from linqiao.core.intake.speech import (
    is_common_word,
    is_wanted,
    names_goods,
    says_something,
    unexplained,
)
from linqiao.core.intake.telling import kind_of, told_together
from linqiao.core.intake.words import Vocabulary, Word, find_words, near_words, sounds_like_longer

NAMED_GOODS: Final = "\x02"  # where goods stood, while quantities are looked for
SPOKEN_LEAST: Final = 3  # Chinese characters of a piece that may be a sentence
_BREAK: Final = re.compile(
    r"[，,。；;、\n!！]+|(?<!\?)\?(?!\?|[袋份个盒斤箱板瓶包])|/(?!\d)|(?<!\d)/|(?<=[x×*]\d)/|"
    r"(?<=[x×*]\d\d)/"
)
_ACTIONS: Final = re.compile(
    rf"(?P<set>{lexicon.SET})|(?P<add>{lexicon.ADD})|(?P<cancel>{lexicon.CANCEL})|(?P<swap>换)|"
    rf"(?P<each>各(?![位家户自])|每样|每种|都(?=\s*(?:要|来)?\s*[\d一两二三四五半]))"
)
_LABEL: Final = re.compile(r"[a-z]|\d{1,2}号?|[一二三四五六七八九十]号")
_LABELLED: Final = re.compile(r"^(?:套餐|套|餐|包|款|类|组|种|样|项|号)")
_BARE_CANCEL: Final = re.compile(
    r"(?<![不别没勿莫])(?:取消|退掉|撤销|退订|退了|退出(?!群)|撤掉|划掉|删掉)|"
    r"不要了|不订了|作废|不买了"
)


def split_clauses(text: str) -> list[Clause]:
    """Clauses between marks; the mark that ends a clause belongs to it,
    for the sake of question marks.
    """
    clauses, start = [], 0
    for match in _BREAK.finditer(text):
        clauses.append(Clause(start, match.end(), text[start : match.end()]))
        start = match.end()
    clauses.append(Clause(start, len(text), text[start:]))
    parts = [part for clause in clauses for part in _corrected(clause)]
    return [clause for clause in parts if clause.text.strip(DONE + " \t，,。；;、\n!！.…")]


def _corrected(clause: Clause) -> list[Clause]:
    """A clause cut before and behind words that take back what was said."""
    if not CORRECTS.search(clause.text):
        return [clause]
    return [
        Clause(
            clause.start + start,
            clause.start + end,
            clause.text[start:end],
            "correction" if takes_back else "wish",
        )
        for start, end, takes_back in split_at_corrections(clause.text)
    ]


def read_clauses(context: Context, words: Vocabulary, text: str) -> list[Clause]:
    """The clauses of a text with their tokens; a spoken piece between spaces is a clause of its
    own, so that a question or a complaint never takes the wish beside it along.
    """
    clauses = [
        part
        for clause in split_clauses(text)
        for part in ([clause] if clause.kind == "correction" else _apart(context, words, clause))
    ]
    for clause in clauses:
        if clause.kind != "correction":
            _fill(context, words, clause)
    told_together(clauses)
    return clauses


def _apart(context: Context, words: Vocabulary, clause: Clause) -> list[Clause]:
    """Cut a clause at the spaces around pieces of speech that hold neither goods nor numbers."""
    cuts = [0]
    for piece in re.finditer(r"[^ \t]+", clause.text):
        spoken = len(re.findall(r"[\u4e00-\u9fff]", piece[0])) >= SPOKEN_LEAST
        if spoken and not (
            find_words(context, words, piece[0])
            or any(one.sign != "skip" for one in find_quantities(context, piece[0]))
            or _ACTIONS.search(piece[0])
        ):
            cuts += [piece.start(), piece.end()]
    edges = [*dict.fromkeys(cuts), len(clause.text)]
    parts = [
        Clause(clause.start + a, clause.start + b, clause.text[a:b])
        for a, b in zip(edges, edges[1:], strict=False)
    ]
    return [part for part in parts if part.text.strip(DONE + " \t")] or [clause]


def _fill(context: Context, words: Vocabulary, clause: Clause) -> None:
    """Find goods, quantities and actions of a clause and decide what kind of clause it is."""
    text = clause.text
    found = find_words(context, words, text)
    rest = blank(text, [(word.start, word.end) for word in found], NAMED_GOODS)
    quantities = find_quantities(context, rest)
    # a change to 一下 is none: only figures that count goods stand for figures below
    rest = blank(rest, [(q.start, q.end) for q in quantities if q.sign == "skip"], NAMED_GOODS)
    rest = blank(rest, [(q.start, q.end) for q in quantities if q.sign != "skip"])
    tokens = [Token("goods", word.start, word.end, word=word) for word in found]
    tokens += [
        Token("skip" if q.sign == "skip" else "quantity", q.start, q.end, quantity=q)
        for q in quantities
    ]
    for match in _ACTIONS.finditer(rest):
        tokens.append(Token(str(match.lastgroup), *match.span()))
    clause.tokens = sorted((t for t in tokens if t.kind != "skip"), key=lambda token: token.start)
    clause.passed = [(t.start, t.end) for t in tokens if t.kind == "skip"]
    clause.kind = kind_of(clause)
    if clause.kind == "wish":
        _misspelt(context, words, clause)
    elif clause.kind != "doubt":
        clause.tokens = []


def _misspelt(context: Context, words: Vocabulary, clause: Clause) -> None:
    """A word that nothing explains and that is one character away from exactly one item is that
    item: beside a quantity, or in a clause that names no goods.
    """
    if clause.has("goods"):
        _widen(context, words, clause)
    rest = blank(clause.text, [(token.start, token.end) for token in clause.tokens])
    edges = {t.start for t in clause.tokens if t.kind == "quantity"}
    edges |= {t.end for t in clause.tokens if t.kind == "quantity"}
    is_bare = not clause.has("goods")
    for match in re.finditer(r"[\u4e00-\u9fff]{2,8}", rest):
        beside = {match.start(), match.end()} & edges
        if not (beside or is_bare) or not (unexplained(match[0]) or (is_bare and edges)):
            continue
        codes = near_words(context, words, match[0])
        if len(codes) == 1 and not is_common_word(match[0]):
            word = Word(*match.span(), codes, is_near=True)
            clause.tokens.append(Token("goods", *match.span(), word=word))
            is_bare = False
    clause.tokens.sort(key=lambda token: token.start)


def _widen(context: Context, words: Vocabulary, clause: Clause) -> None:
    """``五花内``, ``霍香正气水``: an alias with strange characters beside it is a longer name
    misspelt.
    """
    starts = {token.start for token in clause.tokens}
    for token in clause.tokens:
        if token.kind != "goods" or token.word is None:
            continue
        tail = re.match(r"[\u4e00-\u9fff]{2}", clause.text[token.end :])
        if tail and unexplained(tail[0], behind_goods=True):
            _take_in(context, words, clause, token, start=token.start, end=token.end + 2)
        behind = clause.text[token.end : token.end + 1]
        if token.end not in starts and sounds_like_longer(context, words, clause.text, token.word):
            codes = tuple(dict.fromkeys((*token.word.codes,)))
            token.word = Word(token.start, token.end, codes, "ambiguous_item")
        if token.end not in starts and unexplained(behind, behind_goods=True):
            _take_in(context, words, clause, token, start=token.start, end=token.end + 1)
        before = re.search(r"[\u4e00-\u9fff]{1,4}$", clause.text[: token.start])
        if before and unexplained(before[0], before_goods=True):
            _take_in(context, words, clause, token, start=before.start(), end=token.end)


def _take_in(
    context: Context, words: Vocabulary, clause: Clause, token: Token, *, start: int, end: int
) -> None:
    if any(start < one.end and one.start < end for one in clause.tokens if one is not token):
        return
    text = clause.text[start:end]
    codes = () if is_common_word(text) else near_words(context, words, text, longer=True)
    if codes and token.word is not None and codes == token.word.codes:
        token.start, token.end = start, end


def leftovers(clause: Clause) -> list[str]:
    """Words of a wish or a remark that nothing explains and that may name goods."""
    if clause.kind not in ("wish", "remark"):
        return []
    rest = blank(clause.text, [(token.start, token.end) for token in clause.tokens] + clause.passed)
    rest = lexicon.HELP.sub(lambda match: DONE * len(match[0]), rest)
    goods = [token for token in clause.tokens if token.kind == "goods"]
    ends = {token.end: clause.text[token.start : token.end] for token in goods}
    starts = {token.start for token in goods}
    said = says_something(clause.text) if not clause.tokens else False
    found = []
    for match in re.finditer(rf"[^{DONE} \t\u2600-\u27bf\U0001f000-\U0001faff]+", rest):
        piece, behind = match[0], ends.get(match.start(), "")
        if _LABEL.fullmatch(behind):
            piece, behind = _LABELLED.sub("", piece), ""
        word = unexplained(piece, behind_goods=bool(behind), before_goods=match.end() in starts)
        if word and not (said and not names_goods(word) and not is_wanted(clause.text, word)):
            found.append(word)
    return found


def is_bare_cancel(clause: Clause) -> bool:
    """A clause that cancels without naming goods."""
    return (
        not clause.has("goods")
        and not clause.has("quantity")
        and bool(_BARE_CANCEL.search(clause.text))
        and not lexicon.NOT_CANCELLED.search(clause.text)
    )
