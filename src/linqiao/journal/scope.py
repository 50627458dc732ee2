"""The compound scope: which compound the running code may see and change.

Forgetting it is an error, never a leak: without a scope a query raises ``ScopeMissing``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from linqiao.journal.wall import naming


class ScopeMissing(RuntimeError):
    """A domain table was touched outside ``within(...)``."""


class ScopeBroken(RuntimeError):
    """A row of another compound was about to be written or linked."""


@dataclass
class Scope:
    """The compound in force, and the marks under which its facts may be kept in memory."""

    compound_id: int
    code: str
    timezone: str
    marks: dict[str, str] = field(default_factory=dict)


_CURRENT: ContextVar[Scope | None] = ContextVar("linqiao_scope", default=None)


def current() -> Scope:
    """The scope in force; ``ScopeMissing`` when there is none."""
    scope = _CURRENT.get()
    if scope is None:
        raise ScopeMissing("no compound scope: enter one with journal.scope.within(...)")
    return scope


@contextmanager
def within(scope: Scope) -> Iterator[Scope]:
    """Run the block inside one compound."""
    token = _CURRENT.set(scope)
    try:
        with naming(str(scope.compound_id)):
            yield scope
    finally:
        _CURRENT.reset(token)


def scope_of_values(compound_id: int, code: str, timezone: str, marks: dict[str, str]) -> Scope:
    """A scope with marks of its own, so that what is noted in it stays in it."""
    return Scope(compound_id, code, timezone, dict(marks))
