"""A whole installation, started as an operator starts it and stopped by its process id."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.servers.ports import LOOPBACK, free_port

KARTOTEK = [sys.executable, "-m", "kartotek.commands.main"]
START_SECONDS = 120
STOP_SECONDS = 20


class Installation:
    """Kartotek on a free port, with a data folder of its own."""

    def __init__(self, folder: Path, *words: str) -> None:
        """Remember where and how; `words` go behind `kartotek start`."""
        self.folder = folder
        self.port = free_port()
        self.live_port = free_port()
        self.words = words
        self.lines: list[str] = []
        self.passwords: Mapping[str, str] = {}
        # Who signed in once need not do it again: cookies by email address.
        self.cookies: dict[str, Any] = {}
        self.process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def environ(self) -> dict[str, str]:
        """The variables it runs with."""
        return environ(self.folder) | {"KARTOTEK_LIVE_PORT": str(self.live_port)}

    def start(self) -> None:
        """Start everything and wait until pages and live news answer."""
        self.process = subprocess.Popen(
            [*KARTOTEK, "start", "--port", str(self.port), "--data", str(self.folder), *self.words],
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        threading.Thread(target=self._read, daemon=True).start()
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise AssertionError("It did not start:\n" + "\n".join(self.lines))
            if self._answers() and self._listens(self.live_port):
                return
            time.sleep(0.1)
        raise AssertionError("It does not answer:\n" + "\n".join(self.lines))

    def stop(self) -> None:
        """Stop everything the way an operator does."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()

    @property
    def welcome(self) -> str:
        """The one-time link it printed."""
        found = re.search(r"https?://\S+/welcome/\S+", "\n".join(self.lines))
        assert found, "\n".join(self.lines)
        return found.group(0)

    def command(self, *words: str, stdin: str = "") -> Any:
        """Run a `kartotek` command and return its JSON answer."""
        return answer_of(self.folder, *words, stdin=stdin)

    def _read(self) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip())

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/health/", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    @staticmethod
    def _listens(port: int) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex((LOOPBACK, port)) == 0


def environ(folder: Path) -> dict[str, str]:
    """Return the variables of a command that works on the data in `folder`, and on no other."""
    kept = {name: value for name, value in os.environ.items() if "KARTOTEK" not in name}
    return {**kept, "KARTOTEK_DATA": str(folder)}


def answer_of(folder: Path, *words: str, stdin: str = "") -> Any:
    """Run a `kartotek` command on the data in `folder` and return its JSON answer."""
    done = subprocess.run(
        [*KARTOTEK, *words, "--data", str(folder), "--json"],
        env=environ(folder),
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def copy_of(seed: Path, folder: Path, *words: str) -> Installation:
    """Return an installation with a copy of the data at `seed`, prepared once for a whole run.

    Preparing takes longest: every test run does it once, whichever of its processes comes first.

    Args:
        seed: where the data is kept between the processes of one run.
        folder: where the copy goes; it must be empty.
        words: what goes behind `kartotek prepare`.
    """
    seed.parent.mkdir(parents=True, exist_ok=True)
    told = seed.with_suffix(".json")
    with seed.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            told.write_text(json.dumps(answer_of(seed, "prepare", *words)))
    shutil.copytree(seed, folder, dirs_exist_ok=True)
    installation = Installation(folder)
    logins = json.loads(told.read_text()).get("logins", [])
    installation.passwords = {one["email"]: one["password"] for one in logins}
    return installation
