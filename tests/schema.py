"""The tables of the test database, kept between runs.

Running every migration takes longer than most tests. What they make on SQLite is kept in pytest's
cache under a hash of their text, and copied instead of made again until a migration changes. On
PostgreSQL, and in an installation started by a test, the migrations themselves run.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django
from django.core.management.commands.migrate import Command
from django.db import connections

DAY_SECONDS = 24 * 60 * 60
ROOT = Path(__file__).resolve().parent.parent


@contextlib.contextmanager
def copied(folder: Path) -> Iterator[None]:
    """Let the first `migrate` inside copy the tables kept in `folder`, or keep what it makes."""
    migrate = Command.handle
    kept = folder / f"{_hash()}.sqlite3"

    def handle(command: Command, *args: Any, **options: Any) -> str | None:
        patched.stop()
        connection = connections[options["database"]]
        if connection.vendor != "sqlite":
            return migrate(command, *args, **options)
        connection.ensure_connection()
        if kept.exists():
            _copy(kept, connection.connection)
            return None
        said = migrate(command, *args, **options)
        _keep(connection.connection, kept)
        return said

    patched = patch.object(Command, "handle", handle)
    patched.start()
    yield
    with contextlib.suppress(RuntimeError):
        patched.stop()


def _hash() -> str:
    """Return a name for what all migrations say, with the versions that run them."""
    said = hashlib.sha256(f"{django.__version__} {sqlite3.sqlite_version}".encode())
    for path in sorted(ROOT.glob("kartotek/**/migrations/*.py")):
        said.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return said.hexdigest()[:20]


def _copy(kept: Path, into: sqlite3.Connection) -> None:
    with contextlib.closing(sqlite3.connect(kept)) as source:
        source.backup(into)


def _keep(made: sqlite3.Connection, kept: Path) -> None:
    """Write the tables aside and name them at once: another worker may do the same."""
    draft = kept.with_suffix(f".{os.getpid()}")
    with contextlib.closing(sqlite3.connect(draft)) as target:
        made.backup(target)
    for old in kept.parent.glob("*.sqlite3"):
        if old.stat().st_mtime < time.time() - DAY_SECONDS:
            old.unlink(missing_ok=True)
    draft.replace(kept)
