"""``linqiao export``, ``erase`` and ``outbox``: what leaves the database."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linqiao.cli.compound import compound_option
from linqiao.cli.database import database_option
from linqiao.cli.output import print_json, progress_bar
from linqiao.cli.words import both, complain, say, tell

if TYPE_CHECKING:
    from linqiao.folder.export import Exported


@click.command(
    help=both(
        "Write the campaign as a folder again; replaying it gives the same figures and balances, "
        "unless personal data was erased: then it is said what is gone.",
        "把活动导出成文件夹；重放它得到同样的数字和余额。清除过个人信息的，会说明缺了什么。",
    ),
    short_help="Write a campaign folder. 导出",
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=both("Print JSON.", "输出 JSON"))
@database_option()
@compound_option
def export(folder: Path, *, as_json: bool) -> None:
    """Write into an empty or new folder only."""
    from linqiao.folder.export import export_folder
    from linqiao.journal.models import Entry

    if folder.exists() and any(folder.iterdir()):
        complain(say("The folder is not empty: ", "文件夹不是空的：") + str(folder))
        raise SystemExit(2)
    with progress_bar(say("Exporting", "导出"), Entry.objects.count()) as progress:
        done = export_folder(folder, progress)
    if as_json:
        print_json({"folder": str(folder), **asdict(done)})
    else:
        words = say("%d events written to %s", "已写出 %d 个事件到 %s")
        click.echo(words % (done.events, folder))
    if done.erasures:
        _warn_of_erasures(done)


def _warn_of_erasures(done: "Exported") -> None:
    """An exported grey block tells the replay nothing: say what is gone, and by which events."""
    gone = ", ".join(f"{count} {kind}" for kind, count in sorted(done.gone.items())) or "0"
    erasures = ", ".join(
        f"{one['id']} ({one.get('household') or one.get('code') or say('everybody', '全部')})"
        for one in done.erasures
    )
    complain(
        say(
            "Warning: personal data was erased, so a replay of this folder ends with other "
            "figures. Events with an erased value: ",
            "注意：个人信息已被清除，重放此文件夹得到的数字会不同。含已清除内容的事件：",
        )
        + gone
        + say(". Erased by: ", "。清除事件：")
        + erasures
    )


@click.command(
    help=both(
        "Erase personal data: of one household, one volunteer, or (--due) of all once the purge "
        "day has come.",
        "清除个人信息：某一户、某位志愿者，或（--due）到期后全部清除。",
    ),
    short_help="Erase personal data. 清除个人信息",
)
@click.option("--household", metavar="H", help=both("Erase one household.", "某一户"))
@click.option("--volunteer", metavar="V", help=both("Erase one volunteer.", "某位志愿者"))
@click.option(
    "--due", is_flag=True, help=both("Erase everybody: the purge day has come.", "到期全部清除")
)
@database_option()
@compound_option
@click.pass_context
def erase(context: click.Context, household: str | None, volunteer: str | None, due: bool) -> None:
    """Record ``privacy.erase`` and empty the database's free pages."""
    from linqiao.folder.erasing import erase_personal

    if sum(map(bool, (household, volunteer, due))) != 1:
        raise click.UsageError("give exactly one of --household, --volunteer, --due")
    answer = erase_personal(household=household, volunteer=volunteer)
    if not answer.accepted:
        complain(f"{answer.reason}: {tell(answer.words) % answer.params}")
        context.exit(1)
    click.echo(
        say("Erased: the keys are gone, the chain is whole.", "已清除：密钥已销毁，哈希链完整。")
    )


@click.command(
    help=both(
        "Deliver the waiting notices of the outbox: append them to FILE as JSON lines, then mark "
        "them.",
        "投递发件箱中的通知：逐行追加到 FILE，然后标记为已投递。",
    ),
    short_help="Deliver waiting notices. 投递通知",
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=both("Print JSON.", "输出 JSON"))
@database_option()
@compound_option
def outbox(file: Path, *, as_json: bool) -> None:
    """At least once, in order: a notice is marked after it was written."""
    from linqiao.journal.outbox import deliver_pending

    with file.open("a", encoding="utf-8") as handle:

        def write(seq: int, topic: str, body: dict[str, str]) -> None:
            handle.write(
                json.dumps({"seq": seq, "topic": topic, **body}, ensure_ascii=False) + "\n"
            )
            handle.flush()

        count = deliver_pending(write)
    if as_json:
        print_json({"file": str(file), "delivered": count})
    else:
        click.echo(say("%d notices delivered", "已投递 %d 条通知") % count)
