"""The second reader's opinion on an accepted entry: it agrees, it doubts, or it cannot tell."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from linqiao.core.intake.types import Entry, Line, Message, Round
from linqiao.core.recheck import masks
from linqiao.core.recheck.grammar import Wish, readings
from linqiao.core.recheck.layout import form_written_out, row_written_out
from linqiao.core.recheck.marks import Mark, add_near_names, marks, without_talk
from linqiao.core.recheck.numbers import in_selling_units
from linqiao.core.recheck.places import Place, blocks_before, places, stairs, without_number
from linqiao.core.recheck.plain import plain, with_digits, word
from linqiao.core.recheck.register import Codes, Register

AGREES: Final = "agrees"
DOUBTS: Final = "doubts"
CANNOT_TELL: Final = "cannot tell"
ALL: Final = "*"
MILLI: Final = 1000
SPAN_MAX: Final = 2_000
HEAD_MAX: Final = 1_000
# Reasons for doubt of an entry that are not handed on to the entry that copies it.
_OF_ITS_OWN: Final = frozenset({"missing_address", "duplicate"})
# The number of a line in a ring or a disc: it runs into the figure behind it once it is plain.
_RINGED: Final = re.compile(r"^\s*[\u2460-\u2473\u24eb-\u24fe\u2776-\u2793]")
_FOR_OTHERS: Final = re.compile(r"[帮代替给为]")
_SAME: Final = re.compile(r"同(?:楼)?上|[跟和](?:楼上|上面)一样|同前|(?<!数量)一样$")


@dataclass(frozen=True)
class Opinion:
    """A verdict and, where it is a doubt, the reason in words."""

    verdict: str
    reason: str = ""

    @property
    def is_doubt(self) -> bool:
        """Whether a person should look at the entry."""
        return self.verdict == DOUBTS


@dataclass(frozen=True)
class Case:
    """An accepted entry with all that is known where it is checked."""

    register: Register
    round: Round
    message: Message
    entry: Entry
    standing: Mapping[str, int]
    before: Entry | None

    @property
    def offered(self) -> Codes:
        """The items of the round."""
        return frozenset(self.round.items)


def recheck(
    register: Register,
    round_: Round,
    message: Message,
    entry: Entry,
    standing: Mapping[str, int],
    *,
    before: Entry | None = None,
) -> Opinion:
    """Read the span of an accepted entry again and say whether it can mean what was accepted.

    ``standing`` is what stands for the entry's household, ``before`` the entry before it in the
    text (``同上`` means its lines).  Pure; the text is at most the span and the lines above it.
    """
    if entry.end - entry.start > SPAN_MAX:
        return Opinion(DOUBTS, "the entry is too long to be read again")
    case = Case(register, round_, message, entry, standing, before)
    reason = _bounds(case) or _household(case)
    if reason:
        return Opinion(DOUBTS, reason)
    return _lines(case)


def _bounds(case: Case) -> str:
    """What holds of every accepted entry, whatever its text says."""
    if case.message.at > case.round.closes:
        return "the round was closed"
    seen = [line.code for line in case.entry.lines]
    if not seen or len(seen) != len(set(seen)):
        return "an item stands twice, or none"
    for line in case.entry.lines:
        item = case.register.items.get(line.code)
        if line.code == ALL and line.action == "cancel" and case.standing:
            continue
        if item is None or line.code not in case.offered or item.rx:
            return "an item is not for this round"
        if (line.quantity_milli == 0) != (line.action == "cancel"):
            return "an action does not fit its quantity"
        if line.quantity_milli % item.step_milli:
            return "a quantity is no multiple of its step"
        stood = case.standing.get(line.code, 0) if line.action == "add" else 0
        if item.max_milli is not None and line.quantity_milli + stood > item.max_milli:
            return "a quantity is above the most of its item"
        if (line.action in ("add", "set", "cancel")) and line.code not in case.standing:
            return "a change of what does not stand"
        if line.action == "order" and line.code in case.standing and not case.entry.repeated:
            return "an order of what stands already"
    return ""


def written(case: Case) -> str:
    """The span in plain writing; rows of sheets and forms are written out as words."""
    message, entry = case.message, case.entry
    text = _RINGED.sub("", message.text[entry.start : entry.end])
    if message.channel == "sheet_row":
        above = message.text[: min(entry.start, HEAD_MAX)]
        return with_digits(row_written_out(case.register, above, text))
    if message.channel == "form":
        return with_digits(form_written_out(case.register, text))
    return without_number(case.register, with_digits(plain(text)))


def _household(case: Case) -> str:
    """A whole address, the nickname's address or a full name must say the household."""
    text, home = written(case), case.entry.household or ""
    found = places(case.register, text)
    if not found:
        named = _nickname(case) | _by_name(case, text)
        return "" if home in named else "the text does not say this household"
    fitting = [one for one in found if home in one.households]
    if not fitting:
        return "the text says another household"
    for one in found:
        if len(one.households) > 1 and not _name_settles(case, text, home, one.households):
            return "the address fits several households"
        if home not in one.households and not _is_list(text, found):
            return "the text says another household too"
        if _names_another(case, text, one):
            return "the name beside the address belongs to another household"
    nickname = _nickname(case)
    is_other = case.message.channel == "chat" and nickname and home not in nickname
    if is_other and not _FOR_OTHERS.search(text):
        return "the sender lives elsewhere and does not speak for others"
    return ""


