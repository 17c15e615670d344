"""Opening a connection, and what stops it before anything secret is said."""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from pathlib import Path
from typing import Any

import pytest

from kartotek.mail.connection.endpoint import Endpoint
from kartotek.mail.connection.errors import (
    CertificateUntrusted,
    ConnectionLost,
    HostNotFound,
    NoAnswer,
    TlsFailed,
)
from kartotek.mail.connection.stream import BUFFER_BYTES, Stream, all_within
from tests.servers.certificates import write_self_signed
from tests.servers.fake import Peer, Talk, served
from tests.servers.ports import LOOPBACK


def opening(talk: Talk, tls: ssl.SSLContext | None = None, **endpoint: Any) -> Stream:
    """Return the stream to a server that follows the talk."""

    async def opened() -> Stream:
        async with served(talk, tls=tls) as at:
            stream = await Stream.open(Endpoint(LOOPBACK, at.port, **endpoint))
            await stream.close()
            return stream

    return asyncio.run(opened())


def server_tls(folder: Path, host: str = LOOPBACK) -> tuple[ssl.SSLContext, str]:
    """Return a server's side of TLS, and the certificate it shows."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    write_self_signed(certificate, key, host)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    return context, certificate.read_text()


def test_a_name_that_the_name_service_denies_is_not_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def deny(*_: Any, **__: Any) -> list[Any]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", deny)

    with pytest.raises(HostNotFound):
        asyncio.run(Stream.open(Endpoint("imap.kuzeyisik.example", 993)))


@pytest.mark.parametrize("host", ["a..b", "", " ", "x" * 70 + ".example", "a\0b"])
def test_what_cannot_be_a_name_is_not_found(host: str) -> None:
    with pytest.raises(HostNotFound):
        asyncio.run(Stream.open(Endpoint(host, 993)))


def test_a_port_without_tls_fails_at_tls() -> None:
    async def talk(peer: Peer) -> None:
        await peer.greet()

    with pytest.raises(TlsFailed) as failed:
        opening(talk)

    assert not isinstance(failed.value, CertificateUntrusted)
    assert failed.value.facts["reason"] == "wrong version number"


def test_a_handshake_without_answer_ends_in_time() -> None:
    with pytest.raises(NoAnswer):
        opening(Peer.silence, timeout_seconds=0.2)


def test_everything_together_ends_in_time_however_patient_each_step_is() -> None:
    async def opened() -> None:
        async with served(Peer.silence) as at:
            with all_within(0.2):
                await Stream.open(Endpoint(LOOPBACK, at.port, "tls", timeout_seconds=30))

    started = time.monotonic()
    with pytest.raises(NoAnswer):
        asyncio.run(opened())
    assert time.monotonic() - started < 10


def test_a_certificate_of_nobodys_authority_is_untrusted(tmp_path: Path) -> None:
    context, _ = server_tls(tmp_path)

    with pytest.raises(CertificateUntrusted):
        opening(Peer.silence, tls=context)


def test_a_certificate_of_another_name_is_untrusted(tmp_path: Path) -> None:
    context, pem = server_tls(tmp_path, "127.0.0.9")

    with pytest.raises(CertificateUntrusted) as untrusted:
        opening(Peer.silence, tls=context, authority_pem=pem)

    assert "127.0.0.1" in untrusted.value.facts["reason"]


def test_a_trusted_certificate_opens(tmp_path: Path) -> None:
    context, pem = server_tls(tmp_path)

    stream = opening(Peer.silence, tls=context, authority_pem=pem)

    assert stream.endpoint.security == "tls"


def test_what_is_slipped_in_before_encryption_is_dropped(tmp_path: Path) -> None:
    context, pem = server_tls(tmp_path)

    async def talk(peer: Peer) -> None:
        await peer.hear(b"STARTTLS")
        await peer.say(b"K1 OK begin", b"* OK [CAPABILITY SLIPPED-IN]")
        await peer.writer.start_tls(context)
        await peer.say(b"encrypted")

    async def first_line() -> tuple[bytes, str]:
        async with served(talk) as at:
            endpoint = Endpoint(LOOPBACK, at.port, "starttls", 5, authority_pem=pem)
            stream = await Stream.open(endpoint)
            await stream.send(b"STARTTLS\r\n")
            await stream.line()
            await stream.start_tls()
            line = await stream.line()
            version = stream.tls_version
            await stream.close()
            return line, version

    assert asyncio.run(first_line()) == (b"encrypted", "TLSv1.3")


def test_a_line_may_be_longer_than_the_buffer_and_the_wait_cancelled() -> None:
    long = b"x" * (2 * BUFFER_BYTES + 5)

    async def talk(peer: Peer) -> None:
        await peer.send(long)
        await peer.hear(b"go on")
        await peer.send(b"yz\r\n")

    async def line() -> bytes:
        async with served(talk) as at:
            stream = await Stream.open(at)
            with pytest.raises(NoAnswer):
                await stream.line(0.3)
            await stream.send(b"go on\r\n")
            whole = await stream.line()
            await stream.close()
            return whole

    assert asyncio.run(line()) == long + b"yz"


def test_a_connection_that_was_dropped_is_lost() -> None:
    async def send() -> None:
        async with served(Peer.silence) as at:
            stream = await Stream.open(at)
            stream.abort()
            await stream.send(b"anything")

    with pytest.raises(ConnectionLost):
        asyncio.run(send())
