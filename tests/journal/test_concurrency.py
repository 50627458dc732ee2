"""Sixteen writers on one compound and on many: nothing is lost, nothing applied twice."""

import json
import os
import subprocess
import sys

import pytest

from tests.folder.campaign import linqiao

pytestmark = pytest.mark.database
WRITERS = 16
EVENTS = 12
WORKER = """
import json, sys
from linqiao.cli.database import choose
choose(None)
from linqiao.journal.record import record
from linqiao.journal.rights import REPLAY
number, compounds = int(sys.argv[1]), sys.argv[2].split(",")
code = compounds[number % len(compounds)]
answers = []
for place in range(EVENTS):
    mine = {"id": f"W{number}-{place}", "at": "2022-08-25T09:00:00+08:00", "by": "V01",
            "type": "post.open", "code": f"P{number}-{place}", "name": "gate", "place": "east"}
    shared = {"id": f"shared-{place}", "at": "2022-08-25T09:00:00+08:00", "by": "V01",
              "type": "post.open", "code": f"S-{place}", "name": "gate", "place": "west"}
    for event in (mine, shared):
        answer = record(code, event, REPLAY)
        answers.append([event["id"], answer.accepted, answer.repeated])
print(json.dumps(answers))
""".replace("EVENTS", str(EVENTS))
SETUP = """
import sys
from linqiao.cli.database import choose
choose(None)
from linqiao.journal.database import migrate
migrate()
from linqiao.journal.compounds import open_compound
for code in sys.argv[1].split(","):
    open_compound(code, code, "Asia/Shanghai")
"""


def run(url: str, script: str, *words: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "LINQIAO_DB": url}
    return subprocess.Popen(
        [sys.executable, "-c", script, *words],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("compounds", ["one", ",".join(f"c{number}" for number in range(WRITERS))])
def test_sixteen_writers_lose_nothing_and_apply_nothing_twice(
    fresh_database: str, compounds: str
) -> None:
    setup = run(fresh_database, SETUP, compounds)
    assert setup.wait() == 0, setup.stderr.read() if setup.stderr else ""
    workers = [run(fresh_database, WORKER, str(number), compounds) for number in range(WRITERS)]
    answers = []
    for worker in workers:
        out, error = worker.communicate(timeout=300)
        assert worker.returncode == 0, error
        answers += json.loads(out)
    many = len(compounds.split(","))
    assert all(accepted for _, accepted, _ in answers)
    fresh = [event for event, _, repeated in answers if not repeated]
    assert len(fresh) == WRITERS * EVENTS + EVENTS * many
    verified = linqiao(fresh_database, "verify")
    assert verified.returncode == 0, verified.stdout
