"""What others read of the hand-over."""

from linqiao.handover.models import Item, Progress


def progress() -> Progress:
    """How far the end has come; a fresh row while nothing of it has begun."""
    return Progress.objects.first() or Progress(state="running", to="")


def items() -> list[Item]:
    """Items in the order in which they were listed."""
    return list(Item.objects.order_by("seq"))
