"""What others read of the catalogue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from linqiao.catalogue.models import Item
from linqiao.catalogue.rules import parse_max, parse_packs, parse_step, split_aliases
from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop
from linqiao.journal.facts import fact


@dataclass(frozen=True)
class ItemFacts:
    """An item with its numbers read."""

    code: str
    label: str
    name: str
    aliases: tuple[str, ...]
    category: str
    unit: str
    price_fen: int
    packs: Mapping[str, Fraction]
    step_milli: int
    max_milli: int | None
    rx: bool


@fact("catalogue")
def items() -> dict[str, ItemFacts]:
    """Items by code, in the order in which they were entered."""
    return {
        row.code: ItemFacts(
            row.code,
            row.label,
            row.name,
            split_aliases(row.aliases),
            row.category,
            row.unit,
            row.price_fen,
            parse_packs(row.packs),
            parse_step(row.step),
            parse_max(row.max),
            row.rx,
        )
        for row in Item.objects.order_by("place")
    }


def require_items(codes: Iterable[str]) -> None:
    """Refuse ``unknown_reference`` for a code that the catalogue does not have."""
    known = items()
    for code in codes:
        if code not in known:
            raise Refusal(
                "unknown_reference", gettext_noop("The catalogue has no item %(item)s."), item=code
            )
