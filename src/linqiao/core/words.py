"""Marks a sentence for translation without importing a framework.

The sentence is kept in English with named parameters; the way out (page, command, API) translates
it.
"""


def gettext_noop(message: str) -> str:
    """Return ``message`` unchanged; its name makes the message collector pick the sentence up."""
    return message
