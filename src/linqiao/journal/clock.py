"""The clock of the machine, asked here only: when an event was recorded, never when it happened."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present instant in UTC."""
    return datetime.now(UTC)
