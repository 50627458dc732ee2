"""Serving where nobody can: one clear line in the reader's language, exit code 2."""

import os
import socket
import subprocess
from pathlib import Path

import pytest

from tests.folder.campaign import command, linqiao

pytestmark = pytest.mark.database


@pytest.mark.parametrize("words", [("serve",), ("demo",)], ids=["serve", "demo"])
def test_a_port_in_use_is_said_before_anything_else(tmp_path: Path, words: tuple[str]) -> None:
    url = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        done = linqiao(url, *words, "--db", url, "--address", address)
        environment = {**os.environ, "LINQIAO_LANG": "zh"}
        chinese = subprocess.run(
            command(*words, "--db", url, "--address", address),
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"Something already listens at {address}: end it, or choose another address with "
        "--address, such as 127.0.0.1:8080\n"
    )
    assert chinese.returncode == 2
    assert f"{address} 已被占用" in chinese.stderr
    assert "--address" in chinese.stderr


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("127.0.0.1:x", "127.0.0.1:x is no address: write --address HOST:PORT"),
        ("127.0.0.1:99999", "127.0.0.1:99999 is no address: write --address HOST:PORT"),
        ("192.0.2.1:8000", "Nobody can listen at 192.0.2.1:8000"),
    ],
)
def test_an_address_that_is_none_is_named(tmp_path: Path, address: str, words: str) -> None:
    done = linqiao(f"sqlite:///{tmp_path / 'x.sqlite3'}", "serve", "--address", address)
    assert done.returncode == 2
    assert words in done.stderr
    assert "gunicorn" not in done.stderr
