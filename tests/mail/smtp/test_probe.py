"""Testing whether mail could be sent."""

from __future__ import annotations

import asyncio
import base64
import dataclasses
from pathlib import Path
from typing import Any

import pytest

from kartotek.mail.connection.endpoint import Endpoint
from kartotek.mail.connection.stream import all_within
from kartotek.mail.smtp.probe import ProbeReport, probe
from tests.mail.connection.test_stream import server_tls
from tests.servers.fake import Peer, Talk, served
from tests.servers.ports import LOOPBACK, free_port

PASSWORD = "şifre"


def probing(talk: Talk, **endpoint: Any) -> ProbeReport:
    """Return what the probe finds at a server that follows the talk."""

    async def probed() -> ProbeReport:
        async with served(talk) as at:
            return await probe(dataclasses.replace(at, **endpoint), "elif", PASSWORD)

    return asyncio.run(probed())


async def introduce(peer: Peer, *offers: bytes) -> None:
    """Greet and answer the introduction."""
    await peer.say(b"220-smtp.kuzeyisik.example", b"220 ready")
    assert await peer.hear() == b"EHLO [127.0.0.1]"
    await peer.say(b"250-hello", *(b"250-" + offer for offer in offers), b"250 SIZE 1000")


def found(report: ProbeReport) -> list[tuple[str, str]]:
    return [(step.name, step.code) for step in report.steps]


def test_a_good_login_passes_every_step() -> None:
    async def talk(peer: Peer) -> None:
        await introduce(peer, b"AUTH LOGIN PLAIN")
        token = (await peer.hear(b"AUTH PLAIN ")).split()[-1]
        assert base64.b64decode(token) == f"\0elif\0{PASSWORD}".encode()
        await peer.say(b"235 in")
        await peer.hear(b"QUIT")
        await peer.say(b"221 bye")

    report = probing(talk)

    assert report.ok
    assert found(report) == [
        ("dns", "ok"),
        ("connect", "ok"),
        ("tls", "not_encrypted"),
        ("login", "ok"),
    ]


def test_a_server_may_ask_word_by_word() -> None:
    async def talk(peer: Peer) -> None:
        await introduce(peer, b"AUTH=LOGIN")
        await peer.hear(b"AUTH LOGIN")
        await peer.say(b"334 VXNlcm5hbWU6")
        assert base64.b64decode(await peer.hear()) == b"elif"
        await peer.say(b"334 UGFzc3dvcmQ6")
        assert base64.b64decode(await peer.hear()).decode() == PASSWORD
        await peer.say(b"235 in")
        await peer.say(b"221 bye")

    assert probing(talk).ok


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (b"535 5.7.8 Authentication failed", "login_refused"),
        (b"534 5.7.9 Application-specific password required", "app_password_needed"),
        (b"454 4.7.0 Temporary failure", "server_said_no"),
        (b"530 5.7.0 Must issue a STARTTLS command first", "tls_required"),
    ],
)
def test_a_refused_login_says_why(answer: bytes, code: str) -> None:
    async def talk(peer: Peer) -> None:
        await introduce(peer, b"AUTH PLAIN")
        await peer.hear(b"AUTH")
        await peer.say(answer)

    assert found(probing(talk))[-1] == ("login", code)


def test_a_password_the_server_repeats_is_not_shown() -> None:
    async def talk(peer: Peer) -> None:
        await introduce(peer, b"AUTH PLAIN")
        await peer.hear(b"AUTH")
        await peer.say(f"535 no such password: {PASSWORD}".encode())

    assert PASSWORD not in repr(probing(talk))


def test_starttls_encrypts_before_the_login(tmp_path: Path) -> None:
    context, pem = server_tls(tmp_path)

    async def talk(peer: Peer) -> None:
        await introduce(peer, b"STARTTLS")
        await peer.hear(b"STARTTLS")
        await peer.say(b"220 begin")
        await peer.writer.start_tls(context)
        await peer.hear(b"EHLO")
        await peer.say(b"250-hello", b"250 AUTH PLAIN")
        await peer.hear(b"AUTH PLAIN")
        await peer.say(b"235 in")
        await peer.say(b"221 bye")

    report = probing(talk, security="starttls", authority_pem=pem)

    assert found(report)[2:] == [("tls", "ok"), ("login", "ok")]


def test_starttls_that_is_not_offered_is_said() -> None:
    async def talk(peer: Peer) -> None:
        await introduce(peer, b"AUTH PLAIN")

    assert found(probing(talk, security="starttls"))[-1] == ("tls", "tls_not_offered")


def test_an_imap_server_does_not_send_mail() -> None:
    assert found(probing(Peer.greet))[-1] == ("connect", "not_smtp")


def test_a_closed_port_is_said() -> None:
    report = asyncio.run(probe(Endpoint(LOOPBACK, free_port(), "none"), "elif", PASSWORD))

    assert found(report) == [("dns", "ok"), ("connect", "port_closed")]
    assert report.failed is not None
    assert report.failed.facts["host"] == LOOPBACK


def test_a_server_that_falls_silent_is_the_step_that_took_the_time() -> None:
    async def talk(peer: Peer) -> None:
        await introduce(peer, b"AUTH PLAIN")
        await peer.hear(b"AUTH PLAIN ")
        await peer.silence()

    async def probed() -> ProbeReport:
        async with served(talk) as at:
            with all_within(0.5):
                return await probe(at, "elif", PASSWORD)

    assert found(asyncio.run(probed()))[-1] == ("login", "no_answer")
