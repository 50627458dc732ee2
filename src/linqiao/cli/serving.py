"""``linqiao serve`` and ``demo``: the pages."""

import errno
import socket
from pathlib import Path
from typing import Any

import click

from linqiao.cli.database import choose, database_option, guarded, prepare
from linqiao.cli.words import both, complain, say

DEMO_DATABASE = "sqlite:///linqiao-demo.sqlite3"
ADDRESS = "127.0.0.1:8000"
OTHER_ADDRESS = "127.0.0.1:8080"
PORTS = 65536
WORKERS = 2
THREADS = 4


@click.command(
    help=both("Serve the pages.", "启动网页服务。"),
    short_help="Serve the pages. 启动网页",
)
@click.option(
    "--address",
    default=ADDRESS,
    show_default=True,
    metavar="HOST:PORT",
    help=both("Where to listen.", "监听地址"),
)
@database_option(making=True)
def serve(address: str) -> None:
    """Serve until interrupted; exit 2 where nobody can listen."""
    run_server(address)


@click.command(
    help=both(
        "Replay the demo campaign into a fresh database and serve it.",
        "把演示活动重放到新数据库，并启动网页。",
    ),
    short_help="Replay and serve the demo. 演示",
)
@click.option(
    "--address",
    default=ADDRESS,
    show_default=True,
    metavar="HOST:PORT",
    help=both("Where to listen.", "监听地址"),
)
@click.option("--no-serve", is_flag=True, help=both("Replay only.", "只重放，不启动网页"))
@click.option(
    "--db",
    "database",
    metavar="URL",
    help=both("Database.", "数据库地址"),
    default=DEMO_DATABASE,
    show_default=True,
)
@click.pass_context
def demo(context: click.Context, address: str, no_serve: bool, database: str) -> None:
    """A second run finds the first one's events and only serves."""
    choose(database)
    if not no_serve:
        require_free(address)
    figures = guarded(_replay_demo)()
    if figures["discrepancies"]:
        complain(
            say(
                "The demo has discrepancies: linqiao reconcile",
                "演示活动对账有差异：linqiao reconcile",
            )
        )
    amounts = (
        figures["requests"],
        figures["supplies_yuan"],
        figures["medicine_boxes"],
        figures["discrepancies"],
    )
    words = say(
        "%d requests, %s yuan, %d boxes of medicine, %d discrepancies",
        "%d 份请求，%s 元，药品 %d 盒，差异 %d 处",
    )
    click.echo(words % amounts)
    if not no_serve:
        run_server(address)
    context.exit(1 if figures["discrepancies"] else 0)


def _replay_demo() -> dict[str, Any]:
    from linqiao.cli.replaying import run_checked
    from linqiao.folder.master import read_folder

    prepare()
    return run_checked(read_folder(demo_folder()))


def demo_folder() -> Path:
    """The demo campaign: beside the package in a wheel,
    in the repository's ``demo`` in a checkout.
    """
    package = Path(__file__).resolve().parent.parent
    places = (package / "demo" / "campaign", package.parent.parent / "demo" / "campaign")
    return next(place for place in places if place.is_dir())


def require_free(address: str) -> None:
    """End with one clear line where nobody could listen at this address."""
    from gunicorn.util import parse_address

    try:
        place = parse_address(address)
        if not isinstance(place, tuple):
            return  # a socket of the machine's own
        if not 0 < place[1] < PORTS:
            raise ValueError(address)
        family = socket.AF_INET6 if ":" in place[0] else socket.AF_INET
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(place)
            trial.listen()
            return
    except (RuntimeError, ValueError):
        words = say(
            "%s is no address: write --address HOST:PORT, such as %s",
            "%s 不是地址：请写 --address 主机:端口，例如 %s",
        )
        complain(words % (address, ADDRESS))
    except OSError as fault:
        if fault.errno == errno.EADDRINUSE:
            words = say(
                "Something already listens at %s: end it, or choose another address with "
                "--address, such as %s",
                "%s 已被占用：请先停掉占用它的程序，或用 --address 换一个地址，例如 %s",
            )
        else:
            words = say(
                "Nobody can listen at %s: choose another address with --address, such as %s",
                "无法监听 %s：请用 --address 换一个地址，例如 %s",
            )
        complain(words % (address, OTHER_ADDRESS))
    raise SystemExit(2)


def run_server(address: str) -> None:
    """Run the pages with gunicorn in this process;
    the address and how to sign in are printed first.
    """
    from gunicorn.app.base import BaseApplication

    require_free(address)
    from linqiao.config.wsgi import application

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        """Gunicorn with our settings instead of its own command line."""

        def load_config(self) -> None:
            options = {
                "bind": address,
                "workers": WORKERS,
                "threads": THREADS,
                "loglevel": "warning",
            }
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Any:  # a WSGI application
            return application

    click.echo(say(f"Linqiao is at http://{address}/", f"邻桥在 http://{address}/"))
    click.echo(
        say(
            "This first page is open to read and needs no signing in. Ctrl-C ends it.",
            "首页只读，无需登录。按 Ctrl-C 结束。",
        )
    )
    Server().run()
