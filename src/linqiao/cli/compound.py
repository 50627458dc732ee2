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

    heads = [head for head in all_heads() if head.seq]  # one without events is a replay that failed
    if not heads:
        complain(
            say(
                "This database holds no campaign yet: linqiao replay DIR, or name another with "
                "--db (the demo's is sqlite:///linqiao-demo.sqlite3)",
                "数据库里还没有活动：linqiao replay DIR，或用 --db 指定另一个"
                "（演示是 sqlite:///linqiao-demo.sqlite3）",
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
