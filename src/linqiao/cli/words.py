"""Words of the command line in both languages."""

import os

import click


def is_chinese() -> bool:
    """Whether the terminal's language is Chinese: LINQIAO_LANG first,
    then the locale's variables.
    """
    for name in ("LINQIAO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value and value not in ("C", "C.UTF-8", "POSIX"):
            return value.startswith("zh")
    return False


def both(english: str, chinese: str) -> str:
    """Help text: English and Chinese, one beneath the other, so that either reader finds it."""
    return f"{english}\n\n{chinese}"


def say(english: str, chinese: str) -> str:
    """A message in the terminal's language."""
    return chinese if is_chinese() else english


def tell(sentence: str) -> str:
    """A sentence of the catalogue in the terminal's language."""
    from django.utils.translation import gettext, override

    with override("zh-hans" if is_chinese() else "en"):
        return gettext(sentence)


def complain(text: str) -> None:
    """Write to the error stream."""
    click.echo(text, err=True)
