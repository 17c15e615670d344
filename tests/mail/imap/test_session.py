"""A session when the server misbehaves."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import pytest

from kartotek.errors import Retry
from kartotek.mail.imap import wire
from kartotek.mail.imap.errors import (
    AppPasswordNeeded,
    ConnectionLost,
    Garbled,
    ImapSwitchedOff,
    LoginRefused,
    NoAnswer,
    NotAnImapServer,
    PortClosed,
    ServerSaidNo,
    ServerTrouble,
    TlsNotOffered,
    TlsRequired,
)
from kartotek.mail.imap.session import Endpoint, News, Session, Text
from tests.servers.fake import Peer, Talk, served
from tests.servers.ports import LOOPBACK, free_port

T = TypeVar("T")
Act = Callable[[Session], Awaitable[T]]


def talking(talk: Talk, act: Act[T], **served_with: Any) -> T:
    """Return what `act` returns with a session to a server that follows the talk."""

    async def both() -> T:
        async with served(talk, **served_with) as endpoint:
            session = await Session.connect(endpoint)
            try:
                return await act(session)
            finally:
                await session.close()

    return asyncio.run(both())


async def nothing(session: Session) -> None:
    """Do nothing with the session."""


async def noop(session: Session) -> None:
    await session.noop()


def test_a_web_server_is_not_an_imap_server() -> None:
    async def talk(peer: Peer) -> None:
        await peer.say(b"HTTP/1.1 400 Bad Request", b"")

    with pytest.raises(NotAnImapServer):
        talking(talk, nothing)


def test_bytes_without_sense_are_not_an_imap_server() -> None:
    async def talk(peer: Peer) -> None:
        await peer.send(b"\x16\x03\x01\xff\x00 \x80\n")

    with pytest.raises(NotAnImapServer):
        talking(talk, nothing)


def test_a_server_that_turns_everybody_away_is_believed() -> None:
    async def talk(peer: Peer) -> None:
        await peer.say(b"* BYE Too many connections from your address")

    with pytest.raises(ServerSaidNo, match="Too many connections") as said_no:
        talking(talk, nothing)

    assert said_no.value.retry is Retry.BACK_OFF


def test_silence_instead_of_a_greeting_ends_in_time() -> None:
    with pytest.raises(NoAnswer):
        talking(Peer.silence, nothing, timeout_seconds=0.2)


def test_a_closed_port_is_not_a_silent_one() -> None:
    with pytest.raises(PortClosed):
        asyncio.run(Session.connect(Endpoint(LOOPBACK, free_port(), "none")))


def test_silence_after_a_command_ends_the_connection() -> None:
    async def talk(peer: Peer) -> None:
        await peer.greet()
        await peer.silence()

    async def twice(session: Session) -> None:
        with pytest.raises(NoAnswer):
            await session.noop()
        await session.noop()

    with pytest.raises(ConnectionLost):
        talking(talk, twice, timeout_seconds=0.2)


def test_half_a_literal_is_a_lost_connection() -> None:
    async def talk(peer: Peer) -> None:
        await peer.greet()
        await peer.command(b"UID FETCH")
        await peer.send(b"* 1 FETCH (UID 7 BODY[] {1000}\r\nonly this")

    with pytest.raises(ConnectionLost):
        talking(talk, _fetch([7]))


def test_silence_within_a_literal_ends_in_time() -> None:
    async def talk(peer: Peer) -> None:
        await peer.greet()
        await peer.command(b"UID FETCH")
        await peer.send(b"* 1 FETCH (UID 7 BODY[] {1000}\r\nonly this")
        await peer.silence()

    with pytest.raises(NoAnswer):
        talking(talk, _fetch([7]), timeout_seconds=0.2)


def _fetch(uids: list[int]) -> Act[list[Any]]:
    async def act(session: Session) -> list[Any]:
        return [message async for message in session.fetch_bodies(uids)]

    return act


def test_a_goodbye_in_the_middle_is_a_lost_connection() -> None:
    async def talk(peer: Peer) -> None:
        await peer.greet()
        await peer.command(b"NOOP")
        await peer.say(b"* 3 EXISTS", b"* BYE Server is going down", b"K1 OK never read")

    with pytest.raises(ConnectionLost) as lost:
        talking(talk, noop)

    assert lost.value.facts["said"] == "Server is going down"


def test_a_response_in_crumbs_is_one_response() -> None:
    async def talk(peer: Peer) -> None:
        await peer.greet()
        tag = await peer.command(b"UID FETCH")
        response = b"* 1 FETCH (UID 7 FLAGS (\\Seen) BODY[] {11}\r\nhello\r\nyou\n)\r\n"
        for byte in response + tag + b" OK\r\n":
            await peer.send(bytes([byte]))
            await asyncio.sleep(0)

    (message,) = talking(talk, _fetch([7]))

    assert (message.uid, message.raw) == (7, b"hello\r\nyou\n")


def test_a_literal_may_be_anywhere_and_look_like_an_answer() -> None:
    body = b"K1 OK done\r\n* BYE {5}\r\n"

    async def talk(peer: Peer) -> None:
        await peer.greet()
        tag = await peer.command(b"UID FETCH")
        await peer.send(b"* 1 FETCH (BODY[] {%d}\r\n%s FLAGS ({2}\r\nab) UID 7" % (len(body), body))
        await peer.say(b" INTERNALDATE NIL RFC822.SIZE 24)", tag + b" OK all of {3}")

    (message,) = talking(talk, _fetch([7]))

    assert (message.raw, message.flags) == (body, {"ab"})
    assert message.internal_date is None


def test_a_message_above_the_limit_is_cut_and_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wire, "LARGEST_LITERAL_BYTES", 5_000_000)
    large = b"Subject: heavy\r\n\r\n" + b"x" * 6_000_000

    async def talk(peer: Peer) -> None:
        await peer.greet()
        tag = await peer.command(b"UID FETCH")
        for uid, body in ((1, large), (2, b"light")):
            head = b"* %d FETCH (UID %d RFC822.SIZE %d BODY[] {%d}\r\n"
            await peer.send(head % (uid, uid, len(body), len(body)) + body + b")\r\n")
        await peer.say(tag + b" OK")

    heavy, light = talking(talk, _fetch([1, 2]))

    assert (heavy.is_cut, heavy.size) == (True, len(large))
    assert heavy.raw == large[: wire.KEPT_OF_TOO_LARGE_BYTES]
    assert (light.is_cut, light.raw) == (False, b"light")


def test_messages_nobody_asked_for_are_left_out() -> None:
    async def talk(peer: Peer) -> None:
        await peer.greet()
        tag = await peer.command(b"UID FETCH 7 ")
        await peer.say(
            b"* 5 EXISTS",
            b"* 2 FETCH (FLAGS (\\Seen) UID 8)",
            b'* 3 FETCH (UID 9 BODY[] "stranger")',
            b"* 4 FETCH (UID 7 BODY[] NIL)",
            tag + b" OK",
        )

    assert talking(talk, _fetch([7])) == []


def test_an_unreadable_message_leaves_the_session_usable() -> None:
    async def talk(peer: Peer) -> None:
        await peer.greet()
        tag = await peer.command(b"UID FETCH")
        await peer.say(b"* 1 FETCH (UID 7 BODY[] ((((", tag + b" OK")
        await peer.say(await peer.command(b"NOOP") + b" OK")

    async def act(session: Session) -> None:
        with pytest.raises(Garbled):
            await _fetch([7])(session)
        await session.noop()

    talking(talk, act)


def test_a_refused_fetch_is_the_servers_no() -> None:
    async def talk(peer: Peer) -> None:
        await peer.greet()
        await peer.say(await peer.command(b"UID FETCH") + b" NO [SERVERBUG] Disk on fire")

    with pytest.raises(ServerSaidNo) as said_no:
        talking(talk, _fetch([7]))

    assert said_no.value.facts["command"] == "UID FETCH"
    assert said_no.value.facts["said"] == "Disk on fire"


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (b"NO [AUTHENTICATIONFAILED] Authentication failed.", LoginRefused),
        (b"NO LOGIN failed.", LoginRefused),
        (b"BAD Invalid credentials", LoginRefused),
        (b"NO [ALERT] Application-specific password required", AppPasswordNeeded),
        (b"NO [ALERT] Your account is not enabled for IMAP use.", ImapSwitchedOff),
        (b"NO [UNAVAILABLE] Temporary authentication failure.", ServerSaidNo),
        (b"NO [ALERT] Too many simultaneous connections. (Failure)", ServerSaidNo),
        (b"NO [PRIVACYREQUIRED] Use TLS", TlsRequired),
    ],
)
def test_a_refusal_is_told_from_a_busy_server(answer: bytes, state: type[ServerTrouble]) -> None:
    async def talk(peer: Peer) -> None:
        await peer.greet()
        await peer.say(await peer.command(b"LOGIN") + b" " + answer)

    async def login(session: Session) -> None:
        await session.login("elif", "parola")

    with pytest.raises(ServerTrouble) as trouble:
        talking(talk, login)

    assert type(trouble.value) is state
    assert (trouble.value.retry is Retry.NEVER) == issubclass(state, LoginRefused)


def test_a_password_the_server_repeats_is_not_repeated_here() -> None:
    async def talk(peer: Peer) -> None:
        await peer.greet()
        await peer.say(await peer.command(b"LOGIN") + b" NO elif/s3cr-et is wrong")

    async def login(session: Session) -> None:
        await session.login("elif", "s3cr-et")

    with pytest.raises(LoginRefused) as refused:
        talking(talk, login)

    assert "s3cr-et" not in f"{refused.value!r} {refused.value.facts}"


def test_no_password_is_sent_where_it_is_not_taken() -> None:
    heard: list[bytes] = []

    async def talk(peer: Peer) -> None:
        await peer.greet(b"IMAP4rev1 LOGINDISABLED STARTTLS")
        heard.append(await peer.hear())

    async def login(session: Session) -> None:
        await session.login("elif", "parola")

    with pytest.raises(TlsRequired):
        talking(talk, login)

    assert heard == [b""]


def test_starttls_that_is_not_offered_is_not_done_without() -> None:
    async def talk(peer: Peer) -> None:
        await peer.greet(b"IMAP4rev1")
        await peer.silence()

    async def connect() -> None:
        async with served(talk) as endpoint:
            await Session.connect(Endpoint(LOOPBACK, endpoint.port, "starttls", 5))

    with pytest.raises(TlsNotOffered):
        asyncio.run(connect())


def test_a_server_that_claims_to_know_us_cannot_prevent_encryption() -> None:
    async def talk(peer: Peer) -> None:
        await peer.say(b"* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] welcome back")
        await peer.silence()

    async def connect() -> None:
        async with served(talk) as endpoint:
            await Session.connect(Endpoint(LOOPBACK, endpoint.port, "starttls", 5))

    with pytest.raises(TlsNotOffered):
        asyncio.run(connect())


def test_a_password_in_any_alphabet_arrives_whole() -> None:
    async def talk(peer: Peer) -> None:
        await peer.greet(b"IMAP4rev1 AUTH=PLAIN SASL-IR")
        line = await peer.hear(b"AUTHENTICATE PLAIN ")
        assert base64.b64decode(line.split()[-1]) == "\0elif\0şifre".encode()
        await peer.say(line.split()[0] + b" OK [CAPABILITY IMAP4rev1 IDLE] in")

    async def login(session: Session) -> frozenset[str]:
        await session.login("elif", "şifre")
        return session.capabilities

    assert "IDLE" in talking(talk, login)


def test_without_sasl_a_password_goes_as_a_literal() -> None:
    secret = "şif\r\nre".encode()

    async def talk(peer: Peer) -> None:
        await peer.greet()
        tag = (await peer.hear(b'LOGIN "elif" {%d}' % len(secret))).split()[0]
        await peer.say(b"* OK thinking", b"+ go on")
        assert await peer.block(len(secret) + 2) == secret + b"\r\n"
        await peer.say(tag + b" OK in")
        await peer.say(b"* CAPABILITY IMAP4rev1", await peer.command(b"CAPABILITY") + b" OK")

    async def login(session: Session) -> None:
        await session.login("elif", secret.decode())

    talking(talk, login)


def test_a_token_that_ran_out_is_a_refused_login() -> None:
    async def talk(peer: Peer) -> None:
        await peer.greet(b"IMAP4rev1 AUTH=XOAUTH2")
        tag = await peer.command(b"AUTHENTICATE XOAUTH2")
        await peer.say(b"+ ")
        token = base64.b64decode(await peer.hear())
        assert token == b"user=elif\1auth=Bearer t0ken\1\1"
        await peer.say(b"+ eyJzdGF0dXMiOiI0MDAifQ==")
        assert await peer.hear() == b""
        await peer.say(tag + b" NO SASL authentication failed")

    async def login(session: Session) -> None:
        await session.login_with_token("elif", "t0ken")

    with pytest.raises(LoginRefused):
        talking(talk, login)


def test_servers_without_extensions_are_read_all_the_same() -> None:
    async def talk(peer: Peer) -> None:
        await peer.say(b"* OK hello")
        await peer.say(b"* CAPABILITY IMAP4rev1", await peer.command(b"CAPABILITY") + b" OK")
        tag = await peer.command(b'EXAMINE "INBOX"')
        await peer.say(b"* 2 EXISTS", b"* OK [UIDVALIDITY 5] ok", b"* OK [HIGHESTMODSEQ 0] ok")
        await peer.say(tag + b" OK [READ-ONLY] open")
        tag = await peer.command(b"UID SEARCH ALL")
        await peer.say(b"* SEARCH 7 5", b"* SEARCH", b"* 3 EXISTS", b"* SEARCH 9 (MODSEQ 12)")
        await peer.say(tag + b" OK")

    async def look(session: Session) -> tuple[Any, list[int]]:
        return await session.select("INBOX"), await session.search_uids()

    selected, uids = talking(talk, look)
    assert (selected.uidvalidity, selected.uidnext, selected.exists) == (5, 0, 2)
    assert selected.highestmodseq is None
    assert uids == [5, 7, 9]


def test_without_idle_the_server_is_asked_again_and_again() -> None:
    async def talk(peer: Peer) -> None:
        await peer.greet()
        await peer.say(await peer.command(b"NOOP") + b" OK")
        tag = await peer.command(b"NOOP")
        await peer.say(b"* 4 EXISTS", tag + b" OK")

    async def wait(session: Session) -> News:
        return await anext(session.idle(renew_seconds=0.05))

    assert talking(talk, wait) == News("exists", 4)


def test_idle_notices_a_connection_that_died_silently() -> None:
    async def talk(peer: Peer) -> None:
        await peer.greet(b"IMAP4rev1 IDLE")
        await peer.command(b"IDLE")
        await peer.say(b"+ idling")
        await peer.hear(b"DONE")
        await peer.silence()

    async def wait(session: Session) -> News:
        return await anext(session.idle(renew_seconds=0.1))

    with pytest.raises(NoAnswer):
        talking(talk, wait, timeout_seconds=0.3)


def test_news_within_any_command_reaches_whoever_idles() -> None:
    async def talk(peer: Peer) -> None:
        await peer.greet(b"IMAP4rev1 IDLE QRESYNC")
        tag = await peer.command(b"UID SEARCH")
        await peer.say(b"* SEARCH", b"* 8 EXISTS", b"* 2 EXPUNGE", b"* VANISHED 405,407:410")
        await peer.say(b"* VANISHED (EARLIER) 1:3", b"* 3 FETCH (FLAGS ())", tag + b" OK")
        await peer.silence()

    async def wait(session: Session) -> list[News]:
        await session.search_uids()
        news = session.idle()
        return [await anext(news) for _ in range(4)]

    assert talking(talk, wait) == [
        News("exists", 8),
        News("expunge", 2),
        News("expunge", 0),
        News("flags", 3),
    ]


def test_another_command_in_the_middle_of_a_fetch_loses_nothing_quietly() -> None:
    async def talk(peer: Peer) -> None:
        await peer.greet()
        tag = await peer.command(b"UID FETCH")
        await peer.say(b'* 1 FETCH (UID 7 BODY[] "a")', b'* 2 FETCH (UID 8 BODY[] "b")')
        await peer.say(tag + b" OK")
        await peer.say(await peer.command(b"NOOP") + b" OK")

    async def act(session: Session) -> None:
        async for _ in session.fetch_bodies([7, 8]):
            await session.noop()

    with pytest.raises(RuntimeError, match="in the middle"):
        talking(talk, act)


def test_only_what_is_offered_is_enabled() -> None:
    async def talk(peer: Peer) -> None:
        await peer.greet(b"IMAP4rev1 ENABLE CONDSTORE")
        assert b"QRESYNC" not in await peer.hear(b"ENABLE CONDSTORE")
        await peer.say(b"* ENABLED CONDSTORE", b"K1 OK")

    async def enable(session: Session) -> None:
        await session.enable("CONDSTORE", "QRESYNC")

    talking(talk, enable)


def test_a_command_cannot_be_smuggled_into_another() -> None:
    async def talk(peer: Peer) -> None:
        await peer.greet()
        await peer.silence()

    async def search(session: Session) -> None:
        await session.search_uids("ALL\r\nK9 DELETE INBOX")

    with pytest.raises(ValueError, match="line end"):
        talking(talk, search)


def test_foreign_words_are_searched_for_in_their_charset() -> None:
    async def talk(peer: Peer) -> None:
        await peer.greet(b"IMAP4rev1 LITERAL+")
        word = "ışık".encode()
        head = b"UID SEARCH CHARSET UTF-8 SUBJECT {%d+}" % len(word)
        tag = await peer.command(head)
        assert await peer.hear() == word
        await peer.say(b"* SEARCH 3", tag + b" OK")

    async def search(session: Session) -> list[int]:
        return await session.search_uids("SUBJECT", Text.of("ışık"))

    assert talking(talk, search) == [3]
