"""A mailbox is brought in line with a real Dovecot, and stays so."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kartotek.contacts.operations import AddressIn
from kartotek.flows import sync_mail, watch_mail
from kartotek.flows.contact_changes import add_person
from kartotek.linking.models import ConversationLink
from kartotek.mail.credentials import sealed
from kartotek.mail.imap.session import Session
from kartotek.mail.inbound import fetch
from kartotek.mail.inbound import store as store_module
from kartotek.mail.models import (
    Blob,
    Folder,
    FolderEntry,
    LeftOut,
    Mailbox,
    MailboxConversation,
    Message,
    SyncGap,
)
from kartotek.mail.operations.mailboxes import change_admission
from kartotek.mail.queries.mailboxes import folders_of
from tests.letters import ELIF, ZEYNEP, letter
from tests.servers.fixtures import ImapAccount

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]


def clock() -> datetime:
    return datetime.now(UTC)


def recent(n: int) -> datetime:
    return clock() - timedelta(minutes=n)


@pytest.fixture
def mailbox(elif_: Any, imap_account: ImapAccount) -> Mailbox:
    """Elif's mailbox on the Dovecot."""
    return Mailbox.objects.create(
        company=elif_.company,
        user=elif_,
        address=elif_.email,
        key=elif_.email,
        imap_host=imap_account.server.host,
        imap_port=imap_account.server.port,
        imap_security="none",
        login=imap_account.login,
        secret=sealed(imap_account.password),
        history="all",
        created_at=clock(),
    )


def sync(mailbox: Mailbox) -> Any:
    (round_,) = sync_mail.run_once([mailbox.pk], clock=clock)
    assert round_.trouble == ""
    return round_


def test_a_first_sync_brings_every_message_and_links_it(
    mailbox: Mailbox, imap_account: ImapAccount, lobby_deal: Any
) -> None:
    for n in range(30):
        imap_account.deliver(letter(f"mail-{n}@marmara", subject=f"Offer {n}", at=recent(n)))

    round_ = sync(mailbox)

    assert round_.arrived_count == 30
    assert set(FolderEntry.objects.values_list("reached", flat=True)) == {"noted"}
    assert ConversationLink.objects.filter(deal=lobby_deal).count() == 30


def test_a_second_sync_with_nothing_new_stores_nothing(
    mailbox: Mailbox, imap_account: ImapAccount
) -> None:
    imap_account.deliver(letter("one@x", at=recent(1)))
    sync(mailbox)

    assert sync(mailbox).arrived_count == 0
    assert FolderEntry.objects.count() == 1


def test_sent_mail_is_listed_in_sent_and_not_in_the_inbox(
    mailbox: Mailbox, imap_account: ImapAccount
) -> None:
    mail = letter("sent@kuzey", sender=ELIF, to="z.karaca@marmaraotel.example", at=recent(1))
    imap_account.deliver(mail, "Sent")

    sync(mailbox)

    place = MailboxConversation.objects.get()
    assert (place.in_sent, place.in_inbox, place.unread_count) == (True, False, 0)


def test_spam_and_bin_are_not_read(mailbox: Mailbox, imap_account: ImapAccount) -> None:
    imap_account.deliver(letter("spam@x", at=recent(1)), "Junk")
    imap_account.deliver(letter("bin@x", at=recent(1)), "Trash")

    sync(mailbox)

    assert not Message.objects.exists()


def test_new_uidvalidity_stores_no_message_twice(
    mailbox: Mailbox, imap_account: ImapAccount
) -> None:
    for n in range(3):
        imap_account.deliver(letter(f"mail-{n}@x", subject=f"Offer {n}", at=recent(n)))
    sync(mailbox)

    imap_account.server.set_uidvalidity(imap_account.login, "INBOX", 777_777_777)
    sync(mailbox)

    assert Message.objects.count() == 3
    assert FolderEntry.objects.filter(gone_at=None, uidvalidity=777_777_777).count() == 3
    assert FolderEntry.objects.filter(gone_at=None).count() == 3
    assert MailboxConversation.objects.filter(in_inbox=True).count() == 3


def test_after_new_uidvalidity_only_what_is_new_is_fetched(
    mailbox: Mailbox, imap_account: ImapAccount, lobby_deal: Any
) -> None:
    for n in range(3):
        imap_account.deliver(letter(f"mail-{n}@x", subject=f"Offer {n}", at=recent(n)))
    sync(mailbox)
    before = set(FolderEntry.objects.values_list("pk", "message__message_id"))
    imap_account.server.set_uidvalidity(imap_account.login, "INBOX", 777_777_777)
    imap_account.deliver(letter("new@x", subject="Offer 4", at=recent(0)))

    round_ = sync(mailbox)

    assert round_.arrived_count == 1
    entries = FolderEntry.objects.filter(gone_at=None, uidvalidity=777_777_777)
    assert set(entries.values_list("pk", "message__message_id")) > before
    assert sync(mailbox).arrived_count == 0


