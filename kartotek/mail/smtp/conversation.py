"""What is said to a submission server before any mail: greeting, encryption, login.

Source: RFC 5321 sections 3.1 and 4.2, RFC 3207 (STARTTLS), RFC 4954 (AUTH).
"""

from __future__ import annotations

import base64
from dataclasses import dataclass

from kartotek.mail.connection.errors import (
    ServerSaidNo,
    ServerTrouble,
    TlsNotOffered,
    TlsRequired,
    words_of,
)
from kartotek.mail.connection.refusals import refusal
from kartotek.mail.connection.stream import Stream

MOST_LINES = 200


class NotAnSmtpServer(ServerTrouble):
    """Something else than SMTP listens at this port."""

    code = "not_smtp"
    sentence = (
        "What answers at %(host)s, port %(port)s, is not a server that sends mail. "
        "No password was sent. Check the port; it is usually 465 or 587."
    )


@dataclass(frozen=True, slots=True)
class SmtpReply:
    """A reply: its number and its lines without it."""

    number: int
    lines: tuple[str, ...]

    @property
    def said(self) -> str:
        """The words for a person."""
        return words_of(" ".join(self.lines))


class Conversation:
    """A submission connection up to the login."""

    def __init__(self, stream: Stream) -> None:
        """Take over an open stream."""
        self._stream = stream
        self._offers: dict[str, str] = {}

    async def greet(self) -> None:
        """Read the greeting, introduce ourselves, and encrypt if STARTTLS was chosen.

        Raises:
            NotAnSmtpServer: something else answers.
            ServerSaidNo: the server turns everybody away at the moment.
            TlsNotOffered: STARTTLS was chosen, and the server does not know it.
            ServerTrouble: the connection failed.
        """
        self._expect(await self._reply(), 220, "the connection")
        await self._introduce()
        if self._stream.endpoint.security != "starttls":
            return
        if "STARTTLS" not in self._offers:
            raise TlsNotOffered(**self._facts)
        self._expect(await self._say(b"STARTTLS"), 220, "STARTTLS")
        await self._stream.start_tls()
        await self._introduce()

    async def login(self, login: str, password: str) -> None:
        """Log in with a password.

        Raises:
            LoginRefused: wrong login or password; also AppPasswordNeeded.
            TlsRequired: the server takes no password unencrypted; none was sent.
            ServerSaidNo: the server knows no way to log in, or cannot check it at the moment.
            ServerTrouble: the connection failed.
        """
        ways = self._offers.get("AUTH", "").split()
        if "PLAIN" in ways:
            token = base64.b64encode(f"\0{login}\0{password}".encode())
            reply = await self._say(b"AUTH PLAIN " + token)
        elif "LOGIN" in ways:
            reply = await self._login_word_by_word(login, password)
        elif not self._stream.tls_version:
            raise TlsRequired(**self._facts)
        else:
            raise ServerSaidNo(**self._facts, command="AUTH", said="no password login")
        if reply.number != 235:
            raise self._refusal(reply, password)

    async def quit(self) -> None:
        """Say goodbye.

        Raises:
            ServerTrouble: the connection failed.
        """
        await self._say(b"QUIT")

    async def _login_word_by_word(self, login: str, password: str) -> SmtpReply:
        reply = await self._say(b"AUTH LOGIN")
        for word in (login, password):
            if reply.number != 334:
                break
            reply = await self._say(base64.b64encode(word.encode()))
        return reply

    def _refusal(self, reply: SmtpReply, password: str) -> ServerTrouble:
        facts = {**self._facts, "command": "AUTH", "said": reply.said}
        # 4yz: not now; 530 and 538: not in the open.
        if 400 <= reply.number < 500:
            return ServerSaidNo(**dict(facts, said=words_of(reply.said, password)))
        if reply.number in {530, 538} and not self._stream.tls_version:
            return TlsRequired(**self._facts)
        return refusal(facts, password)

    async def _introduce(self) -> None:
        reply = await self._say(b"EHLO " + self._stream.own_address_literal.encode())
        self._expect(reply, 250, "EHLO")
        pairs = (line.upper().replace("=", " ").partition(" ") for line in reply.lines[1:])
        self._offers = {word: argument for word, _, argument in pairs}

    def _expect(self, reply: SmtpReply, number: int, command: str) -> None:
        if reply.number != number:
            raise ServerSaidNo(**self._facts, command=command, said=reply.said)

    @property
    def _facts(self) -> dict[str, str]:
        return self._stream.endpoint.facts

    async def _say(self, line: bytes) -> SmtpReply:
        await self._stream.send(line + b"\r\n")
        return await self._reply()

    async def _reply(self) -> SmtpReply:
        lines: list[str] = []
        while len(lines) < MOST_LINES:
            line = (await self._stream.line()).decode("utf-8", "replace")
            if not line[:3].isdecimal() or line[3:4] not in {"", " ", "-"}:
                raise NotAnSmtpServer(**self._facts, said=words_of(line[:80]))
            lines.append(line[4:])
            if line[3:4] != "-":
                return SmtpReply(int(line[:3]), tuple(lines))
        raise NotAnSmtpServer(**self._facts, said="a reply without end")
