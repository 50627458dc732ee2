"""The one door: every change of state goes through ``record``.

A session opens a transaction and locks the compound's head; inside it events are taken one after
the other, each in a savepoint of its own. Lock order: the head, then the handlers' rows.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError, connection, transaction
from pydantic import ValidationError

from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop
from linqiao.journal import clock, prepared, rights, seal
from linqiao.journal.chain import CHAINED, canonical, link
from linqiao.journal.events import CLOSED, HANDLERS, TYPES, WITNESSES, Event, Stamp
from linqiao.journal.fields import TOKEN_KEY, YEARS, Sealed
from linqiao.journal.models import CODE_LENGTH, Compound
from linqiao.journal.scope import current, scope_of_values, within
from linqiao.journal.wording import field_refusal

ENVELOPE: Final = ("id", "at", "by", "type")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
LATE_AFTER: Final = timedelta(minutes=1)
_INSERT: Final = (
    "INSERT INTO journal_entry (compound_id, at, hash, " + ", ".join(CHAINED) + ") "
    "VALUES (" + ", ".join(["%s"] * (len(CHAINED) + 3)) + ")"
)


class EnvelopeError(ValueError):
    """Something that is no event: its id, time, author or type is missing or unreadable."""


@dataclass(frozen=True)
class Answer:
    """What the door says: accepted or refused with a reason and words;
    ``repeated`` when it was seen before.
    """

    event_id: str
    seq: int
    reason: str = ""
    words: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    repeated: bool = False

    @property
    def accepted(self) -> bool:
        """Whether the event stands in the journal as accepted."""
        return not self.reason


@dataclass(frozen=True)
class Envelope:
    """The four fields that every event has, and the rest as it came."""

    id: str
    at: datetime
    at_text: str
    by: str
    type: str
    payload: Mapping[str, Any]
    content: str


def open_envelope(raw: Mapping[str, Any]) -> Envelope:
    """Check id, time, author and type; ``EnvelopeError`` names the field and what would
    be right.
    """
    for name in ENVELOPE:
        value = raw.get(name)
        if not isinstance(value, str) or not 0 < len(value) <= CODE_LENGTH or "\x00" in value:
            raise EnvelopeError(f"{name}: text of 1 to {CODE_LENGTH} characters is needed")
    try:
        at = datetime.fromisoformat(raw["at"])
    except ValueError:
        raise EnvelopeError(
            'at: a time with zone is needed, such as "2022-08-25T08:00:00+08:00"'
        ) from None
    if at.tzinfo is None or len(raw["at"]) > 40:
        raise EnvelopeError('at: the zone is missing after the time, such as "+08:00"')
    if not YEARS[0] <= at.year <= YEARS[1]:
        raise EnvelopeError(f"at: a year from {YEARS[0]} to {YEARS[1]}")
    payload = {name: value for name, value in raw.items() if name not in ENVELOPE}
    content = canonical(raw)
    if not content.isascii() and _SURROGATE.search(content):
        raise EnvelopeError("text: characters that can be written in UTF-8, no half of a pair")
    return Envelope(raw["id"], at, raw["at"], raw["by"], raw["type"], payload, content)


def record(compound: str, raw: Mapping[str, Any], actor: rights.Actor) -> Answer:
    """Take one event through the door in a transaction of its own."""
    with session(compound) as door:
        return door.take(raw, actor)


@contextmanager
def session(compound: str) -> Iterator["Door"]:
    """Open a transaction, lock the compound's head, and hand out its door; commit at the end."""
    done = False
    try:
        with transaction.atomic():
            head = Compound.objects.select_for_update().get(code=compound)
            door = Door(head)
            with within(door.scope):
                yield door
            door.close()
        done = True
    finally:
        if not done:
            seal.forget_keys()


class Door:
    """The door of one compound while its head is locked."""

    def __init__(self, head: Compound) -> None:
        self.head = head
        self.scope = scope_of_values(head.pk, head.code, head.timezone, head.marks)

    def close(self) -> None:
        """Write the head once for all that was taken."""
        self.head.marks = self.scope.marks
        prepared.update([self.head], ["seq", "head_hash", "last_at", "marks"])

    def take(self, raw: Mapping[str, Any], actor: rights.Actor) -> Answer:
        """Recognise, check, apply and append one event;
        a refused one changes nothing and is kept too.
        """
        envelope = open_envelope(raw)
        fingerprint = seal.keyring(self.scope).fingerprint(envelope.content)
        known = _known(self.scope.compound_id, envelope.id)
        for seq, reason, words, print_ in known:
            if print_ == fingerprint:
                return Answer(envelope.id, seq, reason, **json.loads(words), repeated=True)
        stamp = Stamp(self.head.seq + 1, envelope.id, envelope.at, envelope.by)
        written = Written(stamp, fingerprint, is_first=not known)
        try:
            with transaction.atomic(durable=False):
                written.apply(envelope, actor, known=bool(known))
        except Refusal as refusal:
            written.refuse(envelope, refusal)
        except IntegrityError as fault:
            # The last wall: a real place would hold less than nothing. Nothing was kept.
            if "check" not in str(fault).lower():
                raise
            too_much = gettext_noop("This would take more than there is.")
            written.refuse(envelope, Refusal("exceeds", too_much))
        self._append(envelope, written)
        return Answer(envelope.id, stamp.seq, written.reason, **written.sentence)

    def _append(self, envelope: Envelope, written: "Written") -> None:
        last = self.head.last_at
        columns: dict[str, Any] = {  # the columns of an entry
            "seq": written.stamp.seq,
            "event_id": envelope.id,
            "is_first": written.is_first,
            "at_text": envelope.at_text,
            "by": envelope.by,
            "type": envelope.type,
            "payload": canonical(written.payload),
            "outcome": canonical(dict(written.stamp.outcome)),
            "reason": written.reason,
            "words": canonical(written.kept or written.sentence),
            "late": last is not None and envelope.at < last - LATE_AFTER,
            "recorded_at": clock.now().isoformat(),
            "fingerprint": written.fingerprint,
        }
        self.append_columns(columns, envelope.at)
        if written.event is not None and not written.reason and written.event.changes:
            self.scope.marks[written.event.changes] = self.head.head_hash

    def append_columns(self, columns: Mapping[str, Any], at: datetime) -> None:
        """Append an entry as it stands: the next link of the chain."""
        digest = link(self.head.head_hash, columns)
        at_utc = connection.ops.adapt_datetimefield_value(at.astimezone(UTC))
        with connection.cursor() as cursor:
            cursor.execute(
                _INSERT, [self.head.pk, at_utc, digest, *(columns[name] for name in CHAINED)]
            )
        self.head.seq, self.head.head_hash = columns["seq"], digest
        self.head.last_at = max(self.head.last_at or at, at)


