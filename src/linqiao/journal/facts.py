"""Master data kept in memory: read once, forgotten when an event changes it.

A fact is kept under the mark of its kind: the hash of the last accepted event that changed it. A
mark that was rolled back can never come again, so what was read inside it is never served.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Final, TypeVar

from django.db import connection

from linqiao.journal.scope import current

T = TypeVar("T")
_KEPT: Final[OrderedDict[Hashable, object]] = OrderedDict()
_KEPT_MAX: Final = 256


def fact(*kinds: str) -> Callable[[Callable[[], T]], Callable[[], T]]:
    """Keep the result of a query without arguments until one of ``kinds`` changes in
    this compound.
    """

    def decorate(function: Callable[[], T]) -> Callable[[], T]:
        @wraps(function)
        def kept() -> T:
            scope = current()
            marks = tuple(scope.marks.get(kind, "") for kind in kinds)
            place = (
                str(connection.settings_dict["NAME"]),
                scope.compound_id,
                scope.code,
                function,
                marks,
            )
            if place in _KEPT:
                _KEPT.move_to_end(place)
                return _KEPT[place]  # type: ignore[return-value]  # stored by this very function
            found = function()
            _KEPT[place] = found
            if len(_KEPT) > _KEPT_MAX:
                _KEPT.popitem(last=False)
            return found

        return kept

    return decorate


_READING: Final[ContextVar[dict[Hashable, object] | None]] = ContextVar("reading", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """Inside, nothing is written: what ``read_once`` functions read is read once for all."""
    if _READING.get() is not None:
        yield
        return
    token = _READING.set({})
    try:
        yield
    finally:
        _READING.reset(token)


def read_once(function: Callable[[], T]) -> Callable[[], T]:
    """Keep the result of a query without arguments while ``reading`` goes on; the callers share it
    and do not change it.
    """

    @wraps(function)
    def kept() -> T:
        memory = _READING.get()
        if memory is None:
            return function()
        place = (current().compound_id, function)
        if place not in memory:
            memory[place] = function()
        return memory[place]  # type: ignore[return-value]  # stored by this very function

    return kept


def forget() -> None:
    """Drop everything that is kept in memory."""
    _KEPT.clear()
