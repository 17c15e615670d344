"""What a command answers: lines for a person, or the same as JSON for a program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Answer:
    """Lines a person reads, and the same facts by name."""

    lines: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    def print(self, *, as_json: bool) -> None:
        """Write it to standard output."""
        if as_json:
            print(json.dumps(self.facts, ensure_ascii=False, default=str), flush=True)
            return
        for line in self.lines:
            print(line, flush=True)


NOTHING = Answer()
