"""Running a command as the shell would, in this process."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import Any

import pytest

from kartotek.commands import main


@dataclass(frozen=True)
class Outcome:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def facts(self) -> Any:
        return json.loads(self.out)


class Console:
    """Runs commands; `typed` is what stands on standard input."""

    def __init__(self, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.capsys = capsys
        self.patch = patch

    def __call__(self, *words: str, typed: str = "") -> Outcome:
        self.patch.setattr("sys.stdin", io.StringIO(typed))
        code = 0
        try:
            main.main(words)
        except SystemExit as end:
            code = int(end.code or 0)
        written = self.capsys.readouterr()
        return Outcome(code, written.out, written.err)
