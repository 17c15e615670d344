"""What a command answers: lines for a person, or the same as JSON for a program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Answer:
    """Lines a person reads, the same facts by name, and whether all is well (0)."""

    lines: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    exit_code: int = 0

    def print(self, *, as_json: bool) -> None:
        """Write it to standard output."""
        if as_json:
            print(json.dumps(self.facts, ensure_ascii=False, default=str), flush=True)
            return
        for line in self.lines:
            print(line, flush=True)


NOTHING = Answer()
