"""The first words of a server, and encryption before anything else is said."""

from __future__ import annotations

from kartotek.mail.imap.connection import Connection
from kartotek.mail.imap.errors import (
    Garbled,
    NotAnImapServer,
    ServerSaidNo,
    TlsNotOffered,
    words_of,
)
from kartotek.mail.imap.wire import read_response


async def greet(connection: Connection) -> bool:
    """Read the greeting, encrypt if STARTTLS was chosen, and learn what the server offers.

    Returns whether the server knows us already (PREAUTH).

    Raises:
        NotAnImapServer: something else answers.
        ServerSaidNo: the server turns everybody away at the moment.
        TlsNotOffered: STARTTLS was chosen, and the server does not know it.
        ServerTrouble: the connection failed.

    Source: RFC 9051 sections 7.1.4 and 6.2.1.
    """
    is_known = await _greeting(connection)
    if connection.stream.endpoint.security == "starttls":
        await _encrypt(connection, is_known=is_known)
    if not connection.capabilities:
        await connection.command("CAPABILITY")
    return is_known


async def _greeting(connection: Connection) -> bool:
    facts = connection.facts
    try:
        answer = await read_response(connection.stream)
    except Garbled as failure:
        raise NotAnImapServer(**failure.facts) from failure
    if answer.tag == b"*" and answer.word == "BYE":
        said = words_of(answer.said)
        raise ServerSaidNo(**facts, command="the connection", answer_code="", said=said)
    if answer.tag != b"*" or answer.word not in {"OK", "PREAUTH"}:
        raise NotAnImapServer(**facts, said=words_of(answer.text[:80]))
    name, argument = answer.code
    if name == "CAPABILITY":
        connection.capabilities = frozenset(argument.decode("ascii", "replace").upper().split())
    return answer.word == "PREAUTH"


async def _encrypt(connection: Connection, *, is_known: bool) -> None:
    # After PREAUTH no STARTTLS is allowed: somebody on the way could use that to prevent it.
    if is_known:
        raise TlsNotOffered(**connection.facts)
    if not connection.capabilities:
        await connection.command("CAPABILITY")
    if not connection.offers("STARTTLS"):
        raise TlsNotOffered(**connection.facts)
    await connection.command("STARTTLS")
    await connection.stream.start_tls()
    # What was said before may have been somebody else's words.
    connection.capabilities = frozenset()
