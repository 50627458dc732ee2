"""What a message holds beside its entries: question, thanks, complaint, help."""

from linqiao.core.intake import lexicon


def kinds_of(text: str, *, has_order: bool, has_amendment: bool) -> tuple[str, ...]:
    """The kinds of a normalised text, in the contract's order; ``other`` when there is no other."""
    found = []
    if has_order:
        found.append("order")
    if has_amendment:
        found.append("amend")
    if lexicon.QUESTION.search(text):
        found.append("question")
    if lexicon.THANKS.search(text):
        found.append("thanks")
    if lexicon.COMPLAINT.search(text) or lexicon.GRIEVANCE.search(text):
        found.append("complaint")
    if lexicon.HELP.search(text):
        found.append("help")
    return tuple(found) or ("other",)
