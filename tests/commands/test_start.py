"""The whole installation, as somebody starts and stops it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from kartotek.commands.ports import PortTaken, refuse_taken
from tests.servers.ports import LOOPBACK, free_port

START = (sys.executable, "-m", "kartotek.commands.main", "start")
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith("KARTOTEK_")
}


def two_free_ports() -> int:
    """Return a port that is free together with the one after it."""
    while True:
        port = free_port()
        try:
            refuse_taken(LOOPBACK, port + 1, "")
        except PortTaken:
            continue
        return port


def status_of(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code
    except OSError:
        return 0


def processes_of(folder: Path) -> list[int]:
    """Return the processes that work on a data folder."""
    wanted = f"KARTOTEK_DATA={folder}".encode()
    found = []
    for environ in Path("/proc").glob("[0-9]*/environ"):
        try:
            if wanted in environ.read_bytes().split(b"\0"):
                found.append(int(environ.parent.name))
        except OSError:
            continue
    return found


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int, Path]]:
    """An installation that was just started: its process, its port and its folder."""
    port, data = two_free_ports(), tmp_path / "data"
    line = [*START, "--port", str(port), "--json"]
    process = subprocess.Popen(
        line,
        env={**ENVIRONMENT, "KARTOTEK_DATA": str(data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    yield process, port, data
    for pid in processes_of(data):
        os.kill(pid, signal.SIGKILL)
    process.wait()


def test_an_installation_starts_answers_and_stops_without_a_trace(
    installation: tuple[subprocess.Popen[str], int, Path],
) -> None:
    process, port, data = installation
    assert process.stdout is not None
    printed = json.loads(process.stdout.readline())
    assert re.fullmatch(rf"http://127\.0\.0\.1:{port}/welcome/[\w-]+/", printed["welcome"])

    end = time.monotonic() + 60
    while status_of(f"http://{LOOPBACK}:{port}/health/") != 200 and time.monotonic() < end:
        time.sleep(0.2)
    while not status_of(f"http://{LOOPBACK}:{port + 1}/live/") and time.monotonic() < end:
        time.sleep(0.2)
    assert status_of(f"http://{LOOPBACK}:{port}/health/") == 200
    assert status_of(f"http://{LOOPBACK}:{port + 1}/live/") == 401
    assert status_of(printed["welcome"]) == 200

    second = subprocess.run(
        [*START, "--port", str(port), "--json"],
        env={**ENVIRONMENT, "KARTOTEK_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert f"Port {port}" in json.loads(second.stdout)["error"]

    told_at = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=10) == 0
    assert time.monotonic() - told_at < 10
    assert processes_of(data) == []
