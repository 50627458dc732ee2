"""Event types and their handlers: the registry of all that can happen."""

import importlib
import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import NoneType
from typing import Any, ClassVar, Final, TypeVar, get_args

from pydantic import BaseModel, ConfigDict

from linqiao.flow import FLOW
from linqiao.journal.fields import Sealed
from linqiao.journal.seal import CAMPAIGN

# The fact kind that the end of a confinement changes: its mark shuts the door.
CLOSED: Final = "closed"


@dataclass(frozen=True)
class Stamp:
    """What the door adds to an event: its place in the journal, when, who, and what was read at the
    time.

    ``outcome`` is a decision that cannot be worked out again later (the reading of a text that may
    be erased, or that a better reader would read differently); the journal keeps it beside the
    event.
    """

    seq: int
    id: str
    at: datetime
    by: str
    outcome: Mapping[str, Any] = field(default_factory=dict)


class Event(BaseModel):
    """Base of all event types. Subclass with ``event``, ``may`` and, for master data,
    ``changes``.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, arbitrary_types_allowed=True
    )

    event_type: ClassVar[str]
    may: ClassVar[tuple[str, ...]]
    changes: ClassVar[str] = ""
    after_close: ClassVar[bool] = False
    personal: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(
        cls,
        *,
        event: str = "",
        may: tuple[str, ...] = (),
        changes: str = "",
        after_close: bool = False,
        **options: Any,  # pydantic's own
    ) -> None:
        super().__init_subclass__(**options)
        cls.event_type, cls.may, cls.changes, cls.after_close = event, may, changes, after_close

    @classmethod
    def __pydantic_init_subclass__(cls, **options: Any) -> None:  # pydantic's own open signature
        cls.personal = tuple(
            name
            for name, one in cls.model_fields.items()
            if one.annotation is Sealed or set(get_args(one.annotation)) == {Sealed, NoneType}
        )
        if cls.event_type:
            assert cls.event_type not in TYPES, cls.event_type
            TYPES[cls.event_type] = cls

    def owner(self, stamp: Stamp) -> str:
        """Whose key seals the personal fields; the campaign's where they are about nobody in
        particular.
        """
        return CAMPAIGN

    def pieces(self, field: str, stamp: Stamp) -> list[tuple[str, str]] | None:
        """(owner, part) of a personal field that belongs to several owners,
        or ``None`` for one owner.
        """
        return None


E = TypeVar("E", bound=Event)
Handler = Callable[[Any, Stamp], None]  # each handler takes its own event type
Witness = Callable[[Any, Stamp], dict[str, Any]]  # likewise
TYPES: Final[dict[str, type[Event]]] = {}
HANDLERS: Final[dict[type[Event], Handler]] = {}
WITNESSES: Final[dict[type[Event], Witness]] = {}


def handles(kind: type[E]) -> Callable[[Callable[[E, Stamp], None]], Callable[[E, Stamp], None]]:
    """Register the one function that applies an event type."""

    def register(function: Callable[[E, Stamp], None]) -> Callable[[E, Stamp], None]:
        assert kind not in HANDLERS, kind
        HANDLERS[kind] = function
        return function

    return register


def witnesses(
    kind: type[E],
) -> Callable[[Callable[[E, Stamp], dict[str, Any]]], Callable[[E, Stamp], dict[str, Any]]]:
    """Register the function whose result is journaled beside the event and given to its handler.

    It runs once, when the event is recorded, and is the only place where a decision may look at a
    sealed value: a rebuild, perhaps after an erasure, takes the result from the journal.
    """

    def register(
        function: Callable[[E, Stamp], dict[str, Any]],
    ) -> Callable[[E, Stamp], dict[str, Any]]:
        WITNESSES[kind] = function
        return function

    return register


def load_slices() -> None:
    """Import every slice's events, handlers and invariants, so that the registries are whole."""
    for name in FLOW:
        importlib.import_module(f"linqiao.{name}.events")
        importlib.import_module(f"linqiao.{name}.handlers")
        if importlib.util.find_spec(f"linqiao.{name}.invariants"):
            importlib.import_module(f"linqiao.{name}.invariants")
