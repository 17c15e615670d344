"""One IMAP session against a real Dovecot."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kartotek.errors import Retry
from kartotek.mail.imap.errors import (
    CertificateUntrusted,
    ConnectionLost,
    FolderGone,
    LoginRefused,
)
from kartotek.mail.imap.probe import probe
from kartotek.mail.imap.session import News, Session, Text
from tests.servers.fixtures import ImapAccount
from tests.servers.letters import letter

pytestmark = pytest.mark.servers

run = asyncio.run
LAST_UID = 2**32 - 1


@asynccontextmanager
async def logged_in(account: ImapAccount) -> AsyncIterator[Session]:
    async with await Session.connect(account.endpoint) as session:
        await session.login(account.login, account.password)
        yield session


async def first_news(session: Session, act: Callable[[], None], kind: str, **idle: Any) -> News:
    """Return the first news of a kind after something was done while the session idles."""

    async def wait() -> News:
        async with aclosing(session.idle(**idle)) as all_news:
            async for news in all_news:
                if news.kind == kind:
                    return news
        raise AssertionError

    waiting = asyncio.create_task(wait())
    await asyncio.sleep(0.5)
    assert not waiting.done()
    await asyncio.to_thread(act)
    return await asyncio.wait_for(waiting, 10)


def test_the_right_password_opens_the_account(imap_account: ImapAccount) -> None:
    async def capabilities() -> frozenset[str]:
        async with logged_in(imap_account) as session:
            return session.capabilities

    assert {"IDLE", "CONDSTORE", "UIDPLUS"} <= run(capabilities())


@pytest.mark.parametrize("password", ["wrong", "yanlış şifre", 'qu"ote\\d', "line\r\nend"])
def test_a_wrong_password_is_refused_for_good(imap_account: ImapAccount, password: str) -> None:
    async def attempt() -> None:
        async with await Session.connect(imap_account.endpoint) as session:
            await session.login(imap_account.login, password)

    with pytest.raises(LoginRefused) as refused:
        run(attempt())

    assert refused.value.retry is Retry.NEVER
    assert password not in f"{refused.value} {refused.value.facts}"


def test_folders_say_what_they_are_for(imap_account: ImapAccount) -> None:
    async def folders() -> dict[str, str]:
        async with logged_in(imap_account) as session:
            return {folder.name: folder.special_use for folder in await session.list_folders()}

    assert run(folders()) == {
        "INBOX": "inbox",
        "Archive": "archive",
        "Drafts": "drafts",
        "Junk": "junk",
        "Sent": "sent",
        "Trash": "trash",
    }


def test_folders_may_have_any_name(imap_account: ImapAccount) -> None:
    names = ["Müşteriler/Şişli İşleri", "R&D", "100% açık", 'so-called "offers"', "日本", "a[b"]
    for name in names:
        imap_account.server.create_folder(imap_account.login, name)
        imap_account.deliver(letter(), name)

    async def counted() -> dict[str, int]:
        async with logged_in(imap_account) as session:
            listed = [f for f in await session.list_folders() if f.is_selectable]
            by_listing = {f.name: (await session.select(f)).exists for f in listed}
            assert by_listing == {f.name: (await session.select(f.name)).exists for f in listed}
            return by_listing

    counts = run(counted())
    assert {name: counts.get(name) for name in names} == dict.fromkeys(names, 1)


def test_a_folder_tells_its_state(imap_account: ImapAccount) -> None:
    imap_account.server.seed_maildir(imap_account.login, [letter(n) for n in range(3)])

    async def look() -> tuple[Any, Any]:
        async with logged_in(imap_account) as session:
            return await session.select("INBOX"), await session.status("INBOX")

    selected, status = run(look())
    assert (selected.exists, selected.uidnext) == (3, 4)
    assert selected.highestmodseq is not None
    assert (status.messages, status.unseen, status.uidnext) == (3, 3, 4)
    assert status.uidvalidity == selected.uidvalidity > 0


def test_a_folder_that_is_gone_is_named(imap_account: ImapAccount) -> None:
    async def look() -> None:
        async with logged_in(imap_account) as session:
            await session.select("Müşteriler")

    with pytest.raises(FolderGone) as gone:
        run(look())

    assert gone.value.facts["folder"] == "Müşteriler"


def test_a_folder_that_only_holds_others_is_not_selectable(imap_account: ImapAccount) -> None:
    imap_account.server.create_folder(imap_account.login, "Müşteriler/Şişli")

    async def selectable() -> dict[str, bool]:
        async with logged_in(imap_account) as session:
            return {f.name: f.is_selectable for f in await session.list_folders()}

    found = run(selectable())
    assert (found["Müşteriler"], found["Müşteriler/Şişli"]) == (False, True)


def test_five_hundred_messages_come_byte_for_byte(imap_account: ImapAccount) -> None:
    sent = [letter(number, "ş" * (number * 7)) for number in range(500)]
    imap_account.server.seed_maildir(imap_account.login, sent)

    async def fetched() -> dict[int, bytes]:
        async with logged_in(imap_account) as session:
            await session.select("INBOX")
            uids = await session.search_uids()
            newest_first = sorted(uids, reverse=True)
            return {m.uid: m.raw async for m in session.fetch_bodies(newest_first)}

    assert run(fetched()) == dict(enumerate(sent, start=1))


def test_the_newest_messages_come_first_when_asked_so(imap_account: ImapAccount) -> None:
    imap_account.server.seed_maildir(imap_account.login, [letter(n) for n in range(450)])

    async def first() -> int:
        async with logged_in(imap_account) as session:
            await session.select("INBOX")
            async with aclosing(session.fetch_bodies(range(450, 0, -1))) as messages:
                return (await anext(messages)).uid

    assert run(first()) > 200


def test_a_message_brings_what_the_server_knows_of_it(imap_account: ImapAccount) -> None:
    raw = letter()
    imap_account.server.seed_maildir(imap_account.login, [raw], seen=True)

    async def fetched() -> tuple[Any, Any]:
        async with logged_in(imap_account) as session:
            await session.select("INBOX")
            (header,) = await session.fetch_headers([1])
            (message,) = [message async for message in session.fetch_bodies([1])]
            return header, message

    header, message = run(fetched())
    received = datetime.fromtimestamp(1_600_000_001, UTC)
    assert header.internal_date == message.internal_date == received
    assert header.size == message.size == len(raw)
    assert "\\Seen" in header.flags
    assert header.header == raw[: raw.index(b"\r\n\r\n") + 4]
    assert not message.is_cut


def test_reading_leaves_a_message_unread(imap_account: ImapAccount) -> None:
    imap_account.deliver(letter())

    async def unseen_after_reading() -> int:
        async with logged_in(imap_account) as session:
            await session.select("INBOX")
            assert [message async for message in session.fetch_bodies([1])]
            return (await session.status("INBOX")).unseen

    assert run(unseen_after_reading()) == 1


def test_messages_that_vanished_are_just_absent(imap_account: ImapAccount) -> None:
    account = imap_account
    account.server.seed_maildir(account.login, [letter(n) for n in range(6)])

    async def fetched() -> list[int]:
        async with logged_in(account) as session:
            await session.select("INBOX")
            uids = await session.search_uids()
            account.server.expunge(account.login, "INBOX", "uid", "2,5")
            return [m.uid async for m in session.fetch_bodies([*uids, 99])]

    assert run(fetched()) == [1, 3, 4, 6]


def test_a_fetch_may_be_left_early(imap_account: ImapAccount) -> None:
    imap_account.server.seed_maildir(imap_account.login, [letter(n) for n in range(50)])

    async def leave_and_look() -> tuple[list[int], list[int]]:
        async with logged_in(imap_account) as session:
            await session.select("INBOX")
            async for message in session.fetch_bodies(range(1, 51)):
                if message.uid == 3:
                    break
            flags = await session.fetch_flags([1])
            return [message.uid for message in flags], await session.search_uids(above=47)

    assert run(leave_and_look()) == ([1], [48, 49, 50])


def test_search_finds_only_what_is_newer(imap_account: ImapAccount) -> None:
    account = imap_account
    account.server.seed_maildir(account.login, [letter(n) for n in range(3)])
    account.deliver(letter(4))
    yesterday = datetime.now(UTC).date() - timedelta(days=1)

    async def found() -> list[list[int]]:
        async with logged_in(account) as session:
            await session.select("INBOX")
            return [
                await session.search_uids(since=yesterday),
                await session.search_uids(since=date(2020, 1, 1)),
                await session.search_uids(above=4),
                await session.search_uids(above=LAST_UID),
                await session.search_uids("HEADER", "Message-ID", Text.of("offer-2@")),
                await session.search_uids("SUBJECT", Text.of("yağmur")),
            ]

    assert run(found()) == [[4], [1, 2, 3, 4], [], [], [3], []]


def test_flags_set_elsewhere_are_seen(imap_account: ImapAccount) -> None:
    account = imap_account
    account.server.seed_maildir(account.login, [letter(n) for n in range(5)])

    async def changed() -> tuple[Any, Any]:
        async with logged_in(account) as session:
            modseq = (await session.select("INBOX")).highestmodseq
            account.server.flag(account.login, "INBOX", "\\Flagged", "uid", "4")
            return await session.fetch_flags("1:*"), await session.fetch_flags("1:*", modseq)

    everything, changes = run(changed())
    assert [message.uid for message in everything] == [1, 2, 3, 4, 5]
    assert [message.uid for message in changes] == [4]
    assert "\\Flagged" in changes[0].flags
    assert changes[0].modseq is not None


def test_uids_may_be_as_large_as_they_get(imap_account: ImapAccount) -> None:
    account = imap_account
    account.deliver(letter(1))
    account.server.set_next_uid(account.login, "INBOX", 4_294_967_290)
    for number in range(2, 5):
        account.deliver(letter(number))

    async def fetched() -> list[int]:
        async with logged_in(account) as session:
            await session.select("INBOX")
            uids = await session.search_uids(above=1)
            return [m.uid async for m in session.fetch_bodies(uids)]

    assert run(fetched()) == [4_294_967_290, 4_294_967_291, 4_294_967_292]


def test_a_new_uidvalidity_is_seen(imap_account: ImapAccount) -> None:
    account = imap_account
    account.deliver(letter())

    async def uidvalidity() -> int:
        async with logged_in(account) as session:
            return (await session.select("INBOX")).uidvalidity

    before = run(uidvalidity())
    account.server.set_uidvalidity(account.login, "INBOX", 777_777_777)

    assert (before != 777_777_777, run(uidvalidity())) == (True, 777_777_777)


def test_idle_tells_of_a_message_that_arrives(imap_account: ImapAccount) -> None:
    async def news() -> tuple[News, list[int]]:
        async with logged_in(imap_account) as session:
            await session.select("INBOX")
            told = await first_news(session, lambda: imap_account.deliver(letter()), "exists")
            return told, await session.search_uids()

    assert run(news()) == (News("exists", 1), [1])


def test_idle_tells_of_flags_and_of_deletions(imap_account: ImapAccount) -> None:
    account = imap_account
    account.server.seed_maildir(account.login, [letter(n) for n in range(3)])

    def flag() -> None:
        account.server.flag(account.login, "INBOX", "\\Seen", "uid", "2")

    def expunge() -> None:
        account.server.expunge(account.login, "INBOX", "uid", "3")

    async def news() -> list[News]:
        async with logged_in(account) as session:
            await session.select("INBOX")
            return [
                await first_news(session, flag, "flags"),
                await first_news(session, expunge, "expunge"),
            ]

    assert run(news()) == [News("flags", 2), News("expunge", 3)]


def test_idle_goes_on_over_many_renewals(imap_account: ImapAccount) -> None:
    async def news() -> News:
        async with logged_in(imap_account) as session:
            await session.select("INBOX")
            return await first_news(
                session, lambda: imap_account.deliver(letter()), "exists", renew_seconds=0.1
            )

    assert run(news()) == News("exists", 1)


def test_what_arrived_before_idling_is_told_at_once(imap_account: ImapAccount) -> None:
    async def news() -> News:
        async with logged_in(imap_account) as session:
            await session.select("INBOX")
            await asyncio.to_thread(imap_account.deliver, letter())
            await session.noop()
            async with aclosing(session.idle()) as all_news:
                return await asyncio.wait_for(anext(all_news), 2)

    assert run(news()) == News("exists", 1)


def test_idle_can_be_cancelled_and_the_session_used(imap_account: ImapAccount) -> None:
    async def search_after() -> list[int]:
        async with logged_in(imap_account) as session:
            await session.select("INBOX")
            async with aclosing(session.idle()) as news:
                with pytest.raises(TimeoutError):
                    await asyncio.wait_for(anext(news), 0.3)
            await asyncio.to_thread(imap_account.deliver, letter())
            await session.noop()
            return await session.search_uids()

    assert run(search_after()) == [1]


def test_a_connection_killed_while_fetching_is_lost(imap_account: ImapAccount) -> None:
    account = imap_account
    large = [letter(n, "ışık " * 40_000) for n in range(150)]
    account.server.seed_maildir(account.login, large)
    got: list[int] = []

    async def fetch() -> None:
        async with logged_in(account) as session:
            await session.select("INBOX")
            async for message in session.fetch_bodies(range(1, 151)):
                got.append(message.uid)
                if len(got) == 1:
                    await asyncio.to_thread(account.server.kick, account.login)

    with pytest.raises(ConnectionLost) as lost:
        run(fetch())

    assert lost.value.retry is Retry.SOON
    assert 1 <= len(got) < 150


def test_a_connection_killed_while_idling_is_lost(imap_account: ImapAccount) -> None:
    async def idle() -> None:
        async with logged_in(imap_account) as session:
            await session.select("INBOX")
            await first_news(
                session, lambda: imap_account.server.kick(imap_account.login), "exists"
            )

    with pytest.raises(ConnectionLost):
        run(idle())


def test_an_untrusted_certificate_stops_everything(imap_account: ImapAccount) -> None:
    stranger = dataclasses.replace(imap_account.tls_endpoint, authority_pem="")

    with pytest.raises(CertificateUntrusted) as untrusted:
        run(Session.connect(stranger))

    assert "self" in untrusted.value.facts["reason"]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_trusted_certificate_encrypts(imap_account: ImapAccount, security: Any) -> None:
    endpoint = imap_account.tls_endpoint
    if security == "starttls":
        port = imap_account.server.port
        endpoint = dataclasses.replace(endpoint, port=port, security=security)

    async def read_over_tls() -> tuple[str, bytes]:
        async with await Session.connect(endpoint) as session:
            await session.login(imap_account.login, imap_account.password)
            await session.select("INBOX")
            (message,) = [m async for m in session.fetch_bodies([1])]
            return session.tls_version, message.raw

    raw = letter(1, "ışık " * 100_000)
    imap_account.deliver(raw)
    assert run(read_over_tls()) == ("TLSv1.3", raw)


def test_a_probe_of_a_good_account_passes_every_step(imap_account: ImapAccount) -> None:
    report = run(probe(imap_account.tls_endpoint, imap_account.login, imap_account.password))

    assert report.ok
    assert [step.name for step in report.steps] == ["dns", "connect", "tls", "login", "folders"]


def test_a_probe_names_the_step_that_fails(imap_account: ImapAccount) -> None:
    wrong = run(probe(imap_account.tls_endpoint, imap_account.login, "wrong"))
    stranger = dataclasses.replace(imap_account.tls_endpoint, authority_pem="")
    untrusted = run(probe(stranger, imap_account.login, "wrong"))
    open_line = run(probe(imap_account.endpoint, imap_account.login, imap_account.password))

    assert [(r.failed.name, r.failed.code) for r in (wrong, untrusted) if r.failed] == [
        ("login", "login_refused"),
        ("tls", "certificate_untrusted"),
    ]
    assert [step.code for step in open_line.steps if step.name == "tls"] == ["not_encrypted"]
