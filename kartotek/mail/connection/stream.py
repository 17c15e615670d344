"""Bytes to and from one server, with a limit on its silence.

open: look up the name -> connect -> TLS (at once, or later by `start_tls`) -> lines and blocks
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Awaitable, Iterator
from contextvars import ContextVar
from typing import TypeVar

from kartotek.mail.connection.endpoint import Endpoint
from kartotek.mail.connection.errors import (
    CertificateUntrusted,
    ConnectionLost,
    Garbled,
    HostNotFound,
    NoAnswer,
    PortClosed,
    ServerTrouble,
    TlsFailed,
)

BUFFER_BYTES = 1 << 20
LONGEST_LINE_BYTES = 64 << 20
CLOSING_SECONDS = 2.0

T = TypeVar("T")

# When everything must be over, by the clock of the loop.
_ENDS_AT: ContextVar[float | None] = ContextVar("ends_at", default=None)


@contextlib.contextmanager
def all_within(seconds: float) -> Iterator[None]:
    """Let everything together that is waited for in here take no longer than this.

    What is waited for then ends as if the server were silent, so the step at fault is known.
    """
    token = _ENDS_AT.set(asyncio.get_running_loop().time() + seconds)
    try:
        yield
    finally:
        _ENDS_AT.reset(token)


def _patience(seconds: float) -> float:
    """Return how long to wait for one answer."""
    ends_at = _ENDS_AT.get()
    if ends_at is None:
        return seconds
    return max(0.0, min(seconds, ends_at - asyncio.get_running_loop().time()))


class Stream:
    """An open connection; used by one task at a time."""

    def __init__(
        self, endpoint: Endpoint, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Take over an open connection."""
        self.endpoint = endpoint
        self._reader = reader
        self._writer = writer
        # A writer's destructor closes its socket, so the one from before TLS must live on.
        self._writer_before_tls: asyncio.StreamWriter | None = None
        self._line_so_far = bytearray()

    @classmethod
    async def open(cls, endpoint: Endpoint) -> Stream:
        """Return a connection to the server, encrypted if the endpoint says `tls`.

        Raises:
            HostNotFound: no such name.
            PortClosed: nothing listens there.
            NoAnswer: no route, or silence.
            TlsFailed: no encryption could be agreed on.
            CertificateUntrusted: the certificate does not prove the name.
        """
        reader, writer = await _connect(endpoint, await _addresses(endpoint))
        _keep_alive(writer)
        stream = cls(endpoint, reader, writer)
        if endpoint.security == "tls":
            await stream.start_tls()
        return stream

    @property
    def tls_version(self) -> str:
        """The version agreed on, such as `TLSv1.3`; empty without encryption."""
        tls = self._writer.get_extra_info("ssl_object")
        return (tls.version() or "") if tls else ""

    @property
    def peer(self) -> str:
        """The address at the other end."""
        return str((self._writer.get_extra_info("peername") or ("",))[0])

    @property
    def own_address_literal(self) -> str:
        """Our end's address as SMTP writes it, for whoever wants to know who calls."""
        address = str((self._writer.get_extra_info("sockname") or ("127.0.0.1",))[0])
        return f"[IPv6:{address}]" if ":" in address else f"[{address}]"

    async def start_tls(self) -> None:
        """Encrypt the connection from here on.

        What the server sent before is dropped, so that nobody on the way can slip answers in.

        Raises:
            NoAnswer: the handshake took too long.
            TlsFailed: no encryption could be agreed on.
            CertificateUntrusted: the certificate does not prove the name.
        """
        reader = asyncio.StreamReader(limit=BUFFER_BYTES)
        protocol = asyncio.StreamReaderProtocol(reader)
        try:
            async with asyncio.timeout(_patience(self.endpoint.timeout_seconds)):
                transport = await asyncio.get_running_loop().start_tls(
                    self._writer.transport,
                    protocol,
                    self.endpoint.tls_context(),
                    server_hostname=self.endpoint.host,
                )
        except (OSError, EOFError) as failure:
            self.abort()
            raise _tls_trouble(self.endpoint, failure) from failure
        if transport is None:
            raise ConnectionLost(**self.endpoint.facts)
        protocol.connection_made(transport)
        self._writer_before_tls, self._reader = self._writer, reader
        self._writer = asyncio.StreamWriter(transport, protocol, reader, asyncio.get_running_loop())

    async def line(self, within_seconds: float | None = None) -> bytes:
        """Return the next line without its end; may be cancelled and asked again.

        Raises:
            NoAnswer: silence; the connection stays usable, for whoever expects silence.
            ConnectionLost: the server went away.
            Garbled: the line has no end.
        """
        while True:
            try:
                self._line_so_far += await self._waited(
                    self._reader.readuntil(b"\n"), within_seconds
                )
                break
            except asyncio.LimitOverrunError as long:
                self._line_so_far += await self._reader.readexactly(long.consumed)
            if len(self._line_so_far) > LONGEST_LINE_BYTES:
                self.abort()
                raise Garbled(**self.endpoint.facts, said="a line without end")
        line = bytes(self._line_so_far)
        self._line_so_far.clear()
        return line.rstrip(b"\r\n")

    async def block(self, count: int, keep: int) -> bytes:
        """Return the first `keep` of the next `count` bytes, and read over the rest.

        Raises:
            NoAnswer: silence in the middle; the connection is of no use any more.
            ConnectionLost: the server went away.
        """
        kept = bytearray()
        while count:
            try:
                piece = await self._waited(self._reader.read(min(count, BUFFER_BYTES)))
            except BaseException:
                self.abort()
                raise
            if not piece:
                raise ConnectionLost(**self.endpoint.facts)
            count -= len(piece)
            kept += piece[: max(0, keep - len(kept))]
        return bytes(kept)

    async def send(self, data: bytes) -> None:
        """Send bytes, waiting while the server is slow to take them.

        Raises:
            NoAnswer: the server takes nothing any more.
            ConnectionLost: the server went away.
        """
        if self._writer.is_closing():
            raise ConnectionLost(**self.endpoint.facts)
        self._writer.write(data)
        await self._waited(self._writer.drain())

    async def _waited(self, act: Awaitable[T], within_seconds: float | None = None) -> T:
        seconds = self.endpoint.timeout_seconds if within_seconds is None else within_seconds
        try:
            async with asyncio.timeout(_patience(seconds)):
                return await act
        except TimeoutError as silence:
            raise NoAnswer(**self.endpoint.facts) from silence
        except (OSError, EOFError) as failure:
            self.abort()
            raise ConnectionLost(**self.endpoint.facts) from failure

    def abort(self) -> None:
        """Drop the connection at once."""
        self._writer.transport.abort()

    async def close(self) -> None:
        """Close the connection; whatever is wrong with it by now does not matter."""
        self._writer.close()
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(_patience(CLOSING_SECONDS)):
                await self._writer.wait_closed()
        self.abort()


