"""Which items a word of the text may mean."""

import re
from dataclasses import dataclass
from functools import lru_cache

from linqiao.core.intake import lexicon
from linqiao.core.intake.context import Context
from linqiao.core.intake.normalise import fold
from linqiao.core.intake.speech import names_goods
from linqiao.core.intake.types import Round

MEDICINE = "药品"
_PICTURES = re.compile("|".join(lexicon.EMOJI_WORDS))
_COUNT = re.compile(r"\s*[x×*+]?\s*[\d一二两三四五六七八九十半]")


@dataclass(frozen=True)
class Word:
    """A span that names goods: candidates in the round;
    what they are flagged for when they are not one.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    flag: str = ""
    is_near: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """The words of a round: labels, and which items of the round each word may mean."""

    labels: dict[str, str]
    label_pattern: re.Pattern[str]
    items: tuple[str, ...]


@lru_cache(maxsize=256)
def _vocabulary(labels: tuple[tuple[str, str], ...], items: tuple[str, ...]) -> Vocabulary:
    known = {fold(label): code for label, code in labels if fold(label)}
    longest = sorted(known, key=len, reverse=True)
    letters = "".join(one for one in known if len(one) == 1 and one.isascii() and one.isalpha())
    run = rf"(?<![a-z0-9])[{letters}]{{2,}}(?=\s*(?:各|每样|都))" if letters else "(?!)"
    body = "|".join(_label(one) for one in longest) or "(?!)"
    return Vocabulary(known, re.compile(rf"(?P<run>{run})|(?P<one>{body})"), items)


def _label(label: str) -> str:
    if label.isascii() and label.isalpha():
        # A1D1: a letter may stand behind the number of the label before it
        before, behind = r"(?:(?<![a-z0-9])|(?<=[a-z]\d)|(?<=[a-z]\d\d))", r"(?![a-wyz]|x(?!\s*\d))"
        return before + re.escape(label) + behind
    number = label.removesuffix("号")
    if number.isdigit():
        spoken = (
            "".join("零一二三四五六七八九"[int(one)] for one in number)
            if len(number) == 1
            else number
        )
        return rf"(?<![\d一二三四五六七八九十])(?:{number}|{spoken})号(?!楼|栋|幢|单元)"
    return rf"(?<![\da-z一二三四五六七八九十]){re.escape(label)}(?!楼|栋|幢|单元)"


def vocabulary(context: Context, round_: Round) -> Vocabulary:
    """The words of a round, made once per set of items."""
    labels = tuple(
        (context.items[code].label, code) for code in round_.items if code in context.items
    )
    return _vocabulary(labels, round_.items)


@lru_cache(maxsize=16)
def _counted(units: str) -> re.Pattern[str]:
    return re.compile(rf"\s?(?!两\s?(?:{units}))(?:{units})(?![a-z])")


def find_words(context: Context, words: Vocabulary, text: str) -> list[Word]:
    """All spans that name goods, the longest first, none inside another."""
    found: list[Word] = []
    units = context.unit_pattern
    counted = _counted(units)
    for match in context.word_pattern.finditer(text):
        if match[0].isdigit() and counted.match(text, match.end()):
            continue  # 84片 is a quantity, whatever is called 84
        name = next(one for one in (fold(match[0]), _bare(match[0])) if one in context.words)
        found.append(_named(context, words, match.start(), match.end(), name))
    taken = [(word.start, word.end) for word in found]
    for match in words.label_pattern.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if match["run"]:
            found += [
                Word(match.start() + i, match.start() + i + 1, (words.labels[one],))
                for i, one in enumerate(match[0])
            ]
        else:
            code = words.labels[_label_of(words, fold(match[0]))]
            found.append(Word(match.start(), match.end(), (code,)))
    found += _emoji(context, words, text)
    return sorted(found, key=lambda word: word.start)


def _bare(text: str) -> str:
    """A word without the marks that make no difference: ``75%酒精``, ``纸尿裤（L码``."""
    return fold(re.sub(r"[%·()\-]", "", text))


def _label_of(words: Vocabulary, text: str) -> str:
    """The label that was written, be its number spoken or in digits, with or without 号."""
    digits = "".join(
        str("零一二三四五六七八九".find(one)) if one in "一二三四五六七八九" else one
        for one in text
    )
    return next(
        one
        for one in (text, digits, text.removesuffix("号"), digits.removesuffix("号"))
        if one in words.labels
    )


def _named(context: Context, words: Vocabulary, start: int, end: int, word: str) -> Word:
    codes = context.words[word]
    if len(codes) > 1 and any(context.items[code].category == MEDICINE for code in codes):
        # strength and form are told apart by the whole catalogue (ruling 25)
        kept = tuple(code for code in codes if code in words.items) or codes[:1]
        return Word(start, end, kept, "ambiguous_item")
    inside = tuple(code for code in codes if code in words.items)
    exact = tuple(code for code in inside if _is_own(context, code, word))
    if len(inside) == 1 or (
        len(exact) == 1 and len(inside) > 1 and fold(context.items[exact[0]].name) == word
    ):
        return Word(start, end, exact if len(inside) > 1 else inside)
    if inside:
        return Word(start, end, inside, "ambiguous_item")
    return Word(start, end, codes[:1], "not_in_round")


def _is_own(context: Context, code: str, word: str) -> bool:
    return fold(context.items[code].name) == word


def _emoji(context: Context, words: Vocabulary, text: str) -> list[Word]:
    found = []
    for match in _PICTURES.finditer(text):
        place = match.start()
        codes = dict.fromkeys(
            code
            for name in lexicon.EMOJI_WORDS[match[0]]
            for code in context.words.get(fold(name), ())
            if code in words.items
        )
        if codes and _COUNT.match(text, place + 1):
            flag = "" if len(codes) == 1 else "ambiguous_item"
            found.append(Word(place, place + 1, tuple(codes), flag))
    return found


def near_words(
    context: Context, words: Vocabulary, text: str, *, longer: bool = False
) -> tuple[str, ...]:
    """Items of the round that a misspelling of one character may mean (ruling 20); one is certain.

    Only words of at least three characters, near nothing else in the catalogue; ``longer`` leaves
    out the words that the text is one character longer than.
    """
    size = len(text)
    if size < 2:
        return ()
    found: dict[str, None] = {}
    slips = False
    for length in (size, size + 1) if longer else (size - 1, size, size + 1):
        for word in context.lengths.get(length, ()):
            if len(word) >= 3 and _one_apart(text, word):
                found.update(dict.fromkeys(context.words[word]))
                slips = slips or _is_slip(text, word)
    if not slips:
        return ()
    for word in context.lengths.get(2, ()) if found and size <= 3 else ():
        if _one_apart(text, word):
            found.update(dict.fromkeys(context.words[word]))
    codes = tuple(found)
    return codes if all(code in words.items for code in codes) else (*codes, "")


def sounds_like_longer(context: Context, words: Vocabulary, text: str, word: Word) -> bool:
    """``鸡翅跟``: whether goods with the next character sound like other goods of the round."""
    size = word.end - word.start + 1
    said = text[word.start : word.start + size]
    for other in context.lengths.get(size, ()) if len(said) == size else ():
        if other[:-1] == said[:-1] and other != said and _sounds_alike(other[-1], said[-1]):
            codes = context.words[other]
            if any(code in words.items and code not in word.codes for code in codes):
                return True
    return False


@lru_cache(maxsize=4096)
def _sounds_alike(one: str, other: str) -> bool:
    from pypinyin import Style, pinyin  # a large table, needed for a few characters only

    first, second = (
        set(pinyin(character, style=Style.NORMAL, heteronym=True)[0]) for character in (one, other)
    )
    return bool(first & second)


def _is_slip(left: str, right: str) -> bool:
    """Whether one word may be written for the other; ``洗衣液`` and ``洗衣粉`` are two kinds of
    goods, and neither character is a slip for the other.
    """
    if len(left) != len(right):
        return True
    one, other = next((a, b) for a, b in zip(left, right, strict=True) if a != b)
    return not (names_goods(one) and names_goods(other)) or _sounds_alike(one, other)


def _one_apart(left: str, right: str) -> bool:
    """Whether two words differ by one character changed, missing or too many."""
    if len(left) == len(right):
        return sum(a != b for a, b in zip(left, right, strict=True)) == 1
    short, long = sorted((left, right), key=len)
    return len(long) - len(short) == 1 and any(
        long[:i] + long[i + 1 :] == short for i in range(len(long))
    )
