"""The heads of the journals: find one, make one, enter its scope."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from linqiao.journal.chain import start
from linqiao.journal.models import Compound
from linqiao.journal.scope import Scope, scope_of_values, within


def compound_code(name: str, campaign: str, starts: str) -> str:
    """The short code of a campaign, made from what names it,
    so that a second replay finds the first.
    """
    return hashlib.sha256(f"{name}|{campaign}|{starts}".encode()).hexdigest()[:10]


def open_compound(code: str, name: str, timezone: str) -> Compound:
    """The head with this code, made if it is new.  The only row that is not made by an event."""
    head, _ = Compound.objects.get_or_create(
        code=code,
        defaults={"name": name, "timezone": timezone, "head_hash": start(code, name, timezone)},
    )
    return head


def all_heads() -> list[Compound]:
    """Every compound of the database, by name."""
    return list(Compound.objects.order_by("name", "code"))


def scope_of(head: Compound) -> Scope:
    """The scope of a head, with its marks as they stand in the database."""
    return scope_of_values(head.pk, head.code, head.timezone, head.marks)


@contextmanager
def inside(code: str) -> Iterator[Compound]:
    """Enter a compound for reading; ``Compound.DoesNotExist`` when there is none with this code."""
    head = Compound.objects.get(code=code)
    with within(scope_of(head)):
        yield head
