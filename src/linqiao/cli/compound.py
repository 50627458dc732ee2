"""Which compound a command works on: the only one, or the one named by ``--compound``."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from linqiao.cli.words import both, complain, say


def compound_option(function: Callable[..., Any]) -> Callable[..., Any]:  # a click callback
    """Add ``--compound`` and enter that compound's scope."""

    @click.option(
        "--compound",
        "code",
        metavar="CODE",
        help=both("Which compound, if there are several.", "小区代码"),
    )
    @wraps(function)
    def scoped(*args: Any, code: str | None, **values: Any) -> Any:  # click's callback signature
        from linqiao.journal.compounds import inside

        with inside(_chosen(code)):
            return function(*args, **values)

    return scoped


def _chosen(code: str | None) -> str:
    from linqiao.journal.compounds import all_heads

    heads = all_heads()
    if not heads:
        complain(
            say(
                "This database holds no campaign yet: linqiao replay DIR",
                "数据库里还没有活动：linqiao replay DIR",
            )
        )
        raise SystemExit(2)
    if code is None and len(heads) == 1:
        return heads[0].code
    found = next((head for head in heads if head.code == code), None)
    if found is None:
        known = ", ".join(f"{head.code} ({head.name})" for head in heads)
        complain(say("Name one compound with --compound: ", "请用 --compound 指定小区：") + known)
        raise SystemExit(2)
    return found.code
