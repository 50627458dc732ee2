"""Tables of the journal, and the base of every domain table."""

from collections.abc import Iterable
from typing import Any, ClassVar, Self, TypeVar

from django.db import models

from linqiao.journal import prepared
from linqiao.journal.scope import ScopeBroken, current

CODE_LENGTH = 64
M = TypeVar("M", bound="CompoundModel")


class Compound(models.Model):
    """One confinement of one compound, and the head of its journal.
    Its row is the lock of its writes.
    """

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    name = models.CharField(max_length=200)
    timezone = models.CharField(max_length=CODE_LENGTH, default="Asia/Shanghai")
    seq = models.BigIntegerField(default=0)
    head_hash = models.CharField(max_length=64)
    last_at = models.DateTimeField(null=True)
    marks = models.JSONField(default=dict)

    class Meta:
        db_table = "journal_compound"


class ScopedQuerySet(models.QuerySet[M]):
    """Rows of the compound in scope; bulk writes are checked like single ones."""

    def bulk_create(
        self, objs: Iterable[M], *args: Any, **options: Any
    ) -> list[M]:  # Django's own open signature
        rows = list(objs)
        for row in rows:
            row.check_scope()
        return super().bulk_create(rows, *args, **options)

    def write_back(self, rows: Iterable[M], fields: list[str]) -> None:
        """Write columns of rows that were read before, in one statement."""
        kept = list(rows)
        for row in kept:
            row.check_scope()
        prepared.update(kept, fields)

    def update(self, **values: Any) -> int:  # any column may be set
        if "compound" in values or "compound_id" in values:
            raise ScopeBroken("a row never changes its compound")
        return super().update(**values)


class ScopedManager(models.Manager[M]):
    """The default manager: refuses to run without a scope, filters inside one."""

    # The rows of the compound asked for last, not yet read: each query starts as a copy of it.
    _kept: tuple[int, ScopedQuerySet[M]] | None = None

    def write_back(self, rows: Iterable[M], fields: list[str]) -> None:
        """Write columns of rows that were read before, in one statement."""
        self.get_queryset().write_back(rows, fields)

    def get_queryset(self) -> ScopedQuerySet[M]:
        compound, kept = current().compound_id, self._kept
        if kept is None or kept[0] != compound:
            rows: ScopedQuerySet[M] = ScopedQuerySet(self.model, using=self._db)
            self._kept = kept = (compound, rows.filter(compound_id=compound))
        return kept[1].all()

    def rows(self, **columns: object) -> list[M]:
        """Rows with these values in these columns, the oldest first."""
        return prepared.select(self.model, {"compound_id": current().compound_id, **columns})

    def find(self, **columns: object) -> M | None:
        """The oldest row with these values in these columns, or ``None``."""
        return next(iter(self.rows(**columns)), None)

    def all_compounds(self) -> models.QuerySet[M]:
        """Leave the scope; every use is counted by a test."""
        return models.QuerySet(self.model, using=self._db)


class CompoundModel(models.Model):
    """Base of every domain table: one compound, checked on the way in and on the way out."""

    compound = models.ForeignKey(
        Compound, on_delete=models.PROTECT, db_index=False, related_name="+"
    )

    objects: ClassVar["ScopedManager[Self]"] = ScopedManager()

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **values: Any) -> None:  # Django's own open signature
        if not args and "compound" not in values and "compound_id" not in values:
            values["compound_id"] = current().compound_id
        super().__init__(*args, **values)

    def check_scope(self) -> None:
        """Raise ``ScopeBroken`` if this row, or a row it points to, belongs to another compound."""
        here = current().compound_id
        if self.compound_id != here:
            raise ScopeBroken(f"{type(self).__name__} of compound {self.compound_id} inside {here}")
        for name, related in self._state.fields_cache.items():
            if name != "compound" and getattr(related, "compound_id", here) != here:
                raise ScopeBroken(f"{type(self).__name__}.{name} points into another compound")

    def save(self, *args: Any, **options: Any) -> None:  # Django's own open signature
        self.check_scope()
        names = options.get("update_fields")
        if args or options.keys() - {"force_insert", "update_fields"}:
            super().save(*args, **options)
        elif self._state.adding and self.pk is None and names is None:
            prepared.insert(self)
        elif not self._state.adding and not options.get("force_insert"):
            prepared.update([self], names)
        else:
            super().save(*args, **options)

    def delete(
        self, *args: Any, **options: Any
    ) -> tuple[int, dict[str, int]]:  # Django's own open signature
        self.check_scope()
        return super().delete(*args, **options)


class Entry(CompoundModel):
    """One line of the journal: an event as it was taken or refused.  Append-only by trigger."""

    seq = models.BigIntegerField()
    event_id = models.CharField(max_length=CODE_LENGTH)
    is_first = models.BooleanField()
    at = models.DateTimeField()
    at_text = models.CharField(max_length=40)
    by = models.CharField(max_length=CODE_LENGTH)
    type = models.CharField(max_length=CODE_LENGTH)
    payload = models.TextField()
    outcome = models.TextField()
    reason = models.CharField(max_length=32)
    words = models.TextField()
    late = models.BooleanField()
    recorded_at = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "journal_entry"
        constraints = [
            models.UniqueConstraint(fields=["compound", "seq"], name="journal_entry_seq"),
            models.UniqueConstraint(
                fields=["compound", "event_id"],
                condition=models.Q(is_first=True),
                name="journal_entry_event_once",
            ),
        ]
        indexes = [
            models.Index(fields=["compound", "event_id"], name="journal_entry_event"),
            models.Index(fields=["compound", "type", "seq"], name="journal_entry_type"),
        ]


class Key(CompoundModel):
    """The key of one person, household or text. Emptying it erases all that it sealed;
    the row stays and names the event that did.
    """

    name = models.CharField(max_length=2 * CODE_LENGTH)
    secret = models.BinaryField()
    erased_seq = models.BigIntegerField(null=True)

    class Meta:
        db_table = "journal_key"
        constraints = [
            models.UniqueConstraint(fields=["compound", "name"], name="journal_key_name")
        ]


class Notice(CompoundModel):
    """The transactional outbox: what is to be told outside the database,
    written with the event itself.
    """

    seq = models.BigIntegerField()
    topic = models.CharField(max_length=CODE_LENGTH)
    body = models.TextField()
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "journal_notice"
        constraints = [
            models.UniqueConstraint(fields=["compound", "seq", "topic"], name="journal_notice_once")
        ]
