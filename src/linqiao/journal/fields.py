"""Fields of payloads and of tables: money, quantity, time, codes, and what is personal."""

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

from django.db import models
from pydantic import AfterValidator, BeforeValidator, Field, GetCoreSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, core_schema

from linqiao.core.units import parse_quantity, parse_yuan
from linqiao.journal.seal import is_erased, unseal

TEXT_LENGTH_MAX = 1_000_000
COUNT_MAX = 1_000_000
# A price times a quantity, and sums of many, stay within the integers of both databases.
FEN_MAX = 100_000_000_000
MILLI_MAX = 1_000_000_000
YEARS = (1900, 2200)
TOKEN_KEY = "$sealed"


class Sealed:
    """A personal value: open text on its way in, a token once it is sealed,
    text again when it is shown.
    """

    __slots__ = ("_text", "token")

    def __init__(self, text: str | None, token: str = "") -> None:
        self._text = text
        self.token = token

    @property
    def text(self) -> str:
        """The open text; pieces whose key was erased read as a grey block."""
        if self._text is None:
            self._text = unseal(self.token)
        return self._text

    @property
    def value(self) -> Any:  # whatever JSON value was sealed
        """The value as it was written: lists and numbers are sealed as JSON behind a ``=``."""
        return json.loads(self.text[1:]) if self.text.startswith("=") else self.text

    @property
    def erased(self) -> bool:
        """Whether the key of any part is gone."""
        return bool(self.token) and is_erased(self.token)

    def __str__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and self.token == other.token and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.token)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(_take_personal)


def open_text(value: object) -> str:
    """The text that is sealed for a JSON value: itself for plain text, else ``=`` and its JSON."""
    if isinstance(value, str) and not value.startswith("="):
        return value
    return "=" + json.dumps(value, ensure_ascii=False, sort_keys=True)


def _take_personal(value: object) -> Sealed:
    if isinstance(value, Sealed):
        return value
    if isinstance(value, dict) and set(value) == {TOKEN_KEY}:
        return Sealed(None, str(value[TOKEN_KEY]))
    if isinstance(value, str) and len(value) <= TEXT_LENGTH_MAX:
        return Sealed(open_text(value))
    raise ValueError("text of at most one million characters")


def _take_value(value: object) -> object:
    # A number or a list is sealed as its JSON; whoever declares such a field checks which.
    is_value = isinstance(value, (int, list)) and not isinstance(value, bool)
    return Sealed(open_text(value)) if is_value and len(str(value)) <= TEXT_LENGTH_MAX else value


if TYPE_CHECKING:
    _TextField = models.TextField[Any, Any]
else:  # Django's fields are generic for the type checker only.
    _TextField = models.TextField


class SealedField(_TextField):
    """A column that takes nothing but a sealed value: open text in it is a bug and raises."""

    # For the type checker: what may be assigned and what is read is checked when it is written.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def get_prep_value(self, value: Any) -> Any:  # Django hands in whatever was assigned
        if value is None or value == "" or value == Sealed("", ""):
            return ""
        if not isinstance(value, Sealed) or not value.token:
            raise TypeError(f"{self.name} takes a sealed value, not open text")
        return value.token

    def from_db_value(self, value: str | None, expression: object, connection: object) -> Sealed:
        return Sealed(None, value) if value else Sealed("", "")


def _money(value: object) -> int:
    fen = parse_yuan(value)  # type: ignore[arg-type]  # it refuses what is not text itself
    if abs(fen) > FEN_MAX:
        raise ValueError("at most a thousand million yuan")
    return fen


def _quantity(value: object) -> int:
    milli = parse_quantity(value)  # type: ignore[arg-type]  # it refuses what is not text itself
    if abs(milli) > MILLI_MAX:
        raise ValueError("a quantity of at most a million")
    return milli


def _instant(value: object) -> datetime:
    if not isinstance(value, str):
        raise ValueError('a time with zone, such as "2022-08-25T08:00:00+08:00"')
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError('a time with zone, such as "2022-08-25T08:00:00+08:00"') from None
    if instant.tzinfo is None:
        raise ValueError('a zone after the time, such as "+08:00"')
    if not YEARS[0] <= instant.year <= YEARS[1]:
        raise ValueError(f"a year from {YEARS[0]} to {YEARS[1]}")
    return instant


def _day(value: object) -> date:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:  # "20220825" and "2022-W34-4" would be read too
        raise ValueError('a date such as "2022-08-25"')
    return day


def _positive(value: int) -> int:
    if value <= 0:
        raise ValueError("more than zero")
    return value


def _not_negative(value: int) -> int:
    if value < 0:
        raise ValueError("zero or more")
    return value


Code = Annotated[
    str, StringConstraints(strict=True, min_length=1, max_length=64, pattern=r"^[^\s\x00-\x1f~]+$")
]
Words = Annotated[str, StringConstraints(strict=True, max_length=4000, pattern=r"^[^\x00]*$")]
# A personal field that may also be a number or a list; other personal fields are text.
SealedValue = Annotated[Sealed, BeforeValidator(_take_value)]
OptionalSealedValue = Annotated[Sealed | None, BeforeValidator(_take_value)]
Fen = Annotated[int, BeforeValidator(_money), AfterValidator(_not_negative)]
PositiveFen = Annotated[int, BeforeValidator(_money), AfterValidator(_positive)]
Milli = Annotated[int, BeforeValidator(_quantity), AfterValidator(_not_negative)]
PositiveMilli = Annotated[int, BeforeValidator(_quantity), AfterValidator(_positive)]
SignedMilli = Annotated[int, BeforeValidator(_quantity)]
Instant = Annotated[datetime, BeforeValidator(_instant)]
Day = Annotated[date, BeforeValidator(_day)]
Count = Annotated[int, Field(strict=True, ge=0, le=COUNT_MAX)]
PositiveCount = Annotated[int, Field(strict=True, ge=1, le=COUNT_MAX)]
