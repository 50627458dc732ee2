"""What a word and its numbers come to for a household, and goods that are exchanged for others."""

from collections.abc import Mapping
from fractions import Fraction

from linqiao.core.intake.clause import Clause, Token
from linqiao.core.intake.context import Context
from linqiao.core.intake.drafts import MILLI, WHOLE_ORDER, Draft, Wish
from linqiao.core.intake.quantities import Quantity, amount
from linqiao.core.intake.words import Word


class Meaning:
    """The items of a round and what stands, against which the words of an entry are read."""

    def __init__(
        self, context: Context, items: tuple[str, ...], standing: Mapping[str, int]
    ) -> None:
        self.context = context
        self.items = items
        self.standing = standing
        self.wish = Wish()
        self.swapped: Draft | None = None

    def _stood(self, code: str) -> Fraction:
        return Fraction(self.standing.get(code, 0), MILLI)

    def _code(self, token: Token, *, standing_first: bool = False) -> str:
        """The one item of a word, or nothing and a flag.
        In an amendment what stands decides (ruling 5).
        """
        word = token.word
        assert isinstance(word, Word)
        if word.flag == "ambiguous_item" and standing_first:
            standing = [code for code in word.codes if code in self.standing]
            if len(standing) == 1:
                return standing[0]
        if word.flag:
            self.wish.flag(word.flag)
        if any(self.context.items[code].rx for code in word.codes if code):
            self.wish.flag("prescription_required")
        return "" if word.flag == "ambiguous_item" else word.codes[0]

    def _amount(self, code: str, tokens: list[Token]) -> Fraction | None:
        """The quantity in selling units; two measures are certain when they agree (ruling 9)."""
        item = self.context.items[code]
        values: list[Fraction | None] = []
        for token in tokens:
            assert isinstance(token.quantity, Quantity)
            values.append(amount(item, token.quantity))
        measures = [one.quantity for one in tokens if one.quantity is not None]
        if len(measures) > 1 and any(
            one.sign or not any(unit for _, unit in one.measures) for one in measures
        ):
            self.wish.flag("ambiguous_quantity")  # 1板+1: one more, or the same said again?
        if any(value is None for value in values) or len(set(values)) != 1:
            self.wish.flag("ambiguous_quantity")
        value = next((one for one in values if one is not None), None)
        if value is not None and (value * MILLI % item.step_milli or value <= 0):
            self.wish.flag("ambiguous_quantity")
        return value

    def _is_swap(self, clause: Clause) -> bool:
        place = next((token.start for token in clause.tokens if token.kind in ("set", "swap")), -1)
        if place < 0:
            return False
        before = [t for t in clause.tokens if t.kind == "goods" and t.start < place]
        after = [t for t in clause.tokens if t.kind == "goods" and t.start > place]
        return bool(before and after)

    def _continues_swap(self, clause: Clause) -> bool:
        """``五花肉不要了，换成牛腩``: the goods that were just taken off are replaced."""
        changes = clause.has("set") or clause.has("swap")
        last = self.wish.drafts[-1] if self.wish.drafts else None
        place = next((token.start for token in clause.tokens if token.kind in ("set", "swap")), -1)
        behind = any(token.kind == "goods" and token.start > place for token in clause.tokens)
        return changes and behind and last is not None and last.action == "cancel"

    def _replace_cancelled(self, clause: Clause, tokens: list[Token]) -> None:
        goods = [token for token in tokens if token.kind == "goods"]
        numbers = [token for token in tokens if token.kind == "quantity"]
        old = self.wish.drafts[-1].code
        if len(goods) != 1 or len(numbers) > 1 or old == WHOLE_ORDER:
            self.wish.flag("conflicting_amendment")
            return
        new = self._code(goods[0])
        if new:
            stood = Fraction(self.standing.get(old, MILLI), MILLI)
            quantity = self._amount(new, numbers) if numbers else stood
            self.wish.drafts.append(
                Draft(new, quantity, "add" if new in self.standing else "order")
            )

    def _swap(self, clause: Clause) -> None:
        """``X换成Y``: X is taken off, Y ordered with X's quantity unless another is given (ruling
        24).
        """
        self.wish.has_wish = self.wish.is_amendment = True
        place = next(t.start for t in clause.tokens if t.kind in ("set", "swap"))
        goods = [t for t in clause.tokens if t.kind == "goods"]
        before, after = [t for t in goods if t.start < place], [t for t in goods if t.start > place]
        numbers = [t for t in clause.tokens if t.kind == "quantity"]
        old_numbers = [t for t in numbers if t.start < place]
        given = [t for t in numbers if t.start > place]
        if len(before) != 1 or len(after) != 1 or len(given) > 1:
            self.wish.flag("conflicting_amendment" if before else "ambiguous_item")
            return
        old, new = self._code(before[0], standing_first=True), self._code(after[0])
        if not old or not new:
            return
        if old not in self.standing:
            self.wish.flag("conflicting_amendment")
        if old_numbers and self._amount(old, old_numbers) != Fraction(
            self.standing.get(old, 0), MILLI
        ):
            self.wish.flag("ambiguous_quantity")
        self.wish.drafts.append(Draft(old, Fraction(0), "cancel"))
        quantity = (
            self._amount(new, given) if given else Fraction(self.standing.get(old, MILLI), MILLI)
        )
        draft = Draft(new, quantity, "add" if new in self.standing else "order")
        self.wish.drafts.append(draft)
        self.swapped = None if given else draft
