"""Sealing of personal values: authenticated encryption under one key per person, household or text.

A personal value stands in the database only as a token; the journal and the tables hold the same
token. Deleting the key's row erases the value everywhere, and the hash chain, which runs over
tokens, stays whole. AES-256-GCM; the owner's name is bound to the ciphertext, so that a token
cannot be moved to another owner.
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
_NONCE_BYTES: Final = 12
_SEPARATOR: Final = " "


class SealBroken(RuntimeError):
    """A sealed value does not open with its own key: it was changed."""


@dataclass
class Keyring:
    """The keys of one compound, read when first needed; new ones are written at once."""

    scope: Scope
    ciphers: dict[str, AESGCM | None] = field(default_factory=dict)
    fingerprint_key: bytes = b""

    def cipher(self, owner: str, *, create: bool) -> AESGCM | None:
        """The owner's cipher; ``None`` when the key is gone and may not be made."""
        known = self.ciphers.get(owner)
        if known is None and (create or owner not in self.ciphers):
            secret = _read_key(self.scope, owner)
            if secret is None and create:
                secret = AESGCM.generate_key(bit_length=256)
                _write_key(self.scope, owner, secret)
            known = AESGCM(secret) if secret else None
            self.ciphers[owner] = known
        return known

    def load(self) -> None:
        """Read all keys at once, for work that opens many values."""
        for owner, secret in _read_keys(self.scope):
            self.ciphers[owner] = AESGCM(_unwrap(self.scope, owner, secret))

    def fingerprint(self, content: str) -> str:
        """A keyed digest of an event, to recognise its repetition;
        it tells nothing without the key.
        """
        if not self.fingerprint_key:
            self.cipher(CAMPAIGN, create=True)
            secret = _read_key(self.scope, CAMPAIGN)
            assert secret is not None
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


def seal(owner: str, text: str) -> str:
    """Token of one value under the owner's key, which is made if there is none."""
    cipher = keyring().cipher(owner, create=True)
    assert cipher is not None
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = cipher.encrypt(nonce, text.encode(), _bound(owner))
    return f"{owner}~{base64.b64encode(nonce + sealed).decode()}"


def seal_pieces(pieces: Sequence[tuple[str, str]]) -> str:
    """Token of a text whose pieces belong to several owners: (owner, piece) in reading order."""
    return _SEPARATOR.join(seal(owner, piece) for owner, piece in pieces)


def unseal(token: str) -> str:
    """The text of a token; a piece whose key was erased reads ``ERASED``."""
    return "".join(_open(piece) for piece in token.split(_SEPARATOR)) if token else ""


def is_erased(token: str) -> bool:
    """Whether the key of any piece is gone."""
    owners = (piece.partition("~")[0] for piece in token.split(_SEPARATOR) if piece)
    return any(keyring().cipher(owner, create=False) is None for owner in owners)


def _open(piece: str) -> str:
    owner, _, body = piece.partition("~")
    cipher = keyring().cipher(owner, create=False)
    if cipher is None:
        return ERASED
    try:
        raw = base64.b64decode(body, validate=True)
        return cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], _bound(owner)).decode()
    except (InvalidTag, ValueError) as fault:
        raise SealBroken(f"the value sealed for {owner} was changed") from fault


def _bound(owner: str) -> bytes:
    return f"{current().code}|{owner}".encode()


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
    if stored[:1] == b"0":
        return stored[1:]
    master = _master()
    if master is None:
        raise SealBroken(
            "the keys are wrapped: set LINQIAO_MASTER_KEY to the phrase they were made with"
        )
    try:
        bound = f"{scope.code}|{owner}".encode()
        return master.decrypt(stored[1 : _NONCE_BYTES + 1], stored[_NONCE_BYTES + 1 :], bound)
    except InvalidTag as fault:
        raise SealBroken(f"LINQIAO_MASTER_KEY does not open the key of {owner}") from fault


def _read_key(scope: Scope, owner: str) -> bytes | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT secret FROM journal_key WHERE compound_id = %s AND owner = %s",
            [scope.compound_id, owner],
        )
        row = cursor.fetchone()
    return _unwrap(scope, owner, bytes(row[0])) if row else None


def _read_keys(scope: Scope) -> list[tuple[str, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT owner, secret FROM journal_key WHERE compound_id = %s", [scope.compound_id]
        )
        return [(owner, bytes(secret)) for owner, secret in cursor.fetchall()]


def _write_key(scope: Scope, owner: str, secret: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_key (compound_id, owner, secret) VALUES (%s, %s, %s)",
            [scope.compound_id, owner, _wrap(scope, owner, secret)],
        )


def erase_keys(owners: Sequence[str]) -> int:
    """Delete the keys of these owners; returns how many there were.
    Nothing sealed for them opens again.
    """
    erased = 0
    with connection.cursor() as cursor:
        for owner in owners:
            cursor.execute(
                "DELETE FROM journal_key WHERE compound_id = %s AND owner = %s",
                [current().compound_id, owner],
            )
            erased += cursor.rowcount
    forget_keys()
    return erased


def owners_known() -> list[str]:
    """Owners that still have a key."""
    return sorted(owner for owner, _ in _read_keys(current()))
