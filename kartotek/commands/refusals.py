"""Where what the house refuses becomes one clear line, and exit code 1."""

from __future__ import annotations

import json
import sys
from types import TracebackType

from django.db import OperationalError, ProgrammingError

from kartotek.errors import KartotekError


class Refusals:
    """Ends the program with one line for whatever the operator can do something about."""

    def __init__(self, *, as_json: bool) -> None:
        """Keep how the line is written."""
        self.as_json = as_json

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write the line and exit; errors nobody can act on go on as they are.

        Raises:
            SystemExit: with code 1, for what was refused.
        """
        if isinstance(error, KartotekError):
            self._end(str(error))
        if isinstance(error, OperationalError | ProgrammingError):
            reason = " ".join(str(error).split())
            self._end(f"The database cannot be used ({reason}). Run `kartotek prepare` first.")
        if isinstance(error, KeyboardInterrupt):
            sys.exit(130)

    def _end(self, line: str) -> None:
        if self.as_json:
            print(json.dumps({"error": line}, ensure_ascii=False), flush=True)
        else:
            print(f"kartotek: {line}", file=sys.stderr, flush=True)
        sys.exit(1)
