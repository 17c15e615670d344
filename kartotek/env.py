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
SECURITIES = ("starttls", "tls", "none")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class WrongSetting(KartotekError):
    """Some variables hold what cannot be used; the message names every one of them."""


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
    if not value.strip().isdecimal():
        raise ValueError("write a number of 0 or more")
    return int(value)


def _port(value: str) -> int:
    number = _number(value)
    if not 0 < number < 65536:
        raise ValueError("write a port between 1 and 65535")
    return number


def _level(value: str) -> str:
    level = value.strip().upper()
    if level not in LEVELS:
        raise ValueError(f"write one of {', '.join(LEVELS)}")
    return level


def _security(value: str) -> str:
    word = value.strip().lower()
    if word not in SECURITIES:
        raise ValueError(f"write one of {', '.join(SECURITIES)}")
    return word


def _address(value: str) -> str:
    parts = urlsplit(value.strip())
    if value and (parts.scheme not in {"http", "https"} or not parts.netloc):
        raise ValueError("write an address such as https://crm.firm.example")
    return value.strip().rstrip("/")


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
    """One variable: its name, how it is read, what it is when absent, and what it does.

    A secret may also be in a file, which the variable of the same name with `_FILE` names.
    """

    name: str
    read: Callable[[str], Any]
    default: str
    says: str
    is_secret: bool = False

    @property
    def file_name(self) -> str:
        """The variable that names a file with the value."""
        return f"{self.name}_FILE"


VARIABLES: tuple[Variable, ...] = (
    Variable("KARTOTEK_DATA", _folder, "data", "Folder of the database, mail and key ring."),
    Variable(
        "KARTOTEK_DATABASE_URL",
        _database,
        "",
        "PostgreSQL address; without it SQLite in the data folder.",
        is_secret=True,
    ),
    Variable(
        "KARTOTEK_BLOB_URL",
        _store,
        "",
        "Where raw mail and files are kept: file:///folder or s3://bucket; without it the data "
        "folder.",
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
        _address,
        "",
        "The address people type, such as https://crm.firm.example; used in links we print.",
    ),
    Variable(
        "KARTOTEK_ALLOWED_HOSTS",
        _names,
        "*",
        "Host names that may be asked for, separated by commas.",
    ),
    Variable(
        "KARTOTEK_FILE_MEGABYTES",
        _number,
        "50",
        "Size of the largest file that can be put on a record.",
    ),
    Variable(
        "KARTOTEK_SMTP_HOST",
        _text,
        "",
        "Mail server that takes the emails Kartotek itself sends; without it none are sent.",
    ),
    Variable("KARTOTEK_SMTP_PORT", _port, "587", "Port of that mail server."),
    Variable(
        "KARTOTEK_SMTP_SECURITY",
        _security,
        "starttls",
        "How the connection to it is encrypted: starttls, tls, or none.",
    ),
    Variable("KARTOTEK_SMTP_USER", _text, "", "Who signs in there; without it nobody does."),
    Variable("KARTOTEK_SMTP_PASSWORD", _text, "", "Their password.", is_secret=True),
    Variable(
        "KARTOTEK_MAIL_FROM",
        _text,
        "",
        "Sender of those emails, such as Kartotek <kartotek@firm.example>.",
    ),
    Variable("KARTOTEK_HTTPS", _flag, "no", "Cookies only over HTTPS; yes behind a TLS server."),
    Variable("KARTOTEK_WEB_WORKERS", _number, "2", "Web processes."),
    Variable("KARTOTEK_JOB_WORKERS", _number, "1", "Job processes."),
    Variable("KARTOTEK_LOG_LEVEL", _level, "INFO", "DEBUG, INFO, WARNING or ERROR."),
    Variable("KARTOTEK_DEBUG", _flag, "no", "Error pages with details; never in production."),
)


def read(environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return every setting by its variable's name, in the type the table says.

    Raises:
        WrongSetting: variables cannot be read, or are not in the table.
    """
    given = os.environ if environ is None else environ
    wrong = [f"There is no setting {name}." for name in _unknown(given)]
    settings: dict[str, Any] = {}
    for variable in VARIABLES:
        try:
            settings[variable.name] = variable.read(_value(variable, given))
        except (ValueError, OSError) as reason:
            # The value itself is not repeated: a database address holds a password.
            wrong.append(f"{variable.name} cannot be used: {_plain(reason)}.")
    if not wrong and live_port(settings) > 65535:
        wrong.append("KARTOTEK_LIVE_PORT is needed: there is no port after KARTOTEK_PORT.")
    if wrong:
        raise WrongSetting(f"{' '.join(wrong)} See docs/reference/settings.md.")
    return settings


def live_port(settings: Mapping[str, Any]) -> int:
    """Return the port of live updates: as set, or the one after the web port."""
    return int(settings["KARTOTEK_LIVE_PORT"] or settings["KARTOTEK_PORT"] + 1)


def _unknown(given: Mapping[str, str]) -> list[str]:
    known = {variable.name for variable in VARIABLES}
    known |= {variable.file_name for variable in VARIABLES if variable.is_secret}
    return sorted(name for name in given if name.startswith("KARTOTEK_") and name not in known)


def _value(variable: Variable, given: Mapping[str, str]) -> str:
    if variable.is_secret and variable.file_name in given:
        return Path(given[variable.file_name]).read_text(encoding="utf-8").strip()
    return given.get(variable.name, variable.default)


def _plain(reason: Exception) -> str:
    return reason.strerror or "no such file" if isinstance(reason, OSError) else str(reason)


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
