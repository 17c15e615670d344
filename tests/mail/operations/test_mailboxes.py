"""Connecting mailboxes, and changing how they are synced."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kartotek.errors import Invalid, NotFound
from kartotek.history.models import Entry
from kartotek.mail.credentials import password_of
from kartotek.mail.models import Folder, Mailbox
from kartotek.mail.operations.account import Account
from kartotek.mail.operations.mailboxes import (
    NotConnected,
    SyncChoices,
    add_mailbox,
    ask_for_sync,
    change_account,
    change_choices,
    disconnect,
    reconnect,
    set_automatic_linking,
)
from kartotek.users.viewer import Viewer

pytestmark = pytest.mark.django_db

ACCOUNT = Account("elif@kuzeyisik.example", imap_host="imap.kuzeyisik.example")


def added(by: Viewer, at: datetime, account: Account = ACCOUNT, **choices: object) -> Mailbox:
    return add_mailbox(
        by=by,
        at=at,
        account=account,
        password="kutu-şifresi",
        choices=SyncChoices(**choices),  # type: ignore[arg-type]
    )


def test_a_mailbox_waits_for_its_first_sync(by_elif: Viewer, now: datetime) -> None:
    mailbox = added(by_elif, now)

    assert (mailbox.status, mailbox.user_id, mailbox.is_default) == ("new", by_elif.user_id, True)


def test_automatic_linking_is_on_unless_declined(by_elif: Viewer, now: datetime) -> None:
    assert added(by_elif, now).automatic_linking


def test_automatic_linking_can_be_declined(by_elif: Viewer, now: datetime) -> None:
    assert not added(by_elif, now, automatic_linking=False).automatic_linking


def test_the_address_signs_in_where_no_login_is_given(by_elif: Viewer, now: datetime) -> None:
    assert added(by_elif, now).login == "elif@kuzeyisik.example"


def test_a_password_is_kept_encrypted(by_elif: Viewer, now: datetime) -> None:
    mailbox = added(by_elif, now)

    mailbox.refresh_from_db()
    assert "kutu" not in mailbox.secret
    assert password_of(mailbox) == "kutu-şifresi"


def test_a_mailbox_is_added_once(by_elif: Viewer, now: datetime) -> None:
    added(by_elif, now)

    with pytest.raises(Invalid) as refusal:
        added(by_elif, now, Account("Elif@KuzeyIsik.example", imap_host="imap.other.example"))
    assert list(refusal.value.fields) == ["address"]


def test_two_users_may_have_the_same_mailbox(
    by_elif: Viewer, by_mert: Viewer, now: datetime
) -> None:
    assert added(by_elif, now).pk != added(by_mert, now).pk


def test_a_second_mailbox_is_not_the_default(by_elif: Viewer, now: datetime) -> None:
    added(by_elif, now)

    other = added(by_elif, now, Account("satis@kuzeyisik.example", imap_host="imap.x.example"))

    assert not other.is_default


def test_a_mailbox_without_a_server_takes_imported_mail_only(
    by_elif: Viewer, now: datetime
) -> None:
    mailbox = added(by_elif, now, Account("elif@kuzeyisik.example"))

    assert (mailbox.status, mailbox.is_connected) == ("offline", False)


def test_everything_wrong_with_an_account_is_named_at_once(by_elif: Viewer, now: datetime) -> None:
    wrong = Account(
        "elif", imap_host="imap kuzey", imap_port=0, imap_security="hope", smtp_port=99999
    )

    with pytest.raises(Invalid) as refusal:
        added(by_elif, now, wrong)

    assert set(refusal.value.fields) == {
        "address",
        "imap_host",
        "imap_port",
        "imap_security",
        "smtp_port",
    }


def test_a_mailbox_with_a_server_needs_a_password(by_elif: Viewer, now: datetime) -> None:
    with pytest.raises(Invalid) as refusal:
        add_mailbox(by=by_elif, at=now, account=ACCOUNT, password="", choices=SyncChoices())

    assert list(refusal.value.fields) == ["password"]


def test_a_range_nobody_offers_is_refused(by_elif: Viewer, now: datetime) -> None:
    with pytest.raises(Invalid) as refusal:
        added(by_elif, now, history="5w")

    assert list(refusal.value.fields) == ["history"]


def test_the_engine_has_no_mailbox(by_elif: Viewer, now: datetime) -> None:
    with pytest.raises(NotFound):
        added(Viewer.engine(by_elif.company_id), now)


def test_another_range_has_older_mail_looked_for_again(by_elif: Viewer, now: datetime) -> None:
    mailbox = added(by_elif, now)
    folder = Folder.objects.create(
        company_id=mailbox.company_id,
        mailbox=mailbox,
        name="INBOX",
        raw_name="INBOX",
        is_history_done=True,
    )

    change_choices(mailbox_id=mailbox.pk, by=by_elif, at=now, choices=SyncChoices("1y"))

    folder.refresh_from_db()
    mailbox.refresh_from_db()
    assert (mailbox.history, folder.is_history_done) == ("1y", False)


def test_choosing_what_is_chosen_writes_no_history(by_elif: Viewer, now: datetime) -> None:
    mailbox = added(by_elif, now)

    change_choices(mailbox_id=mailbox.pk, by=by_elif, at=now, choices=SyncChoices())

    assert Entry.objects.filter(subject_type="mailbox").count() == 1


def test_disconnecting_forgets_the_password(by_elif: Viewer, now: datetime) -> None:
    mailbox = added(by_elif, now)

    disconnect(mailbox_id=mailbox.pk, by=by_elif, at=now)

    mailbox.refresh_from_db()
    assert (mailbox.status, mailbox.secret) == ("disconnected", "")


def test_disconnecting_twice_changes_nothing(by_elif: Viewer, now: datetime) -> None:
    mailbox = added(by_elif, now)
    disconnect(mailbox_id=mailbox.pk, by=by_elif, at=now)

    disconnect(mailbox_id=mailbox.pk, by=by_elif, at=now)

    assert Entry.objects.filter(kind="mailbox.disconnected").count() == 1


def test_reconnecting_asks_for_the_password_only(by_elif: Viewer, now: datetime) -> None:
    mailbox = added(by_elif, now)
    disconnect(mailbox_id=mailbox.pk, by=by_elif, at=now)

    reconnect(mailbox_id=mailbox.pk, by=by_elif, at=now, password="yeni")

    mailbox.refresh_from_db()
    assert (mailbox.status, password_of(mailbox)) == ("new", "yeni")


def test_reconnecting_keeps_the_cursors(by_elif: Viewer, now: datetime) -> None:
    mailbox = added(by_elif, now)
    folder = Folder.objects.create(
        company_id=mailbox.company_id,
        mailbox=mailbox,
        name="INBOX",
        raw_name="INBOX",
        uidvalidity=7,
        high_uid=412,
    )
    disconnect(mailbox_id=mailbox.pk, by=by_elif, at=now)

    reconnect(mailbox_id=mailbox.pk, by=by_elif, at=now, password="yeni")

    folder.refresh_from_db()
    assert (folder.uidvalidity, folder.high_uid) == (7, 412)


def test_reconnecting_without_a_password_is_refused(by_elif: Viewer, now: datetime) -> None:
    mailbox = added(by_elif, now)

    with pytest.raises(Invalid):
        reconnect(mailbox_id=mailbox.pk, by=by_elif, at=now, password="")


def test_imported_mail_has_no_server_to_reconnect_to(by_elif: Viewer, now: datetime) -> None:
    mailbox = added(by_elif, now, Account("elif@kuzeyisik.example"))

    with pytest.raises(NotConnected):
        reconnect(mailbox_id=mailbox.pk, by=by_elif, at=now, password="x")


def test_another_port_is_tried_at_once_with_the_password_we_have(
    by_elif: Viewer, now: datetime
) -> None:
    mailbox = added(by_elif, now)
    Mailbox.objects.filter(pk=mailbox.pk).update(status="needs you", error_code="port_closed")
    moved = replace(ACCOUNT, imap_port=1993)

    change_account(mailbox_id=mailbox.pk, by=by_elif, at=now, account=moved)

    mailbox.refresh_from_db()
    assert (mailbox.imap_port, password_of(mailbox)) == (1993, "kutu-şifresi")
    assert (mailbox.status, mailbox.error_code, mailbox.next_try_at) == ("new", "", now)


@pytest.mark.parametrize(
    "moved",
    [
        replace(ACCOUNT, imap_host="posta.evil.example"),
        replace(ACCOUNT, smtp_host="posta.evil.example"),
        replace(ACCOUNT, imap_security="none"),
    ],
)
def test_another_server_is_not_sent_the_password_we_have(
    by_elif: Viewer, now: datetime, moved: Account
) -> None:
    mailbox = added(by_elif, now)

    with pytest.raises(Invalid) as refusal:
        change_account(mailbox_id=mailbox.pk, by=by_elif, at=now, account=moved)

    assert list(refusal.value.fields) == ["password"]


def test_another_server_is_tried_with_the_password_typed_for_it(
    by_elif: Viewer, now: datetime
) -> None:
    mailbox = added(by_elif, now)
    moved = replace(ACCOUNT, imap_host="posta.kuzeyisik.example")

    change_account(mailbox_id=mailbox.pk, by=by_elif, at=now, account=moved, password="yeni")

    mailbox.refresh_from_db()
    assert (mailbox.imap_host, password_of(mailbox)) == ("posta.kuzeyisik.example", "yeni")


def test_a_mailbox_keeps_its_address(by_elif: Viewer, now: datetime) -> None:
    mailbox = added(by_elif, now)
    other = Account("mert@kuzeyisik.example", imap_host="imap.kuzeyisik.example")

    change_account(mailbox_id=mailbox.pk, by=by_elif, at=now, account=other)

    mailbox.refresh_from_db()
    assert mailbox.address == "elif@kuzeyisik.example"


def test_asking_for_a_sync_wakes_the_watcher(by_elif: Viewer, now: datetime) -> None:
    mailbox = added(by_elif, now)
    Mailbox.objects.filter(pk=mailbox.pk).update(next_try_at=now + timedelta(hours=1))

    ask_for_sync(mailbox_id=mailbox.pk, by=by_elif, at=now)

    mailbox.refresh_from_db()
    assert mailbox.next_try_at == now


@pytest.mark.parametrize("status", ["disconnected", "offline", "needs you"])
def test_a_mailbox_that_cannot_be_synced_says_so(
    by_elif: Viewer, now: datetime, status: str
) -> None:
    mailbox = added(by_elif, now)
    Mailbox.objects.filter(pk=mailbox.pk).update(status=status)

    with pytest.raises(NotConnected):
        ask_for_sync(mailbox_id=mailbox.pk, by=by_elif, at=now)


def test_the_switch_covers_every_mailbox_of_the_user_and_no_other(
    by_elif: Viewer, by_mert: Viewer, now: datetime
) -> None:
    added(by_elif, now)
    added(by_elif, now, Account("satis@kuzeyisik.example", imap_host="imap.x.example"))
    added(by_mert, now)

    assert set_automatic_linking(by=by_elif, at=now, is_on=False) == 2

    on = Mailbox.objects.filter(automatic_linking=True)
    assert [mailbox.user_id for mailbox in on] == [by_mert.user_id]


@pytest.mark.parametrize("name", ["by_mert", "by_deniz", "by_outsider"])
def test_nobody_changes_somebody_else_s_mailbox(
    by_elif: Viewer, now: datetime, name: str, request: pytest.FixtureRequest
) -> None:
    mailbox, other = added(by_elif, now), request.getfixturevalue(name)

    with pytest.raises(NotFound):
        disconnect(mailbox_id=mailbox.pk, by=other, at=now)
    with pytest.raises(NotFound):
        reconnect(mailbox_id=mailbox.pk, by=other, at=now, password="x")
    with pytest.raises(NotFound):
        ask_for_sync(mailbox_id=mailbox.pk, by=other, at=now)
    with pytest.raises(NotFound):
        change_choices(mailbox_id=mailbox.pk, by=other, at=now, choices=SyncChoices())
    with pytest.raises(NotFound):
        change_account(mailbox_id=mailbox.pk, by=other, at=now, account=ACCOUNT)
