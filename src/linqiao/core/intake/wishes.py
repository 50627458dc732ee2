"""From clauses to lines: what is ordered, added, set, cancelled, and what stays uncertain."""

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from linqiao.core.intake import lexicon
from linqiao.core.intake.clause import (
    Clause,
    Token,
    blank,
    goes_on_complaining,
    has_action,
    looks_like_goods,
)
from linqiao.core.intake.clauses import is_bare_cancel, leftovers
from linqiao.core.intake.context import Context
from linqiao.core.intake.corrections import OWN_SLIP
from linqiao.core.intake.drafts import WHOLE_ORDER, Draft, Wish
from linqiao.core.intake.grouping import (
    Pair,
    group,
    is_empty_field,
    is_zero,
    one_name,
    without_goods,
    without_kept,
    without_old_figures,
)
from linqiao.core.intake.meaning import Meaning
from linqiao.core.intake.normalise import fold
from linqiao.core.intake.speech import is_wanted, names_goods

_MARKS = "，,。；;、\n!！ \t"
_WANTS = re.compile(r"要|买|带|订|配|开|来|代|帮")


class Reader(Meaning):
    """Reads the clauses of one entry against what stands for its household."""

    def __init__(
        self,
        context: Context,
        items: tuple[str, ...],
        standing: Mapping[str, int],
        *,
        is_list: bool = False,
    ) -> None:
        super().__init__(context, items, standing)
        self.is_list = is_list
        self.is_note = False
        self.bare: list[Draft] = []
        self.last: Draft | None = None
        self.taken_back = False

    def read(self, clauses: list[Clause]) -> Wish:
        """Read clause by clause; goods without a quantity may get theirs from a later ``各``."""
        self.wish.clauses = tuple(clauses)
        for place, clause in enumerate(clauses):
            self.wish.at = (clause.start, clause.start + len(clause.text.rstrip(_MARKS)))
            if clause.kind == "wish":
                self._clause(clause, clauses[place + 1 :])
            elif clause.kind == "doubt":
                self._doubt(clause)
            elif clause.kind == "correction":
                # one's own slip in an earlier message, of which nothing stands, leaves nothing open
                slip = OWN_SLIP.search(clause.text) and not self.wish.drafts and not self.standing
                self.taken_back = not slip
        self.wish.at = None
        declined = any(
            lexicon.DECLINES.search(one.text)
            and not one.has("goods")
            and not lexicon.OF_OTHERS.search(one.text)
            for one in clauses
        )
        if declined and self.wish.drafts and not self.standing:
            self.wish.flag("ambiguous_quantity")  # 2板，算了; 不用了，一袋还没吃完
        if self.taken_back and self.wish.drafts:
            self.wish.flag("ambiguous_quantity")  # something is wrong, and nobody says what
        self._unknown(clauses)
        asked = any(_WANTS.search(clause.text) for clause in clauses)
        for clause in clauses:
            asks = clause.kind in ("wish", "remark", "help") and not clause.has("goods")
            if asks and asked and lexicon.USUAL_MEDICINE.search(clause.text):
                self.wish.flag("unknown_item")
                self.wish.has_wish = True
        if self.wish.has_wish and any(lexicon.DELIVERED.search(one.text) for one in clauses):
            self.wish.flag("ambiguous_item")
        if any(one.quantity is None and one.action != "cancel" for one in self.wish.drafts):
            self.wish.flag("ambiguous_quantity")
        return self.wish

    def _unknown(self, clauses: list[Clause]) -> None:
        """Words that nothing explains make the entry uncertain; alone, they are a wish where the
        text is a list, or says that they are wanted.
        """
        for before, clause in zip([None, *clauses], clauses, strict=False):
            words = leftovers(clause)
            if not words or goes_on_complaining(before, clause):
                continue
            wanted = any(is_wanted(clause.text, word) for word in words)
            noted = self.is_note and any(names_goods(word) for word in words)
            listed = self.is_list or noted
            if self.wish.has_wish or listed or wanted or looks_like_goods(clause):
                self.wish.flag("unknown_item")
                self.wish.has_wish = True

    def _doubt(self, clause: Clause) -> None:
        """A wish and a complaint in one clause: the wish is proposed, a person looks."""
        tokens = [token for token in clause.tokens if token.kind in ("goods", "quantity")]
        self._ordinary(clause, tokens[:2])
        self.wish.flag("ambiguous_quantity")

    def _clause(self, clause: Clause, later: list[Clause]) -> None:
        tokens = [token for token in clause.tokens if token.kind in ("goods", "quantity")]
        if tokens:
            self._hedges(clause)
        instead = self.wish.drafts and lexicon.INSTEAD.search(clause.text)
        if lexicon.ALTERNATIVE.search(clause.text) and (tokens or instead):
            self.wish.flag("ambiguous_item")
        demand = self._demands(clause) and (tokens or self.wish.drafts)
        if demand or (lexicon.asks_for_a_kind(clause.text) and (tokens or self.wish.drafts)):
            self.wish.flag("ambiguous_item")
        kept = bool(self.standing or self.wish.drafts)
        if kept and lexicon.KEEP.search(clause.text) and not clause.has("quantity"):
            self.wish.has_wish = True
            tokens = without_kept(clause, tokens)
            if not (tokens and clause.has("cancel")):
                return
            clause = replace(clause, tokens=[t for t in clause.tokens if t in tokens or not t.word])
        as_ever = lexicon.AS_EVER.search(clause.text) and not self.standing and not self.wish.drafts
        if not tokens and as_ever:
            self.wish.flag("ambiguous_quantity")
        if not tokens and (lexicon.EVERYTHING.search(clause.text) or as_ever):
            self.wish.flag("ambiguous_item")
            self.wish.has_wish = True
        elif not tokens:
            self._wordless(clause, later)
        elif self.taken_back and self._correct(clause, tokens):
            self.taken_back = False
        elif self.taken_back and not self.wish.drafts and clause.has("set"):
            self.taken_back = False
            self._ordinary(clause, tokens)
        elif self._is_swap(clause):
            self._swap(clause)
        elif self._continues_swap(clause):
            self._replace_cancelled(clause, tokens)
        else:
            self._ordinary(clause, tokens)

    def _demands(self, clause: Clause) -> bool:
        """A brand, size or kind that the record does not state; ``XL码拉拉裤`` states its own."""
        named = {code for t in clause.tokens if t.word for code in t.word.codes if code}
        items = [self.context.items[code] for code in named if code in self.context.items]
        words = [fold(word) for item in items for word in (item.name, *item.aliases)]
        return any(
            not any(match[0].removesuffix("码") in word for word in words)
            for match in lexicon.DEMAND.finditer(without_goods(clause))
        ) or lexicon.demands_a_kind(clause.text)

    def _correct(self, clause: Clause, tokens: list[Token]) -> bool:
        """``4板，不对，是2板``: what is proposed is one figure, or one thing with its figure, in
        place of the last one with a figure of its own.
        """
        last = self.wish.drafts[-1] if self.wish.drafts else None
        if last is None and clause.has("set"):
            return False  # a slip of an earlier message, and how it is put right
        self.wish.flag("conflicting_amendment")
        pairs, certain = group(one_name(clause, tokens))
        if last is None or last.quantity is None or last.action != "order" or self.standing:
            return False
        if not certain or len(pairs) != 1 or not pairs[0].quantities or has_action(clause):
            return False
        goods, numbers = pairs[0].goods, list(pairs[0].quantities)
        code = last.code if goods is None else self._code(goods)
        if not code:
            return True
        same = [draft for draft in self.wish.drafts if draft.code == code]
        old = same[0] if same else last
        new = Draft(code, self._amount(code, numbers), "order")
        self.wish.drafts[self.wish.drafts.index(old)] = new
        self.last = new
        return True

    def _hedges(self, clause: Clause) -> None:
        """Words in one breath with goods or a quantity that make them no plain wish."""
        spans = [(t.start, t.end) for t in clause.tokens if t.kind in ("goods", "quantity")]
        said = blank(clause.text, [(t.start, t.end) for t in clause.tokens if t.kind == "goods"])
        for piece in re.finditer(r"[^ \t]+", said):
            if not any(start < piece.end() and piece.start() < end for start, end in spans):
                continue
            if lexicon.HEDGED_ITEM.search(piece[0]):
                self.wish.flag("ambiguous_item")
            if lexicon.HEDGED_QUANTITY.search(piece[0]):
                self.wish.flag("ambiguous_quantity")

    def _wordless(self, clause: Clause, later: list[Clause]) -> None:
        """A clause without goods and quantity: a bare ``取消`` takes the whole order off."""
        goods_later = (one for one in later if one.kind == "wish" and one.has("goods"))
        if is_bare_cancel(clause) and next(goods_later, None) is None:
            if self.last is not None and not self.standing:
                if not lexicon.OF_OTHERS.search(clause.text):
                    self.wish.flag("conflicting_amendment")  # 土豆2斤，算了不要了
                return
            self._cancel_all()
            if lexicon.CONDITION.search(clause.text):
                self.wish.flag("ambiguous_item")

    def _cancel_all(self) -> None:
        self.wish.has_wish = self.wish.is_amendment = True
        self.wish.drafts = [Draft(WHOLE_ORDER, Fraction(0), "cancel")]
        if not self.standing:
            self.wish.flag("conflicting_amendment")

    def _ordinary(self, clause: Clause, tokens: list[Token]) -> None:
        self.wish.has_wish = True
        tokens = without_old_figures(clause, tokens)
        pairs, certain = group(one_name(clause, tokens))
        if all(pair.goods is None for pair in pairs) and len(pairs) > 1:
            pairs = [Pair(None, tuple(quantity for pair in pairs for quantity in pair.quantities))]
        if not certain:
            self.wish.flag("ambiguous_quantity")
        if clause.has("each"):
            self._each(clause, pairs)
            return
        for pair in pairs:
            span = [t for t in (pair.goods, *pair.quantities) if t is not None]
            begin, end = min(t.start for t in span), max(t.end for t in span)
            self.wish.at = (clause.start + begin, clause.start + end)
            action = self._action(clause, pair)
            self._joined(clause, pair)
            if self._is_said_of(clause, pair) or is_empty_field(clause, pair):
                continue
            if pair.goods is None:
                self._numbers_only(action, pair)
            else:
                self._goods(action, pair, pair.goods)

    def _joined(self, clause: Clause, pair: Pair) -> None:
        """``鸡蛋1板和30个``: two measures with a word of adding between them are not one."""
        for one, other in zip(pair.quantities, pair.quantities[1:], strict=False):
            if re.search("[和另再又加跟还与]", clause.text[one.end : other.start]):
                self.wish.flag("ambiguous_quantity")

    def _is_said_of(self, clause: Clause, pair: Pair) -> bool:
        """``鸡蛋2板，鸡蛋要新鲜的``: a word on the handling of what is ordered already."""
        if pair.goods is None or pair.quantities or pair.goods.word is None:
            return False
        ordered = {draft.code for draft in self.wish.drafts}
        rest = blank(clause.text, [(token.start, token.end) for token in clause.tokens])
        said = lexicon.HANDLING.search(rest) or lexicon.PART_OF.search(rest)
        return set(pair.goods.word.codes) <= ordered and bool(said)

    def _each(self, clause: Clause, pairs: list[Pair]) -> None:
        """``各N`` gives N to every item named since the last quantity (ruling 8)."""
        numbers = [quantity for pair in pairs for quantity in pair.quantities]
        place = next(token.start for token in clause.tokens if token.kind == "each")
        after = [one for one in numbers if one.start > place]
        if len(after) != 1 or len(numbers) != 1:
            self.wish.flag("ambiguous_quantity")
        for pair in pairs:
            if pair.goods is not None:
                self._goods("order", Pair(pair.goods, ()), pair.goods)
        for draft in self.bare if after else []:
            if draft.quantity is None:
                draft.quantity = self._amount(draft.code, after[:1])
        if not self.bare and after and len(self.items) == 1:
            self._numbers_only("order", Pair(None, (after[0],)))
        self.bare = [draft for draft in self.bare if draft.quantity is None]

    def _action(self, clause: Clause, pair: Pair) -> str:
        """The action nearest to the pair: before it or behind it, with nothing else between."""
        span = [t for t in (pair.goods, *pair.quantities) if t is not None]
        start, end = min(t.start for t in span), max(t.end for t in span)
        others = [t for t in clause.tokens if t.kind in ("goods", "quantity") and t not in span]
        for token in clause.tokens:
            if token.kind not in ("set", "add", "cancel"):
                continue
            between = (token.end, start) if token.end <= start else (end, token.start)
            if token.kind == "cancel" or not any(
                between[0] <= t.start < between[1] for t in others
            ):
                if token.kind == "add" and token.start >= end:
                    continue
                return token.kind
        return "order"

    def _goods(self, action: str, pair: Pair, goods: Token) -> None:
        none = pair.quantities and all(is_zero(token) for token in pair.quantities)
        if none and action == "order":
            return  # a field with quantity 0 is no wish (ruling 16)
        code = self._code(goods, standing_first=action != "order")
        if not code:
            return
        if action == "cancel":
            self._cancel(code)
            stood = self._stood(code)
            if stood and pair.quantities and self._amount(code, list(pair.quantities)) != stood:
                self.wish.flag("ambiguous_quantity")  # one of two, or all of it?
            return
        if none:
            if action == "set":
                self._cancel(code)
                self.wish.flag("ambiguous_quantity")
            return
        quantity = self._amount(code, list(pair.quantities)) if pair.quantities else None
        draft = Draft(code, quantity, "order")
        if pair.quantities:
            self.bare = []
        else:
            self.bare.append(draft)
        self._apply(draft, action)

    def _apply(self, draft: Draft, action: str) -> None:
        self.last = draft
        if action == "set":
            self._set(draft)
            return
        if action == "add":
            self.wish.is_amendment = self.wish.is_amendment or bool(self.standing)
            draft.action = "add" if draft.code in self.standing else "order"
            if (
                not self.standing
                and not any(d.action == "order" for d in self.wish.drafts)
                and self._is_lone_add()
            ):
                self.wish.flag("conflicting_amendment")
                draft.action = "add"
        elif draft.code in self.standing:
            self.wish.flag("duplicate")
        if any(one.code == draft.code for one in self.wish.drafts):
            self.wish.flag("duplicate")
        self.wish.drafts.append(draft)

    def _is_lone_add(self) -> bool:
        return not self.wish.drafts

    def _set(self, draft: Draft) -> None:
        """``改成N``; within a first order the later figure replaces the earlier one."""
        self.wish.is_amendment = True
        if any(one.code == draft.code and one.action == "cancel" for one in self.wish.drafts):
            self.wish.flag("conflicting_amendment")  # taken off and kept in one breath
        ordered = [one for one in self.wish.drafts if one.action == "order"]
        earlier = next((one for one in ordered if one.code == draft.code), None)
        if earlier is not None:
            self.wish.drafts.remove(earlier)
            again = any(d.code in self.standing for d in self.wish.drafts if d.action == "order")
            if "duplicate" in self.wish.flags and draft.code in self.standing and not again:
                self.wish.flags.remove("duplicate")
        if draft.code in self.standing:
            draft.action = "set"
        elif earlier is None or earlier.quantity is None:
            draft.action = "set"
            self.wish.flag("conflicting_amendment")
        self.wish.drafts.append(draft)

    def _cancel(self, code: str) -> None:
        self.wish.is_amendment = True
        earlier = [one for one in self.wish.drafts if one.code == code]
        if earlier and code not in self.standing:
            self.wish.drafts.remove(earlier[0])
            return
        if earlier:
            self.wish.flag("conflicting_amendment")
        if code not in self.standing:
            self.wish.flag("conflicting_amendment")
        self.wish.drafts.append(Draft(code, Fraction(0), "cancel"))

    def _numbers_only(self, action: str, pair: Pair) -> None:
        """A quantity without goods: the round's only item, or the item just spoken of."""
        pending = [draft for draft in self.bare if draft.quantity is None]
        if self.swapped is not None and action == "order":
            # 排骨换成后腿肉，3斤: the figure behind belongs to what comes instead
            self.swapped.quantity = self._amount(self.swapped.code, list(pair.quantities))
            self.swapped = None
            return
        if action == "set" and self.last is not None:
            self._set(
                Draft(self.last.code, self._amount(self.last.code, list(pair.quantities)), "order")
            )
            return
        if len(pending) == 1 and action == "order":
            pending[0].quantity = self._amount(pending[0].code, list(pair.quantities))
            self.bare = []
            return
        only = self.items[0] if len(self.items) == 1 else ""
        if not only and action in ("set", "add") and len(self.standing) == 1:
            only = next(iter(self.standing))
        if not only:
            self.wish.flag("ambiguous_item")
            return
        if action == "cancel":
            self._cancel(only)
            return
        self._apply(Draft(only, self._amount(only, list(pair.quantities)), "order"), action)
