"""A whole installation, started as an operator starts it and stopped by its process id."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

from tests.servers.ports import free_port

KARTOTEK = [sys.executable, "-m", "kartotek.commands.main"]
START_SECONDS = 90


class Installation:
    """Kartotek on a free port, with a data folder of its own."""

    def __init__(self, folder: Path, *words: str) -> None:
        """Remember where and how; `words` go behind `kartotek start`."""
        self.folder = folder
        self.port = free_port()
        self.words = words
        self.lines: list[str] = []
        self.process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environ(self) -> dict[str, str]:
        """The variables it runs with."""
        kept = {name: value for name, value in os.environ.items() if "KARTOTEK" not in name}
        return {**kept, "KARTOTEK_DATA": str(self.folder), "KARTOTEK_LIVE_PORT": "0"}

    def start(self) -> None:
        """Start everything and wait until it answers."""
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
            if self._answers():
                return
            time.sleep(0.2)
        raise AssertionError("It does not answer:\n" + "\n".join(self.lines))

    def stop(self) -> None:
        """Stop everything the way an operator does."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
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
        done = subprocess.run(
            [*KARTOTEK, *words, "--data", str(self.folder), "--json"],
            env=self.environ,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

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
