"""Marks a sentence for translation without importing a framework.

The sentence is kept in English with named parameters; the way out (page, command, API) translates
it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Union

Tell = Callable[[str], str]
Value = Union[str, "Said", tuple["Value", ...]]


def gettext_noop(message: str) -> str:
    """Return ``message`` unchanged; its name makes the message collector pick the sentence up."""
    return message


@dataclass(frozen=True)
class Said:
    """A sentence with its values, which may be sentences too, or several of them."""

    words: str
    params: Mapping[str, Value] = field(default_factory=dict)

    def told(self, tell: Tell) -> str:
        """The whole in one language; ``tell`` translates a sentence.

        >>> Said("%(who)s: %(what)s", {"who": "V1", "what": (Said("egg"), "2")}).told(str)
        'V1: egg, 2'
        """
        return tell(self.words) % {name: _told(value, tell) for name, value in self.params.items()}


def _told(value: Value, tell: Tell) -> str:
    if isinstance(value, Said):
        return value.told(tell)
    if isinstance(value, tuple):
        return tell(gettext_noop(", ")).join(_told(one, tell) for one in value)
    return value
