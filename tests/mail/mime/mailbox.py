"""The mails of tests/mailbox, by name."""

from __future__ import annotations

from pathlib import Path

from kartotek.mail.mime.parse import parse
from kartotek.mail.mime.values import ParsedMessage

MAILBOX = Path(__file__).parents[2] / "mailbox"


def raw(name: str) -> bytes:
    return (MAILBOX / f"{name}.eml").read_bytes()


def parsed(name: str, language: str = "") -> ParsedMessage:
    return parse(raw(name), language=language)
