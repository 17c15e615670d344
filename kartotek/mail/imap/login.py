"""Proving who we are: LOGIN, or SASL where a password is not plain ASCII or a token is used."""

from __future__ import annotations

import base64

from kartotek.mail.connection.refusals import refusal
from kartotek.mail.imap.connection import Connection
from kartotek.mail.imap.errors import (
    ImapSwitchedOff,
    ServerSaidNo,
    ServerTrouble,
    TlsRequired,
)
from kartotek.mail.imap.wire import Part, Text

# RFC 5530: the account is fine, the server is not.
NOT_THE_PASSWORD = frozenset({"UNAVAILABLE", "INUSE", "LIMIT", "OVERQUOTA", "SERVERBUG"})

SWITCHED_OFF = ("not enabled for imap", "imap is disabled", "imap access is disabled")


async def with_password(connection: Connection, login: str, password: str) -> None:
    """Log in with a password.

    Raises:
        LoginRefused: wrong login or password; also as AppPasswordNeeded, ImapSwitchedOff.
        TlsRequired: the server takes no password unencrypted; none was sent.
        ServerSaidNo: the server cannot check it at the moment.
        ServerTrouble: the connection failed.
    """
    is_plain_text = (login + password).isascii() and "\0" not in login + password
    if connection.offers("AUTH=PLAIN") and (
        connection.offers("LOGINDISABLED") or not is_plain_text
    ):
        await _sasl(connection, "PLAIN", f"\0{login}\0{password}".encode(), password)
    elif connection.offers("LOGINDISABLED"):
        raise TlsRequired(**connection.facts)
    else:
        await _attempt(connection, ("LOGIN", Text.of(login), Text.of(password)), password)


async def with_token(connection: Connection, login: str, token: str) -> None:
    """Log in with an OAuth 2 access token.

    Raises:
        LoginRefused: the token is not, or no longer, good.
        ServerSaidNo: the server cannot check it at the moment.
        ServerTrouble: the connection failed.

    Source: developers.google.com/gmail/imap/xoauth2-protocol
    """
    message = f"user={login}\1auth=Bearer {token}\1\1".encode()
    await _sasl(connection, "XOAUTH2", message, token)


async def _sasl(connection: Connection, mechanism: str, message: bytes, secret: str) -> None:
    encoded = base64.b64encode(message).decode()
    if connection.offers("SASL-IR"):
        await _attempt(connection, ("AUTHENTICATE", mechanism, encoded), secret)
        return
    await _attempt(connection, ("AUTHENTICATE", mechanism), secret, encoded.encode())


async def _attempt(
    connection: Connection, parts: tuple[Part, ...], secret: str, response: bytes = b""
) -> None:
    try:
        async for answer in connection.answers(*parts):
            if answer.tag == b"+":
                # The second question is an explanation of the refusal, to be met with nothing.
                await connection.go_on(response)
                response = b""
    except ServerSaidNo as refusal:
        raise _refusal(refusal, secret) from None


def _refusal(answer: ServerSaidNo, secret: str) -> ServerTrouble:
    trouble = refusal(answer.facts, secret)
    facts = trouble.facts
    if facts["answer_code"] == "PRIVACYREQUIRED":
        return TlsRequired(**facts)
    if facts["answer_code"] in NOT_THE_PASSWORD:
        return ServerSaidNo(**facts)
    if any(words in facts["said"].lower() for words in SWITCHED_OFF):
        return ImapSwitchedOff(**facts)
    return trouble