def _names_another(case: Case, text: str, place: Place) -> bool:
    """Whether a resident's full name, right behind an address, is that of another household."""
    who = masks.nickname_behind(text, place)
    return case.entry.household not in case.register.people.get(who, {case.entry.household})


def _nickname(case: Case) -> Codes:
    sender = with_digits(plain(case.message.sender or ""))
    found = places(case.register, sender)
    return found[0].households if len(found) == 1 and len(found[0].households) == 1 else frozenset()


def _by_name(case: Case, text: str) -> Codes:
    """The household of a full name in the text, alone of its name (or alone in the stair)."""
    squeezed = word(text)
    near = tuple(stairs(text) or stairs(with_digits(plain(case.message.sender or "")))) or ("",)
    homes: set[str] = set()
    names = [name for name in case.register.people if name in squeezed]
    for name in names:
        if not any(name != other and name in other for other in names):
            fitting = {home for home in case.register.people[name] if home.startswith(near)}
            if len(fitting) > 1:
                beside = tuple(blocks_before(case.register, text, name))
                fitting = {home for home in fitting if home.startswith(beside)}
            homes |= fitting if len(fitting) == 1 else set()
    return frozenset(homes) if len(homes) == 1 else frozenset()


def _name_settles(case: Case, text: str, home: str, homes: Codes) -> bool:
    """Whether a full name in the text belongs to one only of the households."""
    names = [name for name in case.register.families.get(home, ()) if name in text]
    return any(case.register.people[name] & homes == {home} for name in names)


def _is_list(text: str, found: list[Place]) -> bool:
    """Whether households stand beside each other as a list with one order for all."""
    gaps = zip(found, found[1:], strict=False)
    return all(text[a.end : b.start].strip(" /、,，和跟与") == "" for a, b in gaps)


def _lines(case: Case) -> Opinion:
    register = case.register
    text = written(case)
    found = places(register, text)
    text = masks.without_places(text, found)
    claimed = frozenset(line.code for line in case.entry.lines) - {ALL}
    text = masks.without_names(register, text, found, case.entry.household or "", claimed)
    if _SAME.search(text):
        return _same_as_before(case, text)
    return _own_lines(case, text)


def _own_lines(case: Case, text: str) -> Opinion:
    """Goods and numbers of a text whose address and names are taken out."""
    entry, register = case.entry, case.register
    text, stated = masks.without_money(text)
    text = masks.without_asides(register, text)
    if stated and _is_plain_order(entry) and any(one * 100 != _total(case) for one in stated):
        return Opinion(DOUBTS, "the stated amount is not the total")
    opinion = _judged(case, _row(case, text))
    if opinion.is_doubt:
        shorter = without_talk(register, text)
        again = _judged(case, _row(case, shorter)) if shorter != text else opinion
        return again if again.verdict == AGREES else opinion
    return opinion


def _row(case: Case, text: str) -> list[Mark]:
    row = marks(case.register, case.offered, text)
    claimed = frozenset(line.code for line in case.entry.lines) - {ALL}
    named = frozenset(code for one in row for code in one.codes)
    row = add_near_names(case.register, case.offered, text, row, claimed - named)
    own = " ".join(case.register.items[code].name for code in claimed)
    row = [one for one in row if one.letter != "D" or text[one.start : one.end] not in own]
    if len(case.round.items) == 1:
        row = [one for one in row if one.letter != "G" or not one.codes & case.offered]
    return row


def _judged(case: Case, row: list[Mark]) -> Opinion:
    one_item = len(case.round.items) == 1
    found = readings(row, one_item=one_item and not any(one.letter == "G" for one in row))
    has_add = any(one.letter == "A" for one in row)
    if any(_fits(case, wishes, has_add=has_add) for wishes in found):
        return Opinion(AGREES)
    if found:
        return Opinion(DOUBTS, "goods and numbers pair up in another way")
    reason = _loosely(case, row)
    return Opinion(DOUBTS, reason) if reason else Opinion(CANNOT_TELL)


def _is_plain_order(entry: Entry) -> bool:
    return all(line.action == "order" for line in entry.lines)


