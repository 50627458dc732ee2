"""Sealing of personal values: authenticated encryption under one key per person, household or text.

A personal value stands in the database only as a token; the journal and the tables hold the same
token. Emptying the key's row erases the value everywhere, and the hash chain, which runs over
tokens, stays whole; the empty row names the event that erased it. What is sealed for the same owner
afterwards stands under a new key (``household:3-2-501~2``). AES-256-GCM; the key's name is bound to
the ciphertext, so that a token cannot be moved to another owner.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection

from linqiao.journal.scope import Scope, current

CAMPAIGN: Final = "campaign"
ERASED: Final = "▒▒"
KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_SEPARATOR: Final = " "
_SUCCESSOR: Final = "~"


class SealBroken(RuntimeError):
    """A sealed value does not open with its own key: it was changed."""


class KeysWrapped(SealBroken):
    """The phrase that opens the keys was not given."""


@dataclass
class Keyring:
    """The keys of one compound, read when first needed; new ones are written at once."""

    scope: Scope
    ciphers: dict[str, AESGCM | None] = field(default_factory=dict)
    living: dict[str, str] = field(default_factory=dict)
    fingerprint_key: bytes = b""

    def cipher(self, name: str) -> AESGCM | None:
        """The cipher of a key; ``None`` when it was erased, ``SealBroken`` when there is none."""
        if name not in self.ciphers:
            secret = _read_key(self.scope, name)
            if secret is None:
                raise SealBroken(f"the key of {name} is missing, and no erasure took it")
            self.ciphers[name] = AESGCM(secret) if secret else None
        return self.ciphers[name]

    def sealing(self, owner: str) -> tuple[str, AESGCM]:
        """Name and cipher of the owner's living key, which is made if there is none."""
        name = self.living.get(owner, named(owner))
        cipher = self.ciphers.get(name)
        turn = 1
        while cipher is None:
            secret = _read_key(self.scope, name)
            if secret is None:
                secret = AESGCM.generate_key(bit_length=8 * KEY_BYTES)
                write_key(self.scope, name, secret)
            if secret:
                cipher = self.ciphers[name] = AESGCM(secret)
                self.living[owner] = name
            else:
                turn += 1
                name = f"{named(owner)}{_SUCCESSOR}{turn}"
        return name, cipher

    def load(self) -> None:
        """Read all keys at once, for work that opens many values."""
        for name, secret in read_keys(self.scope).items():
            self.ciphers[name] = AESGCM(secret) if secret else None

    def fingerprint(self, content: str) -> str:
        """A keyed digest of an event, to recognise its repetition;
        it tells nothing without the key.
        """
        if not self.fingerprint_key:
            name, _ = self.sealing(CAMPAIGN)
            secret = _read_key(self.scope, name)
            assert secret
            self.fingerprint_key = hashlib.sha256(b"fingerprint" + secret).digest()
        return hmac.new(self.fingerprint_key, content.encode(), hashlib.sha256).hexdigest()


_RINGS: dict[tuple[str, int, str], Keyring] = {}
_RINGS_MAX: Final = 64


def keyring(scope: Scope | None = None) -> Keyring:
    """The keyring of the scope; kept in memory until a key is erased or a write is rolled back."""
    scope = scope or current()
    place = (str(connection.settings_dict["NAME"]), scope.compound_id, scope.marks.get("keys", ""))
    ring = _RINGS.get(place)
    if ring is None:
        if len(_RINGS) >= _RINGS_MAX:
            _RINGS.clear()
        ring = _RINGS[place] = Keyring(scope)
    return ring


def forget_keys() -> None:
    """Drop every key from memory: after an erasure,
    and after a rolled-back write that may have made one.
    """
    _RINGS.clear()


def has_key(owner: str) -> bool:
    """Whether anything was ever sealed for this owner."""
    return _read_key(current(), named(owner)) is not None


def named(owner: str) -> str:
    """The name of an owner's key: signs that part tokens and successors never stand in it.

    >>> named("person:V 01~2")
    'person:V%2001%7E2'
    """
    return owner.replace("%", "%25").replace(_SEPARATOR, "%20").replace(_SUCCESSOR, "%7E")


def seal(owner: str, text: str) -> str:
    """Token of one value under the owner's key, which is made if there is none."""
    name, cipher = keyring().sealing(owner)
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = cipher.encrypt(nonce, text.encode(), _bound(name))
    return f"{name}~{base64.b64encode(nonce + sealed).decode()}"