def test_a_sync_killed_after_new_uidvalidity_recognises_the_mail_the_next_time(
    mailbox: Mailbox, imap_account: ImapAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    imap_account.deliver(letter("one@x", at=recent(1)))
    sync(mailbox)
    imap_account.server.set_uidvalidity(imap_account.login, "INBOX", 777_777_777)
    with monkeypatch.context() as killing:
        killing.setattr(fetch, "call_anew", _killed)
        with pytest.raises(KeyboardInterrupt):
            sync_mail.run_once([mailbox.pk], clock=clock)

    assert sync(mailbox).arrived_count == 0
    assert FolderEntry.objects.get().uidvalidity == 777_777_777


async def _killed(*_: Any) -> int:
    raise KeyboardInterrupt


NEWS = "Shop <news@shop.example>"


def _leave_out(mailbox: Mailbox, by: Any, *blocked: str, contacts_only: bool = False) -> None:
    change_admission(
        mailbox_id=mailbox.pk,
        by=by,
        at=clock(),
        blocked=blocked,
        contacts_only=contacts_only,
        excluded_folder_ids=(),
    )


def test_row_46_blocked_mail_is_counted_and_no_byte_of_it_kept(
    mailbox: Mailbox, imap_account: ImapAccount, by_elif: Any
) -> None:
    _leave_out(mailbox, by_elif, "shop.example")
    imap_account.deliver(letter("news@x", sender=NEWS, at=recent(2)))
    imap_account.deliver(letter("asked@x", at=recent(1)))

    sync(mailbox)
    sync(mailbox)

    assert list(Message.objects.values_list("message_id", flat=True)) == ["asked@x"]
    assert (Blob.objects.count(), FolderEntry.objects.count()) == (1, 1)
    inbox = next(one for one in folders_of(mailbox.pk, viewer=by_elif) if one.here_count)
    assert inbox.left_out == {"BLOCKED": 1}


def test_row_47_a_blocked_sender_among_others_is_brought(
    mailbox: Mailbox, imap_account: ImapAccount, by_elif: Any
) -> None:
    _leave_out(mailbox, by_elif, "shop.example")
    imap_account.deliver(letter("both@x", sender=NEWS, cc=ZEYNEP, at=recent(1)))

    sync(mailbox)

    assert Message.objects.get().message_id == "both@x"


def test_what_was_blocked_comes_when_it_is_not_any_more(
    mailbox: Mailbox, imap_account: ImapAccount, by_elif: Any
) -> None:
    _leave_out(mailbox, by_elif, "news@shop.example")
    imap_account.deliver(letter("news@x", sender=NEWS, at=recent(1)))
    sync(mailbox)
    assert not Message.objects.exists()

    _leave_out(mailbox, by_elif)
    sync(mailbox)

    assert Message.objects.get().message_id == "news@x"
    assert not LeftOut.objects.exists()


def test_only_mail_with_contacts_comes_where_that_was_chosen(
    mailbox: Mailbox, imap_account: ImapAccount, zeynep: Any, by_elif: Any
) -> None:
    _leave_out(mailbox, by_elif, contacts_only=True)
    imap_account.deliver(letter("news@x", sender=NEWS, at=recent(2)))
    imap_account.deliver(letter("asked@x", at=recent(1)))

    sync(mailbox)

    assert Message.objects.get().message_id == "asked@x"
    assert LeftOut.objects.get().code == "NO_CONTACT"


def test_older_mail_of_a_new_contact_comes_with_the_next_sync(
    mailbox: Mailbox, imap_account: ImapAccount, by_elif: Any
) -> None:
    _leave_out(mailbox, by_elif, contacts_only=True)
    imap_account.deliver(letter("news@x", sender=NEWS, at=recent(2)))
    imap_account.deliver(letter("asked@x", at=recent(1)))
    sync(mailbox)
    assert not Message.objects.exists()

    add_person(
        by=by_elif, at=clock(), name="Zeynep", addresses=[AddressIn("z.karaca@marmaraotel.example")]
    )
    sync(mailbox)

    assert Message.objects.get().message_id == "asked@x"
    assert LeftOut.objects.get().code == "NO_CONTACT"


def test_what_was_left_out_and_is_gone_there_is_not_counted(
    mailbox: Mailbox, imap_account: ImapAccount, by_elif: Any
) -> None:
    _leave_out(mailbox, by_elif, "shop.example")
    imap_account.deliver(letter("news@x", sender=NEWS, at=recent(1)))
    sync(mailbox)

    imap_account.server.expunge(imap_account.login, "INBOX")
    sync(mailbox)

    assert not LeftOut.objects.exists()


def test_a_folder_that_is_left_out_is_not_read(
    mailbox: Mailbox, imap_account: ImapAccount, by_elif: Any
) -> None:
    sync(mailbox)
    archive = next(one for one in folders_of(mailbox.pk, viewer=by_elif) if one.name == "Archive")
    change_admission(
        mailbox_id=mailbox.pk,
        by=by_elif,
        at=clock(),
        blocked=(),
        contacts_only=False,
        excluded_folder_ids=[archive.id],
    )
    imap_account.deliver(letter("old@x", at=recent(1)), "Archive")

    sync(mailbox)

    assert not Message.objects.exists()


def test_uids_near_their_end_are_fetched(mailbox: Mailbox, imap_account: ImapAccount) -> None:
    imap_account.server.set_next_uid(imap_account.login, "INBOX", 4_000_000_000)
    imap_account.deliver(letter("high@x", at=recent(1)))

    sync(mailbox)

    assert FolderEntry.objects.get().uid >= 4_000_000_000


def test_a_message_deleted_there_leaves_the_inbox(
    mailbox: Mailbox, imap_account: ImapAccount
) -> None:
    imap_account.deliver(letter("gone@x", at=recent(1)))
    sync(mailbox)

    imap_account.server.expunge(imap_account.login, "INBOX")
    sync(mailbox)

    assert not MailboxConversation.objects.filter(in_inbox=True).exists()


def test_a_linked_message_deleted_there_stays(
    mailbox: Mailbox, imap_account: ImapAccount, lobby_deal: Any
) -> None:
    imap_account.deliver(letter("kept@marmara", at=recent(1)))
    sync(mailbox)

    imap_account.server.expunge(imap_account.login, "INBOX")
    sync(mailbox)

    assert MailboxConversation.objects.filter(in_inbox=True).exists()


def test_what_was_read_there_is_read_here(mailbox: Mailbox, imap_account: ImapAccount) -> None:
    imap_account.deliver(letter("one@x", at=recent(1)))
    sync(mailbox)
    assert MailboxConversation.objects.get().unread_count == 1

    imap_account.server.flag(imap_account.login, "INBOX", "\\Seen")
    sync(mailbox)

    assert MailboxConversation.objects.get().unread_count == 0


class Killed(BaseException):
    """The process dies here."""


def test_a_sync_killed_before_its_commit_fetches_the_same_uids_again(
    mailbox: Mailbox, imap_account: ImapAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync(mailbox)
    imap_account.deliver(letter("one@x", at=recent(1)))
    high_before = Folder.objects.get(special_use="inbox").high_uid

    def dies(*_args: Any) -> int:
        raise Killed

    monkeypatch.setattr(store_module, "_note", dies)
    with pytest.raises(Killed):
        sync(mailbox)
    assert Folder.objects.get(special_use="inbox").high_uid == high_before
    monkeypatch.undo()
    sync(mailbox)

    assert FolderEntry.objects.filter(reached="noted").count() == 1


def test_the_forward_cursor_never_passes_a_uid_that_is_not_stored(
    mailbox: Mailbox, imap_account: ImapAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync(mailbox)
    for n in range(40):
        imap_account.deliver(letter(f"mail-{n}@x", subject=f"Offer {n}", at=recent(n)))
    calls = 0
    real = store_module.store

    def dies_the_second_time(*args: Any, **kwargs: Any) -> int:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise Killed
        return real(*args, **kwargs)

    monkeypatch.setattr(fetch, "store", dies_the_second_time)
    with pytest.raises(Killed):
        sync(mailbox)

    inbox = Folder.objects.get(special_use="inbox")
    stored = set(FolderEntry.objects.filter(folder=inbox).values_list("uid", flat=True))
    assert stored
    assert max(stored) == inbox.high_uid
    monkeypatch.undo()
    sync(mailbox)
    assert FolderEntry.objects.filter(folder=inbox).count() == 40
    assert not SyncGap.objects.exists()


def test_a_wrong_password_asks_for_its_owner(mailbox: Mailbox) -> None:
    Mailbox.objects.filter(pk=mailbox.pk).update(secret=sealed("wrong"))

    (round_,) = sync_mail.run_once([mailbox.pk], clock=clock)

    mailbox.refresh_from_db()
    assert (mailbox.status, mailbox.error_code) == ("needs you", "login_refused")
    assert "wrong" not in round_.trouble


def test_a_dead_server_is_tried_again_later(mailbox: Mailbox) -> None:
    Mailbox.objects.filter(pk=mailbox.pk).update(imap_port=9)

    sync_mail.run_once([mailbox.pk], clock=clock)

    mailbox.refresh_from_db()
    assert (mailbox.status, mailbox.error_code) == ("troubled", "port_closed")
    assert mailbox.next_try_at is not None
    assert mailbox.next_try_at > clock()


def test_a_full_disk_loses_nothing_and_says_so(
    mailbox: Mailbox, imap_account: ImapAccount, settings: Any
) -> None:
    imap_account.deliver(letter("one@x", at=recent(1)))
    good, settings.BLOB_URL = settings.BLOB_URL, "file:///dev/full/mail"

    (round_,) = sync_mail.run_once([mailbox.pk], clock=clock)

    assert "mail store" in round_.trouble
    assert not FolderEntry.objects.exists()
    settings.BLOB_URL = good
    sync(mailbox)
    assert FolderEntry.objects.filter(reached="noted").count() == 1


@contextmanager
def watching() -> Iterator[None]:
    """Watch every mailbox in a thread of its own until the block ends."""
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(watch_mail.watch(stop, clock=clock))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(20)
        assert not thread.is_alive()


def eventually(is_so: Callable[[], bool], seconds: float = 20) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if is_so():
            return True
        time.sleep(0.1)
    return False


def is_watching(mailbox: Mailbox) -> bool:
    return Mailbox.objects.filter(pk=mailbox.pk, status="watching").exists()


def test_mail_that_arrives_while_it_is_watched_comes_at_once(
    mailbox: Mailbox, imap_account: ImapAccount
) -> None:
    with watching():
        assert eventually(lambda: is_watching(mailbox))

        imap_account.deliver(letter("new@x", at=recent(0)))

        assert eventually(lambda: MailboxConversation.objects.filter(in_inbox=True).exists())


def test_a_cut_connection_is_made_again(mailbox: Mailbox, imap_account: ImapAccount) -> None:
    with watching():
        assert eventually(lambda: is_watching(mailbox))
        imap_account.server.kick(imap_account.login)
        assert eventually(lambda: Mailbox.objects.get(pk=mailbox.pk).failure_count > 0)
        Mailbox.objects.filter(pk=mailbox.pk).update(next_try_at=clock())

        imap_account.deliver(letter("new@x", at=recent(0)))

        assert eventually(lambda: MailboxConversation.objects.filter(in_inbox=True).exists())


def test_a_disconnected_mailbox_is_left_alone(mailbox: Mailbox, imap_account: ImapAccount) -> None:
    with watching():
        assert eventually(lambda: is_watching(mailbox))
        Mailbox.objects.filter(pk=mailbox.pk).update(status="disconnected")
        time.sleep(watch_mail.LOOK_SECONDS * 2)

        imap_account.deliver(letter("new@x", at=recent(0)))
        time.sleep(1.5)

        assert not Message.objects.exists()


def test_a_message_that_was_listed_and_not_delivered_is_asked_for_again(
    mailbox: Mailbox, imap_account: ImapAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync(mailbox)
    for n in range(3):
        imap_account.deliver(letter(f"mail-{n}@x", subject=f"Offer {n}", at=recent(n)))
    real = Session.fetch_bodies

    async def all_but_the_first(self: Session, uids: Any) -> Any:
        async for message in real(self, uids):
            if message.uid != min(uids):
                yield message

    monkeypatch.setattr(Session, "fetch_bodies", all_but_the_first)
    sync(mailbox)
    assert FolderEntry.objects.count() == 2
    assert SyncGap.objects.count() == 1
    monkeypatch.undo()

    sync(mailbox)

    assert FolderEntry.objects.count() == 3
    assert not SyncGap.objects.exists()


def test_what_was_read_here_stays_read_although_the_server_does_not_know(
    mailbox: Mailbox, imap_account: ImapAccount
) -> None:
    imap_account.deliver(letter("one@x", at=recent(1)))
    sync(mailbox)
    FolderEntry.objects.update(is_read=True)
    Folder.objects.update(modseq=None)

    sync(mailbox)

    assert FolderEntry.objects.get().is_read


def test_a_wrong_empty_answer_of_the_server_drops_nothing(
    mailbox: Mailbox, imap_account: ImapAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    imap_account.deliver(letter("one@x", at=recent(1)))
    sync(mailbox)

    async def nothing(self: Session, *_criteria: Any, **_more: Any) -> list[int]:
        return []

    monkeypatch.setattr(Session, "search_uids", nothing)
    sync(mailbox)

    assert MailboxConversation.objects.filter(in_inbox=True).exists()