def _total(case: Case) -> Fraction:
    items = case.register.items
    return sum(
        (
            Fraction(line.quantity_milli * items[line.code].price_fen, MILLI)
            for line in case.entry.lines
        ),
        Fraction(0),
    )


def _same_as_before(case: Case, text: str) -> Opinion:
    """``同上`` means the lines of the entry before; what is said beside it is read by itself."""
    if case.before is None:
        return Opinion(DOUBTS, "the entry before is not known")
    if set(case.before.flags) - _OF_ITS_OWN:
        return Opinion(DOUBTS, "the entry before is doubtful itself")
    theirs = {(line.code, line.quantity_milli) for line in case.before.lines}
    lines = case.entry.lines
    more = tuple(line for line in lines if (line.code, line.quantity_milli) not in theirs)
    if len(lines) - len(more) != len(theirs):
        return Opinion(DOUBTS, "the lines are not those of the entry before")
    rest = _SAME.sub("", text)
    if more:
        return _own_lines(replace(case, entry=replace(case.entry, lines=more)), rest)
    if any(one.letter in "GNU" for one in _row(case, masks.without_asides(case.register, rest))):
        return Opinion(DOUBTS, "more is said beside the lines of the entry before")
    return Opinion(AGREES)


def _fits(case: Case, wishes: tuple[Wish, ...], *, has_add: bool) -> bool:
    """Whether every wish is one accepted line and every accepted line one wish."""
    lines = list(case.entry.lines)
    for wish in wishes:
        line = next((one for one in lines if _is_wish(case, wish, one, has_add=has_add)), None)
        if line is None:
            return False
        lines.remove(line)
    return not lines


def _is_wish(case: Case, wish: Wish, line: Line, *, has_add: bool) -> bool:
    codes = _meant(case, wish)
    if wish.action == "cancel":
        whole = line.code == ALL and not wish.codes
        return line.action == "cancel" and (whole or codes == {line.code})
    if codes != {line.code} or line.action == "cancel":
        return False
    if wish.action == "set":
        return line.action == "set" and _amounts_to(case, wish, line)
    stands = line.code in case.standing and not case.entry.repeated
    expected = "add" if stands and (has_add or wish.instead is not None) else "order"
    return line.action == expected and _amounts_to(case, wish, line)


def _meant(case: Case, wish: Wish) -> Codes:
    """The items that a wish can mean: those of the round, and of several those that stand."""
    standing = frozenset(case.standing)
    codes = wish.codes & case.offered
    if not wish.codes:
        codes = case.offered if len(case.offered) == 1 else standing
    if len(codes) > 1 and codes & standing:
        codes &= standing
    return codes


def _amounts_to(case: Case, wish: Wish, line: Line) -> bool:
    item = case.register.items[line.code]
    wanted = Fraction(line.quantity_milli, MILLI)
    if not wish.amounts and wish.instead is not None:
        stood = {case.standing.get(code, 0) for code in wish.instead if code in case.standing}
        return stood == {line.quantity_milli}
    values = [in_selling_units(item, one) for one in wish.amounts]
    if not values or values[0] is None:
        return False
    if len(values) == 2 and wish.times:
        return values[0] * wish.amounts[1].value == wanted
    return all(one == wanted for one in values)


def _loosely(case: Case, row: list[Mark]) -> str:
    """Where the grammar does not apply: goods, numbers and words of change must still balance.

    With one quantity there is only one way to balance, so that no answer is needed; with several
    different ones there are more, and a person must look.
    """
    letters = "".join(one.letter for one in row)
    if re.search("[ODU]", letters):
        return "a choice, a kind or goods that no record explains"
    claimed = {line.code for line in case.entry.lines} - {ALL}
    named = [one.codes for one in row if one.letter == "G"]
    if len(case.round.items) > 1 and any(
        not any(line in codes for codes in named) for line in claimed
    ):
        return "an accepted item is not named"
    if any(not codes & claimed for codes in named):
        return "goods are named that were not accepted"
    if any(line.action == "cancel" for line in case.entry.lines) != bool(
        re.search("[CS]", letters)
    ):
        return "the words of change are not those of the lines"
    return _unbalanced(case, row)


def _unbalanced(case: Case, row: list[Mark]) -> str:
    numbers = [one.amount for one in row if one.amount]
    counted = [line for line in case.entry.lines if line.quantity_milli]
    for line in counted:
        item, wanted = case.register.items[line.code], Fraction(line.quantity_milli, MILLI)
        fitting = [one for one in numbers if in_selling_units(item, one) == wanted]
        if not fitting:
            return "no number explains a quantity"
        numbers.remove(fitting[0])
    if numbers:
        return "a number is left over"
    is_sure = len({line.quantity_milli for line in counted}) < 2
    return "" if is_sure else "goods and numbers do not pair up"
