"""What the door answers when it does not let an event in."""

from typing import Final

REASONS: Final = frozenset(
    {
        "unknown_type",
        "bad_fields",
        "unknown_reference",
        "not_allowed",
        "wrong_state",
        "duplicate_code",
        "exceeds",
        "barred_by_zone",
        "no_consent",
        "unbalanced",
    }
)


class Refusal(Exception):
    """A decision not to accept an event: a reason code, and a sentence that says what would be
    right.

    ``words`` is an English sentence with ``%(name)s`` parameters (marked with ``gettext_noop``),
    ``params`` its values as text. Parameters never hold a name, a phone number or an illness:
    refusals are logged. Source of the codes: campaign contract, fine point "Refusals".
    """

    def __init__(self, reason: str, words: str, **params: object) -> None:
        assert reason in REASONS, reason
        super().__init__(reason, words)
        self.reason = reason
        self.words = words
        self.params = {name: str(value) for name, value in params.items()}

    def __str__(self) -> str:
        return f"{self.reason}: {self.words % self.params}"
