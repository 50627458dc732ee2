"""What is known of a thread's last posts: a beginning copied into a new one is not read again.

People copy the last text, add their line and post it.  A line of a chain is read from left to right
and means what it means whatever follows, so that the entries of the lines that two posts begin with
are the same; only from the last of them on is there anything to read.
"""

import re
from collections import deque
from dataclasses import dataclass, field, replace
from typing import Final

from linqiao.core.intake.context import Context
from linqiao.core.intake.normalise import normalise
from linqiao.core.intake.reader import TEXT_LENGTH_MAX, Job, entry_of, read
from linqiao.core.intake.structure import without_quotes
from linqiao.core.intake.together import Found, among_each_other
from linqiao.core.intake.types import Entry, Message, Round
from linqiao.core.intake.whose import nickname_household
from linqiao.core.intake.words import vocabulary

POSTS_KEPT: Final = 4  # the last one, and those that it may be a fork of
_NUMBER: Final = re.compile(
    r"([0-9]{1,4})[.、．)）][ \t]*[^\s0-9]|([0-9]{1,4})[.、．)）][ \t]+[0-9]"
)
_QUOTE: Final = re.compile('[「“"]')  # a quotation runs over lines, and may end anywhere


@dataclass(frozen=True)
class Post:
    """A chain text that was read: its lines, its entries by themselves and among each other;
    whether its sender's nickname leaves the address open, which entries without one are told.
    """

    lines: list[str]
    is_vague: bool
    found: list[Found]
    entries: list[Entry]


@dataclass
class Recall:
    """Reads the chain texts of one thread, each as far as it is new."""

    context: Context
    round: Round
    posts: deque[Post] = field(default_factory=lambda: deque(maxlen=POSTS_KEPT))

    def entries(self, message: Message) -> list[Entry]:
        """The entries of a chain text, as ``read`` finds them where nothing stands."""
        text = message.text
        late = message.at > self.round.closes
        if late or len(text) > TEXT_LENGTH_MAX or _QUOTE.search(text):
            return list(read(self.context, self.round, message, {}).entries)
        nickname = nickname_household(self.context, message.sender)
        is_vague = nickname is not None and bool(nickname.flag)
        lines = text.split("\n")
        kept, count = self._known(lines, is_vague)
        post = self._read(message, lines, is_vague, kept, count)
        self.posts.append(post)
        return post.entries

    def _known(self, lines: list[str], is_vague: bool) -> tuple[Post | None, int]:
        """The post with the longest common beginning, and how many of its entries are kept."""
        best, most = None, 0
        for post in self.posts:
            same = _same_lines(post.lines, lines) if post.is_vague == is_vague else 0
            if same > most:
                best, most = post, same
        return best, _entries_kept(best, most) if best is not None else 0

    def _read(
        self, message: Message, lines: list[str], is_vague: bool, known: Post | None, count: int
    ) -> Post:
        """Read from the first entry on that is not kept."""
        kept = known.found[:count] if known is not None else []
        entries = known.entries[:count] if known is not None else []
        at_line = known.found[count].block.line if known is not None and count else 0
        before = _number_of(lines[at_line]) - 1 if count else 0
        begun = len("\n".join(lines[:at_line])) + 1 if at_line else 0
        normal = normalise(message.text[begun:])
        job = Job(self.context, vocabulary(self.context, self.round), message, {})
        new = job.entries(without_quotes(normal.text), before=kept, last_number=before)
        homes = {one.read.whose.household for one in new}
        others = [one for one in kept if one.read.whose.household in homes]
        among = among_each_other(self.context, [*others, *new], message.channel, {}, ())
        for one in among[len(others) :]:
            entry = entry_of(normal, one, explain=False)
            place = (entry.line + at_line, entry.start + begun, entry.end + begun)
            entries.append(replace(entry, line=place[0], start=place[1], end=place[2]))
        return Post(lines, is_vague, kept + [_moved(one, at_line) for one in new], entries)


def _moved(one: Found, by: int) -> Found:
    """The entry on its line of the whole text; what it was read from is not kept."""
    block = replace(one.block, line=one.block.line + by)
    return replace(one, block=block, read=replace(one.read, trail=None))


def _same_lines(one: list[str], other: list[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _number_of(line: str) -> int:
    """The number that plainly stands before an entry; 0 where none does."""
    match = _NUMBER.match(line)
    return int(match[1] or match[2]) if match else 0


def _entries_kept(post: Post, same: int) -> int:
    """How many entries need no reading: those before the last one that begins in the common lines
    with a plain number of its own, which tells where the counting stands.
    """
    found = post.found
    for place in range(len(found) - 1, 0, -1):
        block = found[place].block
        if block.line >= same or block.content == block.start:
            continue
        if found[place - 1].block.line != block.line and _number_of(post.lines[block.line]):
            return place
    return 0
