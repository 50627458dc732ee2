"""Reading one entry: whose it is, what it says, and whether all of it is explained."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from linqiao.core.intake import lexicon
from linqiao.core.intake.amounts import Count, find_amounts, find_counts
from linqiao.core.intake.clause import DONE, Clause, blank
from linqiao.core.intake.clauses import is_bare_cancel, read_clauses
from linqiao.core.intake.context import Context
from linqiao.core.intake.drafts import MILLI, WHOLE_ORDER, Draft, Wish
from linqiao.core.intake.findings import Trail
from linqiao.core.intake.normalise import fold
from linqiao.core.intake.numerals import NUMBER
from linqiao.core.intake.quantities import convert, find_quantities
from linqiao.core.intake.speech import NAMED, is_common_word, is_name_like, names_goods, unexplained
from linqiao.core.intake.types import Line
from linqiao.core.intake.whose import Whose
from linqiao.core.intake.wishes import Reader
from linqiao.core.intake.words import Vocabulary, Word, find_words

STRUCTURED = ("jielong", "form", "sheet_row", "phone_note")
_REFUSED: Final = re.compile(
    r"(?<=[^\s,，。;；\x01])[ \t]?不要(?P<what>[\u4e00-\u9fff]{1,6})(?<!了)(?=$|[\s,，。;；!\x01])"
)
_COUNTED: Final = re.compile(r"^[ \t]*[\d一二两三四五六七八九十半]")
_SPEC: Final = re.compile(r"装|的|规格|/|每|一[袋盒箱板瓶包桶]")
_SURNAMED: Final = re.compile(
    rf"[{''.join(sorted(lexicon.SURNAMES))}]({lexicon.HONORIFICS})(?![粉酪茶油片糖棒嘴])"
)
NAME_MAX: Final = 40  # characters beside a bracket or a size in which its goods are looked for
SIZE_MAX: Final = 16  # characters of a size: 二十五市斤
LISTS = ("jielong", "form", "sheet_row")


@dataclass(frozen=True)
class Read:
    """One entry as far as its own text tells."""

    whose: Whose
    lines: tuple[Line, ...]
    flags: tuple[str, ...]
    is_amendment: bool
    has_wish: bool
    trail: Trail | None = None


def read_entry(
    context: Context,
    words: Vocabulary,
    text: str,
    whose: Whose,
    *,
    channel: str,
    standing: Mapping[str, int],
) -> Read:
    """Read the wish of one entry; ``text`` is normalised."""
    masked = blank(text, list(whose.spans))
    masked = _mask_contact(context, words, masked, whose, channel)
    masked = re.sub(
        r"(?:电话|手机)?尾号\s{0,2}\d{1,4}|(?:电话|手机号?|tel|联系方式|☎|"
        r"微信)?\s{0,9}[:：]?\s{0,9}\d[\d*x\-]{6,}\d",
        lambda m: DONE * len(m[0]),
        masked,
    )
    names = [m.span() for m in context.word_pattern.finditer(masked) if not m[0].isascii()]
    prices = {context.items[code].price_fen for code in words.items if code in context.items}
    money = find_amounts(masked, context.unit_pattern, names, prices)
    masked = blank(masked, list(money.spans))
    extra: list[str] = ["ambiguous_quantity"] if money.worth else []
    masked = blank(masked, list(money.worth))
    masked, noted = _brackets(context, words, masked)
    masked, sizes = _sizes(context, words, masked)
    masked = _without_refusals(context, words, masked)
    for passed in (lexicon.NEGATED, lexicon.FIXED):
        masked = passed.sub(lambda m: DONE * len(m[0]), masked)
    extra += noted
    extra += ["ambiguous_item"] * bool(lexicon.EXCEPT.search(masked))
    extra += ["ambiguous_item"] * bool(lexicon.LABEL_RANGE.search(masked))
    undone = lexicon.UNDONE.search(text)
    is_whole = lexicon.WHOLE.search(masked) and not lexicon.NOT_CANCELLED.search(masked)
    if is_whole and not _names_goods(context, words, masked):
        wish = _whole(standing)
    elif lexicon.DECLINE.match(masked.replace(DONE, "").strip()) and not standing:
        wish = Wish()
    else:
        wish = _wish(context, words, masked, whose, channel=channel, standing=standing)
    extra += sizes if wish.has_wish else []
    if lexicon.STRUCK.search(text) or (undone and wish.has_wish):
        extra.append("conflicting_amendment")
    lines = wish.lines()
    if wish.is_amendment and not lines and not wish.flags:
        wish.flag("conflicting_amendment")  # all that was said takes itself back
    extra = extra if wish.has_wish else [one for one in extra if one != "ambiguous_item"]
    flags = [*whose.flags, *wish.flags, *extra] if wish.has_wish or extra else []
    if not lines and not wish.flags and not extra and not wish.is_amendment:
        wish.has_wish, flags = False, []
    flags += _amount_flags(context, lines, money.stated_fen, wish)
    return Read(
        whose,
        lines,
        tuple(dict.fromkeys(flags)),
        wish.is_amendment,
        wish.has_wish or bool(extra),
        Trail(text, whose.spans, money.spans, wish.clauses, wish.causes),
    )


def _without_refusals(context: Context, words: Vocabulary, text: str) -> str:
    """``不要香菜``, ``不要鱼鳞``: what is not for sale is refused, and nothing is taken off."""

    def passed(match: re.Match[str]) -> str:
        is_goods = find_words(context, words, match["what"])
        return match[0] if is_goods else DONE * len(match[0])

    return _REFUSED.sub(passed, text)


def _wish(
    context: Context,
    words: Vocabulary,
    text: str,
    whose: Whose,
    *,
    channel: str,
    standing: Mapping[str, int],
) -> Wish:
    """The wish of a text whose address, names and money are taken out."""

    def read_part(part: str) -> Wish:
        clauses = read_clauses(context, words, part)
        if _is_talk(clauses, channel) and not whose.spans:
            return Wish()
        is_list = channel in LISTS and bool(whose.spans)
        reader = Reader(context, words.items, standing, is_list=is_list)
        reader.is_note = channel == "phone_note" and bool(whose.spans)
        return reader.read(clauses)

    counts = find_counts(text)
    if counts:
        wish = read_part(blank(text, [(one.start, one.end) for one in counts]))
        if wish.drafts and all(draft.quantity is not None for draft in wish.drafts):
            if not all(_adds_up(wish, one, standing) for one in counts):
                wish.flag("ambiguous_quantity")
            return wish
    return read_part(text)


def _adds_up(wish: Wish, count: Count, standing: Mapping[str, int]) -> bool:
    """Whether a stated number of things is what the lines come to (``共3份``, ``共两样``),
    alone or with what stands.
    """
    kept = [draft for draft in wish.drafts if draft.action != "cancel"]
    if count.unit in "样种":
        return count.number == len(kept)
    total = sum(draft.quantity or 0 for draft in kept)
    added = [draft for draft in kept if draft.action == "add"]
    stood = sum(standing.get(draft.code, 0) for draft in added)
    return count.number in (total, total + Fraction(stood, MILLI))


def _is_talk(clauses: list[Clause], channel: str) -> bool:
    """Talk that names goods without a quantity, a verb of wanting or a change: no wish."""
    if channel != "chat" or not any(clause.has("goods") for clause in clauses):
        return False
    if any(
        clause.has(kind) for clause in clauses for kind in ("quantity", "cancel", "set", "each")
    ):
        return False
    if any(
        _COUNTED.search(c.text[t.end :]) for c in clauses for t in c.tokens if t.kind == "goods"
    ):
        return False
    spoken = "".join(
        re.sub(r"[^\u4e00-\u9fff]", "", clause.text) for clause in clauses if clause.has("goods")
    )
    goods = sum(t.end - t.start for clause in clauses for t in clause.tokens if t.kind == "goods")
    return len(spoken) - goods >= 4 and not re.search(
        r"要|订|买|带|来|加|给|报|帮|登记|记|份", spoken
    )


def _names_goods(context: Context, words: Vocabulary, text: str) -> bool:
    clauses = read_clauses(context, words, text)
    return any(clause.has("goods") for clause in clauses)


def _whole(standing: Mapping[str, int]) -> Wish:
    flags = [] if standing else ["conflicting_amendment"]
    return Wish(
        [Draft(WHOLE_ORDER, Fraction(0), "cancel")], flags, is_amendment=True, has_wish=True
    )


def _mask_contact(
    context: Context, words: Vocabulary, text: str, whose: Whose, channel: str
) -> str:
    """Names, forms of address and group nicknames beside the address explain themselves."""
    for name in context.people.get(whose.household or "", ()):
        text = text.replace(name, DONE * len(name))
    if whose.spans and channel in STRUCTURED:
        start = min(start for start, _ in whose.spans)
        before = re.fullmatch(r"[\s,，:：]*(?P<name>[\u4e00-\u9fff]{2,4})[\s,，:：]*", text[:start])
        if before and _is_nickname(context, words, before["name"], " "):
            text = blank(text, [before.span("name")])
        end = min(end for _, end in whose.spans)
        match = re.match(
            r"[\s,，:：]*(?P<name>[\u4e00-\u9fffa-z·]{1,6})(?P<mark>[\s,，:：;；]|$)", text[end:]
        )
        if match and _is_nickname(context, words, match["name"], match["mark"]):
            start = end + match.start(1)
            text = blank(text, [(start, start + len(match[1]))])
    goods = [
        m.span()
        for m in context.word_pattern.finditer(text)
        if len(m[0]) > 1 and not _is_of_a_person(context, text, *m.span())
    ]
    goods += [m.span() for name in NAMED for m in re.finditer(name, text)]
    free = [
        m.span()
        for m in lexicon.CONTACT.finditer(text)
        if not any(a < m.end() and m.start() < b for a, b in goods)
    ]
    return blank(text, free)


def _is_of_a_person(context: Context, text: str, start: int, end: int) -> bool:
    """``牛奶奶``: a surname with a form of address that begins within the goods' name and ends
    behind it, where no other goods begin (``牛奶奶粉``).
    """
    match = _SURNAMED.match(text, start)
    is_person = match is not None and match.start(1) < end < match.end()
    return is_person and not context.word_pattern.match(text, end)


def _is_nickname(context: Context, words: Vocabulary, word: str, mark: str) -> bool:
    """Whether a word right behind an address is what its writer calls himself.

    Not goods, quantities or changes; not a word for goods that the catalogue does not have, where
    a comma sets it beside the other wishes (``3-2-501 大闸蟹，鸡蛋1板``).
    """
    if lexicon.NUMBERED_NAME.fullmatch(word) and not context.word_pattern.search(word):
        return True
    if _speaks_of_goods(context, words, word) or lexicon.EVERYTHING.search(word):
        return False
    if (
        word[:1] in context.surnames | lexicon.SURNAMES
        and len(word) in (2, 3)
        and not is_common_word(word)
    ):
        return True
    if len(word) <= 3 and is_name_like(word) and mark not in ",，;；":
        return True
    return not names_goods(word) and (mark not in ",，;；" or not unexplained(word))


def _speaks_of_goods(context: Context, words: Vocabulary, text: str) -> bool:
    """Whether a word behind an address names goods, a quantity or a change,
    and so is no nickname.
    """
    clauses = read_clauses(context, words, text)
    return any(clause.tokens or clause.kind != "wish" for clause in clauses) or bool(
        lexicon.SAME.search(text)
    )


def _brackets(context: Context, words: Vocabulary, text: str) -> tuple[str, list[str]]:
    """Remarks in brackets are taken out, after a look at specifications and demands in them (ruling
    28).
    """
    flags: list[str] = []
    passed: list[tuple[int, int]] = []
    names = [one.span() for one in context.word_pattern.finditer(text)]
    for match in re.finditer(r"[(（\[]([^()（）\[\]]{0,200})[)）\]]", text):
        inner = match[1]
        if any(start < match.start() < end for start, end in names):
            continue
        if _is_count(context, words, text, match):
            start, end = match.span()
            passed += [(start, start + 1), (end - 1, end)]
            continue
        clauses = read_clauses(context, words, inner)
        if any(clause.has("goods") and clause.has("quantity") for clause in clauses):
            continue
        if any(is_bare_cancel(one) or (one.has("cancel") and one.has("goods")) for one in clauses):
            continue  # （取消） is no remark
        if any(one.has("set") and one.has("quantity") for one in clauses):
            continue
        before = find_words(context, words, blank(text, passed)[: match.start()])
        if _SPEC.search(inner) and _differs(context, before[-1:], inner):
            flags.append("ambiguous_item")
        if lexicon.CLAIM.search(inner) and any(clause.has("quantity") for clause in clauses):
            flags.append("ambiguous_quantity")
        named = {code for one in find_words(context, words, inner) for code in one.codes}
        others = named - {code for one in before for code in one.codes}
        if (others and len(words.items) > 1) or lexicon.UNDONE_INSIDE.search(inner):
            flags.append("ambiguous_item")
        if (
            lexicon.DEMAND.search(inner)
            or lexicon.ALTERNATIVE.search(inner)
            or lexicon.demands_a_kind(inner)
            or lexicon.asks_for_a_kind(inner)
        ):
            flags.append("ambiguous_item")
        passed.append(match.span())
    return blank(text, passed), flags


def _is_count(context: Context, words: Vocabulary, text: str, match: re.Match[str]) -> bool:
    """``鸡蛋（2板）``: the quantity of the goods right before, in their selling unit or bare."""
    before = text[max(0, match.start() - NAME_MAX) : match.start()]
    goods = find_words(context, words, before)
    if not goods or goods[-1].end != len(before.rstrip()) or goods[-1].flag:
        return False
    inner = match[1].strip()
    counts = find_quantities(context, inner)
    if (
        len(counts) != 1
        or len(counts[0].measures) != 1
        or counts[0].end - counts[0].start < len(inner)
    ):
        return False
    unit = counts[0].measures[0][1]
    more = re.match(r"\s*[x×*+]?\s*[\d一二两三四五六七八九十半]", text[match.end() :])
    return unit in ("", fold(context.items[goods[-1].codes[0]].unit)) and more is None


def _sizes(context: Context, words: Vocabulary, text: str) -> tuple[str, list[str]]:
    """``东北大米5kg装2袋``, ``30枚装的鸡蛋``: a size says which goods are meant, not how many
    (ruling 28).
    """
    if "装" not in text:
        return text, []
    flags: list[str] = []
    passed: list[tuple[int, int]] = []
    size = re.compile(rf"{NUMBER}\s*(?:{context.unit_pattern})$")
    names = [match.span() for match in context.word_pattern.finditer(text)]
    for said in re.finditer("装的?", text):
        if any(begin <= said.start() < end for begin, end in names):
            continue  # 瓶装水
        first = max(0, said.start() - SIZE_MAX)
        match = size.search(text[first : said.start()])
        if match is None:
            continue
        start = first + match.start()
        before = re.split(r"[,，。;；、\n]", text[max(0, start - NAME_MAX) : start])[-1]
        behind = re.split(r"[,，。;；、\n]", text[said.end() :][:NAME_MAX])[0]
        goods = find_words(context, words, before)[-1:] or find_words(context, words, behind)[:1]
        if not goods and len(words.items) == 1:
            goods = [Word(0, 0, words.items)]
        if goods:
            passed.append((start, said.end()))
            flags += ["ambiguous_item"] * _differs(context, goods, match[0])
    return blank(text, passed), flags


def _differs(context: Context, goods: list[Word], inner: str) -> bool:
    """Whether a size is neither that of the goods' selling unit nor a part of their name."""
    quantities = [
        q for q in find_quantities(context, inner) if len(q.measures) == 1 and q.measures[0][1]
    ]
    if not goods or not quantities or goods[0].flag:
        return False
    item = context.items[goods[0].codes[0]]
    sizes = [convert(item, *q.measures[0]) for q in quantities]
    return not any(size == 1 for size in sizes) and fold(inner.rstrip("装的")) not in fold(
        item.name
    )


def _amount_flags(
    context: Context, lines: tuple[Line, ...], stated_fen: tuple[int, ...], wish: Wish
) -> list[str]:
    if not stated_fen or not wish.has_wish:
        return []
    total = sum(
        line.quantity_milli * context.items[line.code].price_fen
        for line in lines
        if line.code != WHOLE_ORDER
    )
    return ["amount_mismatch"] if any(one * MILLI != total for one in stated_fen) else []


def with_flags(read: Read, *flags: str) -> Read:
    """The entry with more reasons for doubt."""
    return replace(read, flags=tuple(dict.fromkeys((*read.flags, *flags))))
