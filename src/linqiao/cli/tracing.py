"""``linqiao trace``: the whole story of a household's requests."""

from zoneinfo import ZoneInfo

import click

from linqiao.cli.compound import compound_option
from linqiao.cli.database import database_option
from linqiao.cli.output import print_json
from linqiao.cli.words import both, complain, say, tell


@click.command(
    help=both(
        "Tell the story of HOUSEHOLD's requests: from the words in the message to the door, and "
        "back.",
        "讲出一户的请求始末：从消息原话到门口，也能从送达追回原话。",
    ),
    short_help="From the words to the door. 追溯",
)
@click.argument("household", metavar="HOUSEHOLD")
@click.option("--round", "round_code", metavar="R", help=both("Only this round.", "只看这一轮"))
@click.option("--json", "as_json", is_flag=True, help=both("Print JSON.", "输出 JSON"))
@database_option()
@compound_option
@click.pass_context
def trace(context: click.Context, household: str, round_code: str | None, as_json: bool) -> None:
    """Exit 2 for an unknown household or round."""
    from linqiao.bulletins.story import due_said, stories
    from linqiao.core.refusal import Refusal
    from linqiao.journal.scope import current

    try:
        found = stories(household, round_code)
    except Refusal as refusal:
        complain(tell(refusal.words) % refusal.params)
        raise SystemExit(2) from None
    if as_json:
        print_json([story.as_json(tell) for story in found])
        return
    zone = ZoneInfo(current().timezone)
    for story in found:
        click.secho(f"{story.round} · {story.household}", bold=True)
        for step in story.steps:
            at = step.at.astimezone(zone)
            click.echo(f"  {at:%m-%d %H:%M} #{step.seq} {step.event}  {step.said.told(tell)}")
        for due in story.due:
            click.echo("    " + due_said(due).told(tell))
    if not found and round_code:
        words = say("%s asked for nothing in round %s.", "%s 在 %s 这一轮没有请求。")
        click.echo(words % (household, round_code))
    elif not found:
        click.echo(say("%s asked for nothing.", "%s 没有请求。") % household)
