"""The settings of an installation, read from `KARTOTEK_*` variables and checked at start.

The table below is the reference: `docs/reference/settings.md` is printed from it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from kartotek.errors import KartotekError

ROOT = Path(__file__).resolve().parent.parent


class WrongSetting(KartotekError):
    """A variable holds something that cannot be used; the message names it."""


def _text(value: str) -> str:
    return value.strip()


def _flag(value: str) -> bool:
    lowered = value.strip().lower()
    if lowered in {"1", "true", "yes", "on"}:
        return True
    if lowered in {"0", "false", "no", "off", ""}:
        return False
    raise ValueError("write yes or no")


def _number(value: str) -> int:
    number = int(value)
    if number < 0:
        raise ValueError("write a number of 0 or more")
    return number


def _port(value: str) -> int:
    number = int(value)
    if not 0 < number < 65536:
        raise ValueError("write a port between 1 and 65535")
    return number


def _folder(value: str) -> Path:
    return Path(value).expanduser().resolve()


def _names(value: str) -> list[str]:
    return [name.strip() for name in value.split(",") if name.strip()]


def _database(value: str) -> str:
    scheme = urlsplit(value).scheme
    if value and scheme not in {"postgres", "postgresql", "sqlite"}:
        raise ValueError("write postgresql://user:password@host:port/name, or leave it out")
    return value


def _store(value: str) -> str:
    scheme = urlsplit(value).scheme
    if value and scheme not in {"file", "s3", "gs", "az", "memory"}:
        raise ValueError("write file:///folder or s3://bucket/prefix, or leave it out")
    return value


@dataclass(frozen=True)
class Variable:
    """One variable: its name, how it is read, what it is when absent, and what it does."""

    name: str
    read: Callable[[str], Any]
    default: str
    says: str


VARIABLES: tuple[Variable, ...] = (
    Variable("KARTOTEK_DATA", _folder, "data", "Folder of the database, mail and key ring."),
    Variable(
        "KARTOTEK_DATABASE_URL",
        _database,
        "",
        "PostgreSQL address; without it SQLite in the data folder.",
    ),
    Variable(
        "KARTOTEK_BLOB_URL",
        _store,
        "",
        "Where raw mail is kept: file:///folder or s3://bucket; without it the data folder.",
    ),
    Variable(
        "KARTOTEK_KEY_RING",
        _text,
        "",
        "File with the keys for mailbox passwords; without it `keys` in the data folder.",
    ),
    Variable("KARTOTEK_HOST", _text, "127.0.0.1", "Address the web server listens on."),
    Variable("KARTOTEK_PORT", _port, "8000", "Port the web server listens on."),
    Variable(
        "KARTOTEK_LIVE_PORT",
        _number,
        "0",
        "Port of live updates; 0 means the web port plus one.",
    ),
    Variable(
        "KARTOTEK_LIVE_URL",
        _text,
        "",
        "Where browsers reach live updates when a web server stands in front, such as /live.",
    ),
    Variable(
        "KARTOTEK_URL",
        _text,
        "",
        "The address people type, such as https://crm.firm.example; used in links we print.",
    ),
    Variable(
        "KARTOTEK_ALLOWED_HOSTS",
        _names,
        "*",
        "Host names that may be asked for, separated by commas.",
    ),
    Variable("KARTOTEK_HTTPS", _flag, "no", "Cookies only over HTTPS; yes behind a TLS server."),
    Variable("KARTOTEK_WEB_WORKERS", _number, "2", "Web processes."),
    Variable("KARTOTEK_JOB_WORKERS", _number, "1", "Job processes."),
    Variable("KARTOTEK_LOG_LEVEL", _text, "INFO", "DEBUG, INFO, WARNING or ERROR."),
    Variable("KARTOTEK_DEBUG", _flag, "no", "Error pages with details; never in production."),
)


def read(environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return every setting by its variable's name, in the type the table says.

    Raises:
        WrongSetting: a variable cannot be read, or its name is not in the table.
    """
    given = os.environ if environ is None else environ
    known = {variable.name for variable in VARIABLES}
    unknown = sorted(n for n in given if n.startswith("KARTOTEK_") and n not in known)
    if unknown:
        raise WrongSetting(f"There is no setting {unknown[0]}. See docs/reference/settings.md.")
    return {variable.name: _read_one(variable, given) for variable in VARIABLES}


def _read_one(variable: Variable, given: Mapping[str, str]) -> Any:
    value = given.get(variable.name, variable.default)
    try:
        return variable.read(value)
    except ValueError as wrong:
        # The value itself is not repeated: a database address holds a password.
        raise WrongSetting(f"{variable.name} cannot be used: {wrong}.") from None


def database(url: str, data: Path) -> dict[str, Any]:
    """Return Django's description of the database at `url`; SQLite in `data` without one."""
    parts = urlsplit(url)
    if parts.scheme in {"postgres", "postgresql"}:
        # What libpq takes behind the question mark: a socket's folder as host, sslmode and such.
        more = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": more.pop("host", parts.hostname or ""),
            "PORT": more.pop("port", str(parts.port or "")),
            "OPTIONS": more,
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }
    name = Path(parts.path) if parts.scheme == "sqlite" else data / "kartotek.sqlite3"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        # A file in tests too: threads and processes share it as they do in earnest.
        "TEST": {"NAME": data / "test.sqlite3"},
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 30,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456; PRAGMA cache_size=-32000;"
            ),
        },
    }
