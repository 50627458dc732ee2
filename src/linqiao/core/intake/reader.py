"""Reading a message: its entries one after the other, then what they are to each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from linqiao.core.intake import lexicon
from linqiao.core.intake.address import Address, find_addresses
from linqiao.core.intake.clause import DONE
from linqiao.core.intake.clauses import read_clauses
from linqiao.core.intake.context import Context
from linqiao.core.intake.entries import (
    Read,
    read_entry,
    with_flags,
)
from linqiao.core.intake.findings import DOUBT, findings_of
from linqiao.core.intake.forms import form_blocks
from linqiao.core.intake.kinds import kinds_of
from linqiao.core.intake.normalise import Normal, normalise
from linqiao.core.intake.others import spoken_for
from linqiao.core.intake.rooms import room_list, without_asides
from linqiao.core.intake.rows import Columns, header_columns, row_blocks, row_by_columns
from linqiao.core.intake.structure import Block, chain_blocks, loose_blocks, without_quotes
from linqiao.core.intake.together import Found, Posted, Standing, among_each_other
from linqiao.core.intake.types import Entry, Finding, Line, Message, Reading, Round
from linqiao.core.intake.whose import nickname_household, whose_entry
from linqiao.core.intake.words import Vocabulary, vocabulary

TEXT_LENGTH_MAX = 1_000_000
ENTRY_LENGTH_MAX = 4_000
HEAD_LENGTH = 200
PROXY_NEAR = 6  # characters behind an address that may say for whom: 6-302那份也替她记
_ASKED = re.compile(r"[带订要买来][\s\d一二两三四五六七八九十半]")
_NAME_ONLY = re.compile(r"\d(?:室|房)?[\s,，]+[\u4e00-\u9fff·]{2,4}\s*$")
_SHARED = re.compile(r"合[买单]|一共|总共|共\s*[\d一两二三]|一起要|平分|分一半|每[家户人]|一半")
_BOTH = re.compile(
    r"[帮替给代][^,，。;；\n和跟与]{1,10}?(?P<me>[和跟与](?:我自己|我家|我们家|我|自己)各)"
)
_SPEAKS_FOR = re.compile(r"[帮代替给为][^,，。;；\d]{0,5}$")
_WANTED = re.compile(r"(?:要|订|报名|需要|加入|参加)(?:了|的|吧)?[\s,，。!！~谢]*$")
_LINE_NUMBER = re.compile(r"^[ \t]*\d{1,2}[、.)](?!\d)", re.M)


def read(
    context: Context,
    round_: Round,
    message: Message,
    standing: Standing,
    posted: Posted = (),
    *,
    explain: bool = False,
) -> Reading:
    """Read one message against what stands; an entry without flags is certain.

    ``posted`` holds the lines of earlier chains of the round: a chain line equal to one of them, or
    to what stands, is the chain repeated and changes nothing.  With ``explain`` every entry carries
    its findings: which span was read as what, and which causes each doubt.
    """
    if len(message.text) > TEXT_LENGTH_MAX:
        return Reading(
            ("other",), (Entry(0, 0, len(message.text), None, None, (), ("unreadable",)),)
        )
    normal = normalise(message.text)
    job = Job(context, vocabulary(context, round_), message, standing)
    found = job.entries(without_quotes(normal.text))
    found = among_each_other(context, found, message.channel, standing, posted)
    if message.at > round_.closes:
        found = [replace(one, read=with_flags(one.read, "late")) for one in found]
    orders = any(not one.read.is_amendment for one in found)
    amends = any(one.read.is_amendment for one in found)
    kinds = kinds_of(normal.text, has_order=orders, has_amendment=amends)
    return Reading(kinds, tuple(entry_of(normal, one, explain=explain) for one in found))


def entry_of(normal: Normal, found: Found, *, explain: bool) -> Entry:
    """The entry as it is returned, with its span in the original text."""
    start, end = normal.back(found.block.start, found.block.end)
    read_ = found.read
    return Entry(
        found.block.line,
        start,
        end,
        read_.whose.household,
        read_.whose.contact,
        read_.lines,
        read_.flags,
        found.repeated,
        _findings(normal, found) if explain else (),
    )


def _findings(normal: Normal, found: Found) -> tuple[Finding, ...]:
    """The findings of an entry with their spans in the original text."""
    trail = found.read.trail
    if trail is None or found.offset is None:
        return tuple(
            Finding(*normal.back(found.block.start, found.block.end), DOUBT, reason)
            for reason in found.read.flags
        )
    return tuple(
        replace(one, start=span[0], end=span[1])
        for one in findings_of(trail, found.read.flags)
        for span in [normal.back(found.offset + one.start, found.offset + one.end)]
    )


@dataclass
class Job:
    """The reading of one message."""

    context: Context
    words: Vocabulary
    message: Message
    standing: Standing
    columns: Columns = field(default_factory=lambda: Columns({}))

    def entries(
        self, text: str, *, before: Sequence[Found] = (), last_number: int = 0
    ) -> list[Found]:
        """Entries of the text in reading order; ``before`` are those of the text that it goes on
        from, ``last_number`` is the number of their last.
        """
        channel = self.message.channel
        is_sheet = channel == "sheet_row"
        self.columns = header_columns(self.context, self.words, text) if is_sheet else Columns({})
        if channel == "jielong":
            blocks = chain_blocks(self.context, text, last_number)
        elif channel == "sheet_row":
            blocks, text = row_blocks(self.context, self.words, text, self.columns.line)
        elif channel == "form":
            blocks, text = form_blocks(self.context, text)
        else:
            blocks = loose_blocks(self.context, text, by_line=channel == "phone_note")
        found = list(before)
        for block in blocks:
            found += self._block(text, block, found)
        return found[len(before) :]

    def _block(self, text: str, block: Block, before: list[Found]) -> list[Found]:
        body = text[block.content : block.end]
        if len(body) > ENTRY_LENGTH_MAX:
            return [Found(block, self._unreadable(body))]
        body = _LINE_NUMBER.sub(lambda match: DONE * len(match[0]), body)
        if self.columns.written_out:
            left_out = text[block.start : block.content].count("\t")
            body = row_by_columns(self.context, self.columns, body, left_out)
        nickname = nickname_household(self.context, self.message.sender)
        addresses = without_asides(body, find_addresses(self.context, body))
        if lexicon.SAME.search(body):
            same = self._same(body, block, before, nickname, addresses)
            if same is not None:
                return [same]
        rooms = room_list(self.context, body, addresses)
        if rooms is not None:
            return self._one_order_for_rooms(body, block, nickname, *rooms)
        own = self._both(body, block, nickname) or self._own_and_proxy(
            body, block, nickname, addresses
        )
        if own:
            return own
        if len(addresses) > 1:
            return self._several(body, block, nickname, addresses)
        return self._single(body, block, nickname, addresses[0] if addresses else None)

    def _unreadable(self, body: str) -> Read:
        """An entry too long for a wish: whose it is, if it begins with that; a person reads it."""
        nickname = nickname_household(self.context, self.message.sender)
        head = body[:HEAD_LENGTH]
        address = next(iter(find_addresses(self.context, head)), None)
        whose = whose_entry(self.context, head, self.message.channel, nickname, address)
        return Read(whose, (), (*whose.flags, "unreadable"), False, True)

    def _single(
        self, body: str, block: Block, nickname: Address | None, address: Address | None
    ) -> list[Found]:
        whose = whose_entry(self.context, body, self.message.channel, nickname, address)
        here = self.standing.get(whose.household, {}) if whose.household else {}
        read_ = read_entry(
            self.context, self.words, body, whose, channel=self.message.channel, standing=here
        )
        if not read_.has_wish and self._is_empty_row(whose.household, body):
            read_ = replace(
                read_,
                lines=(Line(self.words.items[0], 1000, "order"),),
                flags=("ambiguous_quantity",),
            )
            return [Found(block, read_)]
        if self.message.channel == "chat" and read_.has_wish and address is None:
            block = self._at_its_wish(body, block)
        offset = None if self.columns.written_out else block.content
        return [Found(block, read_, offset=offset)] if read_.has_wish else []

    def _both(self, body: str, block: Block, nickname: Address | None) -> list[Found]:
        """``帮邻居向秀云和我各订一份``: one order for somebody else and the same for the sender."""
        match = _BOTH.search(body) if self.message.channel == "chat" else None
        if match is None or nickname is None or nickname.household is None:
            return []
        theirs, mine = list(body), list(body)
        theirs[match.start("me") : match.end()] = DONE * (match.end() - match.start("me"))
        mine[match.start() : match.end()] = DONE * (match.end() - match.start())
        first = self._single("".join(theirs), block, nickname, None)
        second = self._single("".join(mine), block, nickname, None)
        return [*first, *second] if first and second else []

    def _own_and_proxy(
        self, body: str, block: Block, nickname: Address | None, addresses: list[Address]
    ) -> list[Found]:
        """``我家1板，替5-1-302也订1板``, or the other way round: the sender's own wish and one for
        somebody else.
        """
        if self.message.channel != "chat" or not (nickname and nickname.household):
            return []
        if addresses:
            start, end = addresses[0].start, addresses[-1].end
        else:
            other = spoken_for(self.context, body, nickname.text)
            if other is None:
                return []
            start, end = other.start, other.end
        marks = [match.end() for match in re.finditer(r"[,，。;；\n]", body[:start])]
        cut = marks[-1] if marks else 0
        own_first = re.search(r"我家|自家|我们家|我自己|本户", body[:cut])
        proxy = any(
            lexicon.PROXY.search(lexicon.PROXY_NOT.sub("", piece))
            for piece in (body[cut:start], body[end : end + PROXY_NEAR])
        )
        if addresses and not proxy and not own_first:
            return []
        if cut:
            mine = self._part(body, block, (0, cut), nickname, [])
            theirs = self._part(body, block, (cut, len(body)), nickname, addresses)
            return [*mine, *theirs] if mine and theirs else []
        own = lexicon.OWN.search(body, end)
        if own is None:
            return []
        theirs = self._part(body, block, (0, own.start() + 1), nickname, addresses)
        mine = self._part(body, block, (own.start() + 1, len(body)), nickname, [])
        return [*theirs, *mine] if mine and theirs else []

    def _part(
        self,
        body: str,
        block: Block,
        span: tuple[int, int],
        nickname: Address | None,
        addresses: list[Address],
    ) -> list[Found]:
        """Part of an entry's text as an entry of its own."""
        start, end = span
        edge = block.content + start
        line = block.line + body[:start].count("\n")
        inner = replace(block, line=line, start=edge, content=edge, end=block.content + end)
        moved = [replace(one, start=one.start - start, end=one.end - start) for one in addresses]
        if len(moved) > 1:
            return self._several(body[start:end], inner, nickname, moved)
        return self._single(body[start:end], inner, nickname, moved[0] if moved else None)

    def _is_empty_row(self, household: str | None, body: str) -> bool:
        """A row of a sheet of one item that names a household and leaves the quantity out; a line
        of a chain that says no more than that something is wanted.
        """
        if household is None or len(self.words.items) != 1:
            return False
        if self.message.channel == "jielong":
            bare = _WANTED.search(body) or _NAME_ONLY.search(body)
            return bool(bare) and not (re.search("[不没别]", body) or lexicon.SAME.search(body))
        is_row = self.message.channel == "sheet_row"
        return is_row and not re.search(r"(?:^|[\t ])0(?:$|[\t ])", body)

    def _at_its_wish(self, body: str, block: Block) -> Block:
        """An entry of several chat lines begins on the line of its first wish: the first that names
        goods, or counts something where none does.
        """
        plain = lexicon.FIXED.sub(lambda match: DONE * len(match[0]), body)
        lines = [read_clauses(self.context, self.words, line) for line in plain.split("\n")]
        named = [
            any(
                one.kind == "wish" and (one.has("goods") or _ASKED.search(one.text)) for one in line
            )
            for line in lines
        ]
        counted = [any(one.tokens for one in line) for line in lines]
        wished = named if any(named) else counted
        return replace(block, line=block.line + (wished.index(True) if any(wished) else 0))

    def _several(
        self, body: str, block: Block, nickname: Address | None, addresses: list[Address]
    ) -> list[Found]:
        """Several households in a line: each with the words up to the next address."""
        cuts = [
            0,
            *(self._cut(body, a, b) for a, b in zip(addresses, addresses[1:], strict=False)),
            len(body),
        ]
        found: list[Found] = []
        is_torn = False
        for place, address in enumerate(addresses):
            part = body[cuts[place] : cuts[place + 1]]
            moved = Address(
                address.start - cuts[place],
                address.end - cuts[place],
                address.households,
                address.flag,
            )
            end = block.content + cuts[place + 1]
            start = block.start if place == 0 else block.content + cuts[place]
            line = block.line + body[: cuts[place]].rstrip(" \t").count("\n")
            inner = Block(line, start, end, block.numbered, block.content + cuts[place])
            here = self._single(part, inner, nickname, moved)
            is_torn = is_torn or not (here or _speaks_for(body, addresses[place + 1 : place + 2]))
            found += here
        doubts = ["address_conflict"] * (is_torn or bool(lexicon.MOVED.search(body)))
        doubts += ["ambiguous_quantity"] * bool(lexicon.PART_OF.search(body))
        return [replace(one, read=with_flags(one.read, *doubts)) for one in found]

    @staticmethod
    def _cut(body: str, one: Address, other: Address) -> int:
        """Where the words of the next address begin: behind the last mark before it."""
        marks = [
            match.end() for match in re.finditer(r"[，,。；;、\s]", body[one.end : other.start])
        ]
        return one.end + marks[-1] if marks else other.start

    def _one_order_for_rooms(
        self, body: str, block: Block, nickname: Address | None, addresses: list[Address], rest: str
    ) -> list[Found]:
        found = []
        for address in addresses:
            whose = whose_entry(self.context, "", "jielong", nickname, address)
            here = self.standing.get(whose.household, {}) if whose.household else {}
            read_ = read_entry(
                self.context,
                self.words,
                rest,
                replace(whose, spans=()),
                channel="chat",
                standing=here,
            )
            offset = block.content + len(body) - len(rest)
            if _SHARED.search(rest):
                read_ = with_flags(read_, "ambiguous_quantity")  # one for all, or one for each?
            found.append(Found(block, read_, offset=offset))
        return [one for one in found if one.read.has_wish]

    def _same(
        self,
        body: str,
        block: Block,
        before: list[Found],
        nickname: Address | None,
        addresses: list[Address],
    ) -> Found | None:
        """``同上`` copies the lines of the entry before it, with its doubts."""
        rest = lexicon.SAME.sub(DONE, body)
        alone = self._single(
            rest, block, nickname, next(iter(find_addresses(self.context, rest)), None)
        )
        more = alone[0].read if alone and alone[0].read.lines else None
        if more and not (before and lexicon.MORE.search(rest) and _only_adds(more)):
            return Found(block, with_flags(more, "ambiguous_item"))
        whose = whose_entry(
            self.context, body, self.message.channel, nickname, addresses[0] if addresses else None
        )
        if not before:
            return Found(block, Read(whose, (), (*whose.flags, "ambiguous_item"), False, True))
        last = before[-1].read
        flags = tuple(flag for flag in last.flags if flag not in ("missing_address", "duplicate"))
        if alone and more is None and "ambiguous_item" in alone[0].read.flags:
            flags += (
                "ambiguous_quantity",
            )  # 同上x2: a figure that the copied lines do not explain
        lines = last.lines + tuple(
            replace(line, action="order") for line in (more.lines if more else ())
        )
        return Found(block, Read(whose, lines, (*whose.flags, *flags), last.is_amendment, True))


def _only_adds(read_: Read) -> bool:
    """Whether an entry only adds lines, and nothing but having nothing standing is held against
    it.
    """
    certain = not set(read_.flags) - {"conflicting_amendment"}
    return certain and all(line.action in ("add", "order") for line in read_.lines)


def _speaks_for(body: str, following: list[Address]) -> bool:
    """Whether a household without a wish speaks for the next: ``3-2-502 帮3-2-501带``."""
    return bool(following) and bool(
        _SPEAKS_FOR.search(body[max(0, following[0].start - 8) : following[0].start])
    )
