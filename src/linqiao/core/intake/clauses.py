"""Clauses of an entry: what goods, quantities and actions stand in each,
and what nobody has explained.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from linqiao.core.intake import lexicon
from linqiao.core.intake.context import Context
from linqiao.core.intake.corrections import CORRECTS, split_at_corrections
from linqiao.core.intake.quantities import Quantity, find_quantities
from linqiao.core.intake.speech import (
    is_common_word,
    is_wanted,
    names_goods,
    says_something,
    unexplained,
)
from linqiao.core.intake.words import Vocabulary, Word, find_words, near_words, sounds_like_longer

DONE: Final = "\x01"
NAMED_GOODS: Final = "\x02"  # where goods stood, while quantities are looked for
TOKENS_MAX: Final = 200  # things in one clause; a person reads what holds more
BREATH_LENGTH: Final = 30  # characters; a clause so long without a mark was dictated
SPOKEN_LEAST: Final = 3  # Chinese characters of a piece that may be a sentence
_BREAK: Final = re.compile(
    r"[，,。；;、\n!！]+|(?<!\?)\?(?!\?)|/(?!\d)|(?<!\d)/|(?<=[x×*]\d)/|(?<=[x×*]\d\d)/"
)
_ACTIONS: Final = re.compile(
    rf"(?P<set>{lexicon.SET})|(?P<add>{lexicon.ADD})|(?P<cancel>{lexicon.CANCEL})|(?P<swap>换)|"
    rf"(?P<each>各(?![位家户自])|每样|每种|都(?=\s*(?:要|来)?\s*[\d一两二三四五半]))"
)
_RECEIVED: Final = re.compile(r"收到|领到|拿到|取到|送到了|已取|已领|到货")
_HAD: Final = re.compile(r"(?:还有|已有|有了|家里有|家中有|有的是|够了|够吃)[了呢的,，。;；\s]*$")
_PAST: Final = re.compile(
    r"才吃|吃了|刚在|翻出|上次|上回|上一?[批轮]|昨天|前天|昨晚|早上|刚才|收到|发来|送来|拿到|"
    r"领到|到手"
)
_TOLD: Final = re.compile(r"收到|领到|拿到|取到|翻出来|找到|送来|发来|发的|给的|吃|说|够|少了|多了")
_SAME_KIND: Final = re.compile(r"那种|那个|那款|同样|一样|牌子|包装|再")
_LABEL: Final = re.compile(r"[a-z]|\d{1,2}号?|[一二三四五六七八九十]号")
_LABELLED: Final = re.compile(r"^(?:套餐|套|餐|包|款|类|组|种|样|项|号)")
_DATE: Final = re.compile(
    r"(?<!\d)(?:1[0-2]|0?[1-9])[/.月-](?:3[01]|[12]\d|0?[1-9])[日号]?\s*(?:周.|星期.)?\s*"
    r"(?:早上?|上午|中午|下午|晚上?|\d{1,2}[:点])"
)
_CARRIED: Final = re.compile(r"把[^,，。]{2,16}?[扛搬送拎提背抬](?:上|到|来|下|进)")
_NOTED: Final = re.compile(r"(?<=[\s,，])收到[了哦啦]?\s*$")  # 收到 at the end: understood
_WISHES: Final = re.compile(r"要|订|买|来|加|再|带|报|登记")
_EMERGENCY: Final = frozenset({110, 119, 120, 122, 12345, 12320})
_BARE_CANCEL: Final = re.compile(
    r"(?<![不别没勿莫])(?:取消|退掉|撤销|退订|退了|退出(?!群)|撤掉|划掉|删掉)|"
    r"不要了|不订了|作废|不买了"
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
    _told_together(clauses)
    return clauses


def _told_together(clauses: list[Clause]) -> None:
    """``上次买的土豆5斤、青菜2斤都收到啦``, ``鸡蛋已收到，一个没碎``: what is told of one thing is
    told of what stands beside it in the line.
    """
    for place, clause in enumerate(clauses):
        if clause.kind != "had" or clause.text.endswith("\n"):
            continue
        for later in clauses[place + 1 : place + 2]:
            if later.kind == "wish" and not later.has("goods") and not _WISHES.search(later.text):
                later.kind, later.tokens = "had", []
    for place in range(len(clauses) - 1, 0, -1):
        clause, before = clauses[place], clauses[place - 1]
        if clause.kind == "had" and before.kind == "wish" and before.text[-1:] in ("、", ","):
            told = [one for one in clauses[:place] if _PAST.search(one.text)]
            if told and before.has("goods") and not before.text.endswith("\n"):
                before.kind, before.tokens = "had", []


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
    clause.kind = _kind(clause)
    if clause.kind == "wish":
        _misspelt(context, words, clause)
    elif clause.kind != "doubt":
        clause.tokens = []


def blank(text: str, spans: list[tuple[int, int]], mark: str = DONE) -> str:
    """The text with spans that are explained taken out, at the same length."""
    kept = list(text)
    for start, end in spans:
        kept[start:end] = mark * (end - start)
    return "".join(kept)


def _kind(clause: Clause) -> str:
    text = clause.text
    if len(clause.tokens) > TOKENS_MAX:
        return "doubt"
    spoken = blank(
        text,
        [
            (t.start, t.end)
            for t in clause.tokens
            if t.kind == "quantity" and text[t.start : t.end].strip("?")
        ],
    )
    if (
        lexicon.QUESTION.search(spoken)
        and not _speaks_on(clause)
        and not (
            clause.has("goods")
            and (clause.has("quantity") or _asks_to_cancel(text))
            and _polite(text)
        )
    ):
        return "question"
    if lexicon.BETWEEN_NEIGHBOURS.search(text):
        return "question"
    grieved = lexicon.GRIEVANCE.search(text) and not clause.has("quantity")
    if (lexicon.COMPLAINT.search(text) or grieved) and not clause.has("cancel"):
        return "doubt" if not grieved and _orders_before_complaining(clause) else "complaint"
    told = _PAST.search(text) and _TOLD.search(text) and not _SAME_KIND.search(text)
    if clause.has("quantity") and not clause.has("goods") and told:
        return "had"
    text = _NOTED.sub("", text)
    if clause.has("quantity") and _PAST.search(text) and _RECEIVED.search(text):
        return "had"
    if (
        not clause.has("quantity")
        and not clause.has("cancel")
        and (_RECEIVED.search(text) or (clause.has("goods") and _HAD.search(text)))
    ):
        return "had"
    if lexicon.HELP.search(text) and not clause.has("quantity") and not clause.has("cancel"):
        return "help"
    if not clause.has("goods") and _counts_nothing(clause):
        return "remark"
    if _told_of_goods(clause):
        return "had"
    return "wish"


def _asks_to_cancel(text: str) -> bool:
    """``油取消可以吗`` asks for it; ``可以取消吗`` asks about it."""
    return bool(re.search(r"(?:取消|不要|退掉?|退了)[^,，]{0,4}(?:可以|行|好|成)吗", text))


def _speaks_on(clause: Clause) -> bool:
    """A long breath without a mark, as it comes from dictation, asks and orders in one."""
    counted = clause.has("goods") and clause.has("quantity")
    wanted = re.search(r"给我|我要|我想要|帮我|替我|我订|我买", clause.text)
    return counted and bool(wanted) and len(clause.text) >= BREATH_LENGTH


def _told_of_goods(clause: Clause) -> bool:
    """``柚子好甜哦``, ``感谢志愿者把20斤土豆扛上六楼``: goods are praised, or were carried."""
    text = clause.text
    if not clause.has("goods") or any(
        clause.has(kind) for kind in ("cancel", "set", "add", "each")
    ):
        return False
    if _CARRIED.search(text):
        return not _WISHES.search(text)
    return (
        not clause.has("quantity")
        and bool(lexicon.PRAISE.search(text))
        and not re.search(r"要|订|买|来|加(?!油)|再|带|报|登记|记|份", text)
    )


def _orders_before_complaining(clause: Clause) -> bool:
    """``鸡蛋2板上次碎了3个``: a wish and a complaint in one breath, for a person to tell apart."""
    complaint = lexicon.COMPLAINT.search(clause.text)
    assert complaint is not None
    before = [token.kind for token in clause.tokens if token.end <= complaint.start()]
    past = _PAST.search(clause.text)
    first = next((t.start for t in clause.tokens if t.kind == "goods"), len(clause.text))
    return before[:2] in (["goods", "quantity"], ["quantity", "goods"]) and not (
        past and past.start() < first
    )


def _counts_nothing(clause: Clause) -> bool:
    """Bare numbers among other words (a temperature, a telephone number) count no goods."""
    numbers = [token.quantity for token in clause.tokens if token.quantity is not None]
    if not numbers or any(
        one.vague or one.sign or any(unit for _, unit in one.measures) for one in numbers
    ):
        return False
    if all(one.measures and one.measures[0][0] in _EMERGENCY for one in numbers):
        return True
    rest = blank(clause.text, [(token.start, token.end) for token in clause.tokens] + clause.passed)
    if _DATE.search(clause.text):
        return True
    left = lexicon.PUNCTUATION.sub("", lexicon.FILLER.sub("", rest)).replace(DONE, "")
    return len(left) >= 3 and not clause.has("set") and not clause.has("add")


def _polite(text: str) -> bool:
    """``可以吗`` after a wish asks for leave, not for news."""
    return not re.search(
        r"谁|有人|呢$|够|会不会|这个|那个|是.{0,9}吗|多少|几|什么|怎么|有没有|是不是|还有没|还是|"
        r"哪|为啥|"
        r"为什么|多久",
        text,
    )


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
    )