@dataclass
class Written:
    """What becomes of one event: its typed form, its sealed payload,
    and the refusal if there is one.
    """

    stamp: Stamp
    fingerprint: str
    is_first: bool
    event: Event | None = None
    payload: Any = None  # a JSON value
    reason: str = ""
    sentence: dict[str, Any] = field(default_factory=lambda: {"words": "", "params": {}})
    kept: dict[str, Any] = field(default_factory=dict)  # the sentence without what was sealed

    def apply(self, envelope: Envelope, actor: rights.Actor, *, known: bool) -> None:
        """Check in the contract's order (id, type, fields, references, state, amounts),
        then write.
        """
        if known:
            raise Refusal(
                "duplicate_code",
                gettext_noop("An event with this id but other content is in the journal."),
            )
        kind = TYPES.get(envelope.type)
        if kind is None:
            raise Refusal(
                "unknown_type", gettext_noop("There is no event type %(type)s."), type=envelope.type
            )
        for name, value in envelope.payload.items():
            if isinstance(value, dict) and TOKEN_KEY in value:
                raise Refusal(
                    "bad_fields",
                    gettext_noop("%(field)s: text is needed, not a sealed value"),
                    field=name,
                )
        self.event = typed(kind, envelope.payload)
        if not rights.may_record(kind.may, actor, self.event):
            raise Refusal(
                "not_allowed",
                gettext_noop("Your role may not record %(type)s."),
                type=envelope.type,
            )
        if CLOSED in current().marks and not kind.after_close:
            raise Refusal(
                "wrong_state", gettext_noop("The confinement is closed: its journal takes no more.")
            )
        self._witness(kind)
        self.payload = sealed_payload(self.event, envelope.payload, self.stamp)
        HANDLERS[kind](self.event, self.stamp)

    def _witness(self, kind: type[Event]) -> None:
        witness = WITNESSES.get(kind)
        if witness is not None:
            stamp = self.stamp
            self.stamp = Stamp(stamp.seq, stamp.id, stamp.at, stamp.by, witness(self.event, stamp))

    def refuse(self, envelope: Envelope, refusal: Refusal) -> None:
        """Keep the refused event: its personal values sealed, its outcome empty."""
        stamp = self.stamp
        self.stamp = Stamp(stamp.seq, stamp.id, stamp.at, stamp.by)
        self.reason, self.sentence = (
            refusal.reason,
            {"words": refusal.words, "params": refusal.params},
        )
        seal.forget_keys()
        if self.event is None or refusal.reason == "unknown_reference":
            # A code that nobody knows may be anything, a name or a telephone number too.
            content = canonical(dict(envelope.payload))
            self.payload = {TOKEN_KEY: seal.seal(self._owner(envelope), content)}
            self.kept = {"words": refusal.words, "params": dict.fromkeys(refusal.params, "…")}
        else:
            self.payload = sealed_payload(self.event, envelope.payload, self.stamp)

    def _owner(self, envelope: Envelope) -> str:
        owner = self.event.owner(self.stamp) if self.event is not None else ""
        return owner if seal.has_key(owner) else f"person:{envelope.by}"


def typed(kind: type[Event], payload: Mapping[str, Any]) -> Event:
    """The payload as its type; a wrong field is refused as ``bad_fields`` with its name."""
    try:
        return kind.model_validate(payload)
    except ValidationError as fault:
        raise field_refusal(fault) from None


def sealed_payload(event: Event, payload: Mapping[str, Any], stamp: Stamp) -> dict[str, Any]:
    """The payload with every personal value replaced by its token;
    the event's own values learn theirs.
    """
    kept = dict(payload)
    for name in event.personal:
        value: Sealed | None = getattr(event, name)
        if value is None:
            continue
        pieces = event.pieces(name, stamp)
        value.token = (
            seal.seal_pieces(pieces) if pieces else seal.seal(event.owner(stamp), value.text)
        )
        kept[name] = {TOKEN_KEY: value.token}
    return kept


def _known(compound_id: int, event_id: str) -> list[tuple[int, str, str, str]]:
    # Sorted here: asked to sort, SQLite walks the whole journal in its order, at every event.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq, reason, words, fingerprint FROM journal_entry WHERE compound_id = %s AND "
            "event_id = %s",
            [compound_id, event_id],
        )
        return sorted(cursor.fetchall())