def seal_pieces(pieces: Sequence[tuple[str, str]]) -> str:
    """Token of a text whose pieces belong to several owners: (owner, piece) in reading order."""
    return _SEPARATOR.join(seal(owner, piece) for owner, piece in pieces)


def unseal(token: str) -> str:
    """The text of a token; a piece whose key was erased reads ``ERASED``."""
    return "".join(_open(piece) for piece in token.split(_SEPARATOR)) if token else ""


def names_of(token: str) -> list[str]:
    """The names of the keys that a token needs, in reading order."""
    return [piece.rpartition("~")[0] for piece in token.split(_SEPARATOR) if piece]


def is_erased(token: str) -> bool:
    """Whether the key of any piece is gone."""
    return any(keyring().cipher(name) is None for name in names_of(token))


def _open(piece: str) -> str:
    name, _, body = piece.rpartition("~")
    cipher = keyring().cipher(name)
    if cipher is None:
        return ERASED
    try:
        raw = base64.b64decode(body, validate=True)
        return cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], _bound(name)).decode()
    except (InvalidTag, ValueError) as fault:
        raise SealBroken(f"the value sealed for {name} was changed") from fault


def _bound(name: str) -> bytes:
    return f"{current().code}|{name}".encode()


def _master() -> AESGCM | None:
    phrase = settings.LINQIAO_MASTER_KEY
    return AESGCM(hashlib.sha256(b"master" + phrase.encode()).digest()) if phrase else None


def _wrap(scope: Scope, owner: str, secret: bytes) -> bytes:
    master = _master()
    if master is None:
        return b"0" + secret
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return b"1" + nonce + master.encrypt(nonce, secret, f"{scope.code}|{owner}".encode())


def _unwrap(scope: Scope, owner: str, stored: bytes) -> bytes:
    if stored[:1] == b"0" and len(stored) == KEY_BYTES + 1:
        return stored[1:]
    if stored[:1] != b"1":
        raise SealBroken(f"the key of {owner} was changed")
    master = _master()
    if master is None:
        raise KeysWrapped(
            "the keys are wrapped: set LINQIAO_MASTER_KEY to the phrase they were made with"
        )
    try:
        bound = f"{scope.code}|{owner}".encode()
        return master.decrypt(stored[1 : _NONCE_BYTES + 1], stored[_NONCE_BYTES + 1 :], bound)
    except InvalidTag as fault:
        raise SealBroken(f"LINQIAO_MASTER_KEY does not open the key of {owner}") from fault


def _read_key(scope: Scope, name: str) -> bytes | None:
    # Empty when the key was erased, None when there never was one.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT secret FROM journal_key WHERE compound_id = %s AND name = %s",
            [scope.compound_id, name],
        )
        row = cursor.fetchone()
    return _opened(scope, name, bytes(row[0])) if row else None


def read_keys(scope: Scope) -> dict[str, bytes]:
    """The secret of every key of a compound, empty where it was erased."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, secret FROM journal_key WHERE compound_id = %s", [scope.compound_id]
        )
        return {name: _opened(scope, name, bytes(stored)) for name, stored in cursor.fetchall()}


def _opened(scope: Scope, name: str, stored: bytes) -> bytes:
    return _unwrap(scope, name, stored) if stored else b""


def write_key(scope: Scope, name: str, secret: bytes) -> None:
    """Add a key under a name that has none yet; an empty secret opens nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_key (compound_id, name, secret) VALUES (%s, %s, %s)",
            [scope.compound_id, name, _wrap(scope, name, secret) if secret else b""],
        )


def erase_keys(owners: Sequence[str] | None, seq: int) -> None:
    """Empty the keys of these owners, or of everybody (``None``), by the event at ``seq``.
    Nothing sealed for them so far opens again.
    """
    where, values = "compound_id = %s AND erased_seq IS NULL", [current().compound_id]
    with connection.cursor() as cursor:
        for owner in [""] if owners is None else owners:
            one, named = (where, values) if owners is None else _keys_of(owner, where, values)
            cursor.execute(
                f"UPDATE journal_key SET secret = %s, erased_seq = %s WHERE {one}",
                [b"", seq, *named],
            )
    forget_keys()


def _keys_of(owner: str, where: str, values: Sequence[object]) -> tuple[str, list[object]]:
    owner = named(owner)
    heirs = f"{owner}{_SUCCESSOR}"
    return (
        f"{where} AND (name = %s OR substr(name, 1, %s) = %s)",
        [*values, owner, len(heirs), heirs],
    )
