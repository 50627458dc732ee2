"""What a reading is worth beside its gold: silent, dropped, needlessly flagged, right."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from linqiao.core.intake import Entry, Reading

Lines = tuple[tuple[str, int, str], ...]


@dataclass(frozen=True)
class Gold:
    """What an entry must come to: on which line it begins, whose it is, its lines, its doubts."""

    line: int
    household: str | None
    lines: Lines
    flags: frozenset[str] = frozenset()


@dataclass
class Tally:
    """Counts over many texts, with the texts that went wrong."""

    certain: int = 0
    right: int = 0
    doubted: int = 0
    texts: int = 0
    silent: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    needless: list[str] = field(default_factory=list)

    @property
    def auto_accept(self) -> float:
        """Of the certain entries, the share that was accepted and right."""
        return self.right / max(1, self.certain)

    def take(self, text: str, gold: Iterable[Gold], reading: Reading) -> None:
        """Compare one reading with its gold: entries are matched by line and order."""
        self.texts += 1
        left: dict[int, list[Entry]] = defaultdict(list)
        for entry in reading.entries:
            left[entry.line].append(entry)
        for wanted in gold:
            found = left[wanted.line].pop(0) if left[wanted.line] else None
            self._one(text, wanted, found)
        for entry in (one for entries in left.values() for one in entries):
            (self.silent if entry.accepted else self.needless).append(f"{text!r}: {entry} is extra")

    def _one(self, text: str, wanted: Gold, found: Entry | None) -> None:
        self.certain += not wanted.flags
        self.doubted += bool(wanted.flags)
        note = f"{text.split(chr(10))[wanted.line]!r}: wanted {wanted}, read {found}"
        if found is None:
            self.dropped.append(note)
        elif not found.accepted:
            if not wanted.flags:
                self.needless.append(note)
        elif wanted.flags or (found.household, lines_of(found)) != (
            wanted.household,
            tuple(sorted(wanted.lines)),
        ):
            self.silent.append(note)
        else:
            self.right += 1

    def assert_bar(self, auto_accept: float) -> None:
        """Nothing silent, nothing dropped, and hardly anything for a person."""
        assert not self.silent, "\n".join(self.silent[:5])
        assert not self.dropped, "\n".join(self.dropped[:5])
        assert self.auto_accept >= auto_accept, "\n".join(self.needless[:10])


def lines_of(entry: Entry) -> Lines:
    """An entry's lines in an order of their own."""
    return tuple(sorted((one.code, one.quantity_milli, one.action) for one in entry.lines))
