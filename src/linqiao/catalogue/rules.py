"""How the texts of an item are read."""

from fractions import Fraction

from linqiao.core.refusal import Refusal
from linqiao.core.units import parse_quantity
from linqiao.core.words import gettext_noop


def parse_packs(text: str) -> dict[str, Fraction]:
    """Other units in selling units; ``bad_fields`` where a part is not ``unit=number``.

    >>> parse_packs("箱=12|个=1/30")["个"]
    Fraction(1, 30)
    """
    packs: dict[str, Fraction] = {}
    for part in filter(None, text.split("|")):
        unit, equals, size = part.partition("=")
        if unit in packs:
            raise _wrong("packs", f"each unit once; {unit} stands twice")
        try:
            packs[unit] = Fraction(size)
        except (ValueError, ZeroDivisionError):
            packs[unit] = Fraction(0)
        if not unit or not equals or packs[unit] <= 0:
            raise _wrong("packs", "unit=number parts such as 箱=12|个=1/30")
    return packs


def parse_step(text: str) -> int:
    """Smallest step in thousandths, above zero."""
    try:
        step = parse_quantity(text)
    except ValueError as fault:
        raise _wrong("step", str(fault)) from None
    if step <= 0:
        raise _wrong("step", "a step above zero, such as 0.5")
    return step


def parse_max(text: str) -> int | None:
    """Most per household and round in thousandths; ``None`` for no limit."""
    if not text:
        return None
    try:
        return parse_quantity(text)
    except ValueError as fault:
        raise _wrong("max", str(fault)) from None


def split_aliases(text: str) -> tuple[str, ...]:
    """Aliases between bars.

    >>> split_aliases("鸡子|土鸡蛋")
    ('鸡子', '土鸡蛋')
    """
    return tuple(filter(None, text.split("|")))


def _wrong(field: str, right: str) -> Refusal:
    return Refusal(
        "bad_fields",
        gettext_noop("The field %(field)s needs: %(right)s."),
        field=field,
        right=right,
    )
