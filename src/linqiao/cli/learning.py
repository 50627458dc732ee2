"""``linqiao lessons``: what people taught the reader, what could be taught, and taking it back."""

from typing import Any

import click

from linqiao.cli.compound import compound_option
from linqiao.cli.database import database_option
from linqiao.cli.output import print_json
from linqiao.cli.words import both, complain, say, tell


@click.command(
    help=both(
        "List the lessons of this compound: words that are certain here because a person taught "
        "them. --proposed lists what settled entries suggest, --learn teaches one of these, "
        "--forget takes a lesson back.",
        "列出本小区教给读法的词：别名、群昵称、地址写法。"
        "--proposed 列出可学的，--learn 学一条，--forget 收回一条。",
    ),
    short_help="What the reader was taught. 读法学到的词",
)
@click.option("--proposed", is_flag=True, help=both("List what could be learned.", "列出可学的词"))
@click.option(
    "--learn", metavar="MESSAGE:ENTRY", help=both("Teach what this entry suggests.", "学这一条")
)
@click.option("--forget", metavar="LESSON", help=both("Take a lesson back.", "收回一条"))
@click.option("--json", "as_json", is_flag=True, help=both("Print JSON.", "输出 JSON"))
@database_option()
@compound_option
@click.pass_context
def lessons(
    context: click.Context,
    *,
    proposed: bool,
    learn: str | None,
    forget: str | None,
    as_json: bool,
) -> None:
    """Exit 1 where a lesson is refused or there is none to learn."""
    if sum(map(bool, (proposed, learn, forget))) > 1:
        raise click.UsageError("give at most one of --proposed, --learn, --forget")
    if learn or forget:
        context.exit(_change(learn, forget))
    rows = _proposed() if proposed else _learned()
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo("  ".join(str(row[name]) for name in ("from", "kind", "words", "means")))
    if not rows:
        click.echo(say("None.", "没有。"))


def _learned() -> list[dict[str, Any]]:
    from linqiao.intake.queries import lessons as learned

    return [
        {"from": one.event_id, "kind": one.kind, "words": one.words.text, "means": one.means}
        for one in learned()
    ]


def _proposed() -> list[dict[str, Any]]:
    from linqiao.intake.reading import proposed_lessons

    return [
        {
            "from": f"{one.message}:{one.entry}",
            "kind": one.proposal.kind,
            "words": one.proposal.words,
            "means": one.proposal.means,
        }
        for one in proposed_lessons()
    ]


def _change(learn: str | None, forget: str | None) -> int:
    from linqiao.folder.teaching import forget_lesson, teach

    if forget:
        answers = [forget_lesson(forget)]
    else:
        chosen = [row for row in _proposed() if row["from"] == learn]
        answers = [teach(row["kind"], row["words"], row["means"], row["from"]) for row in chosen]
    for answer in answers:
        if not answer.accepted:
            complain(f"{answer.reason}: {tell(answer.words) % answer.params}")
    if not answers:
        complain(say("This entry suggests no lesson.", "这一条没有可学的。"))
    return 0 if answers and all(answer.accepted for answer in answers) else 1


@click.command(
    help=both(
        "List accepted entries that the two readers read differently, for a person to look at. "
        "--confirm takes the doubt off one that is right.",
        "列出两种读法不一致的已接受条目，请人看一眼。--confirm 确认某一条没问题。",
    ),
    short_help="Accepted entries to look at. 需复看的条目",
)
@click.option("--confirm", metavar="MESSAGE:ENTRY", help=both("This entry is right.", "这条没问题"))
@click.option("--json", "as_json", is_flag=True, help=both("Print JSON.", "输出 JSON"))
@database_option()
@compound_option
@click.pass_context
def doubts(context: click.Context, *, confirm: str | None, as_json: bool) -> None:
    """Exit 1 where an entry waits to be looked at, or a confirmation is refused."""
    from linqiao.folder.teaching import confirm_entry
    from linqiao.intake.queries import doubts as doubted

    if confirm:
        answer = confirm_entry(confirm)
        if not answer.accepted:
            complain(f"{answer.reason}: {tell(answer.words) % answer.params}")
        context.exit(0 if answer.accepted else 1)
    rows = [
        {
            "entry": f"{one.message}:{one.place}",
            "round": one.round,
            "household": one.household,
            "lines": one.lines,
            "doubt": one.doubt,
        }
        for one in doubted()
    ]
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            click.echo("  ".join(str(value) for value in row.values()))
        if not rows:
            click.echo(say("Both readers agree on every entry.", "两种读法处处一致。"))
    context.exit(1 if rows else 0)