async def _addresses(endpoint: Endpoint) -> list[str]:
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(_patience(endpoint.timeout_seconds)):
            found = await loop.getaddrinfo(endpoint.host, endpoint.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as failure:
        raise HostNotFound(**endpoint.facts) from failure
    return list(dict.fromkeys(str(address[4][0]) for address in found))


async def _connect(
    endpoint: Endpoint, addresses: list[str]
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    failures: list[OSError] = []
    for address in addresses:
        try:
            async with asyncio.timeout(_patience(endpoint.timeout_seconds)):
                return await asyncio.open_connection(address, endpoint.port, limit=BUFFER_BYTES)
        except OSError as failure:
            failures.append(failure)
    # A host may have an IPv6 address that leads nowhere: a clear refusal says more.
    if any(isinstance(failure, ConnectionRefusedError) for failure in failures):
        raise PortClosed(**endpoint.facts)
    raise NoAnswer(**endpoint.facts)


def _keep_alive(writer: asyncio.StreamWriter) -> None:
    """Let the kernel notice a peer that vanished while both sides were waiting."""
    raw: socket.socket = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)


def _tls_trouble(endpoint: Endpoint, failure: Exception) -> ServerTrouble:
    if isinstance(failure, ssl.SSLCertVerificationError):
        return CertificateUntrusted(**endpoint.facts, reason=failure.verify_message)
    if isinstance(failure, TimeoutError):
        return NoAnswer(**endpoint.facts)
    reason = getattr(failure, "reason", None) or "the server closed the connection"
    return TlsFailed(**endpoint.facts, reason=str(reason).replace("_", " ").lower())
