"""A server of a few lines that says what it is told to: for faults no real server commits."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from kartotek.mail.connection.endpoint import Endpoint
from tests.servers.ports import LOOPBACK


class Peer:
    """The server's end of a conversation."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self.writer = writer
        self.heard: list[bytes] = []

    async def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.writer.write(data)
        await self.writer.drain()

    async def say(self, *lines: bytes) -> None:
        """Send lines."""
        await self.send(b"".join(line + b"\r\n" for line in lines))

    async def hear(self, word: bytes = b"") -> bytes:
        """Return the next line, which must hold the word."""
        line = (await self._reader.readline()).rstrip(b"\r\n")
        self.heard.append(line)
        assert word in line, f"Expected {word!r}, heard {line!r}"
        return line

    async def command(self, word: bytes) -> bytes:
        """Return the tag of the next command, which must hold the word."""
        return (await self.hear(word)).split(b" ")[0]

    async def block(self, count: int) -> bytes:
        """Return the next bytes."""
        return await self._reader.readexactly(count)

    async def greet(self, capabilities: bytes = b"IMAP4rev1") -> None:
        """Say hello as IMAP."""
        await self.say(b"* OK [CAPABILITY " + capabilities + b"] hello")

    async def silence(self) -> None:
        """Say nothing until the other end goes away."""
        await self._reader.read()


Talk = Callable[[Peer], Awaitable[None]]


@asynccontextmanager
async def served(
    talk: Talk, timeout_seconds: float = 5.0, tls: ssl.SSLContext | None = None
) -> AsyncIterator[Endpoint]:
    """Serve each connection with the talk; what it asserts in vain is raised at the end."""
    failures: list[BaseException] = []
    done = asyncio.Event()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(Peer(reader, writer))
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        except BaseException as failure:
            failures.append(failure)
        finally:
            writer.close()
            done.set()

    server = await asyncio.start_server(handle, LOOPBACK, 0, ssl=tls)
    port = server.sockets[0].getsockname()[1]
    try:
        yield Endpoint(LOOPBACK, port, "none", timeout_seconds)
    finally:
        server.close()
    await asyncio.wait_for(done.wait(), 5)
    if failures:
        raise failures[0]
