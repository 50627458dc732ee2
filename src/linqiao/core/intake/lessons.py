"""What can be learned from a settled entry: proposed, never taken without a person's word."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from linqiao.core.intake.findings import GOODS, UNKNOWN
from linqiao.core.intake.types import Entry, Finding

ALIAS, NICKNAME = "alias", "nickname"


@dataclass(frozen=True)
class Proposal:
    """A lesson that a settlement suggests: ``words`` mean ``means`` (an item or a household)."""

    kind: str
    words: str
    means: str


def proposals(
    entry: Entry,
    text: str,
    *,
    sender: str | None,
    household: str,
    codes: Collection[str],
    known_nickname: bool,
) -> list[Proposal]:
    """Lessons of a flagged entry and what a person made of it.

    A new alias: exactly one word of the entry was unknown, and exactly one of the settled items was
    not named.  A nickname's address: the entry had no address of its own, and its sender's nickname
    says nothing either.
    """
    found = []
    unknown = [one for one in entry.findings if one.kind == UNKNOWN]
    unnamed = set(codes) - _named(entry.findings)
    if "unknown_item" in entry.flags and len(unknown) == 1 and len(unnamed) == 1:
        words = text[unknown[0].start : unknown[0].end].strip()
        found.append(Proposal(ALIAS, words, unnamed.pop()))
    if sender and not known_nickname and "missing_address" in entry.flags:
        found.append(Proposal(NICKNAME, sender, household))
    return found


def _named(findings: Iterable[Finding]) -> set[str]:
    return {
        code
        for one in findings
        if one.kind == GOODS and "|" not in one.value
        for code in one.value.split("|")
    }
