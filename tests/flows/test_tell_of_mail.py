"""New mail is told to who follows a record it belongs to, and to nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kartotek.flows.tell_of_mail import tell_of_mail
from kartotek.history.follow.operations import follow
from kartotek.linking.operations import accept_stranger
from kartotek.mail.models import Conversation, Mailbox
from kartotek.notifications import operations, queries
from kartotek.notifications.models import Notification
from kartotek.users.viewer import Viewer
from tests.letters import LATER, UNKNOWN, deliver, letter, message

pytestmark = pytest.mark.django_db


def _told(user: Any) -> list[str]:
    return [row.text for row in queries.told(viewer=Viewer.of(user)).rows]


def test_a_follower_hears_of_new_mail_once(
    elifs_mailbox: Any, zeynep: Any, by_elif: Any, mert: Any, elif_: Any
) -> None:
    follow(subject=zeynep, user_id=mert.pk, by=by_elif, at=LATER)
    follow(subject=zeynep, user_id=elif_.pk, by=by_elif, at=LATER)

    deliver(elifs_mailbox, letter("ask@x"))

    assert _told(mert) == ["Zeynep Karaca wrote: Lobby chandelier: drawings"]
    told = queries.told(viewer=Viewer.of(mert)).rows[0]
    assert (told.place.kind, told.snippet) == ("conversation", "Zeynep Karaca")
    # It lies in Elif's own inbox.
    assert _told(elif_) == []


def test_telling_again_tells_once_and_a_new_letter_anew(
    elifs_mailbox: Any, zeynep: Any, by_elif: Any, mert: Any
) -> None:
    follow(subject=zeynep, user_id=mert.pk, by=by_elif, at=LATER)
    deliver(elifs_mailbox, letter("ask@x"))
    operations.mark_all_read(by=Viewer.of(mert), at=LATER)
    grown = list(Conversation.objects.values_list("pk", flat=True))

    tell_of_mail(company_id=elifs_mailbox.company_id, conversation_ids=grown, at=LATER)
    assert Notification.objects.get().read_at is not None

    deliver(elifs_mailbox, letter("again@x", replies_to="ask@x"))
    assert Notification.objects.get().read_at is None


def test_mail_of_a_private_mailbox_is_told_to_nobody(
    elifs_mailbox: Any, zeynep: Any, by_elif: Any, mert: Any, deniz: Any
) -> None:
    Mailbox.objects.update(shares_by_default=False)
    for user in (mert, deniz):
        follow(subject=zeynep, user_id=user.pk, by=by_elif, at=LATER)

    deliver(elifs_mailbox, letter("ask@x"))

    assert not Notification.objects.exists()


def test_old_mail_that_comes_late_is_no_news(
    elifs_mailbox: Any, zeynep: Any, by_elif: Any, mert: Any
) -> None:
    follow(subject=zeynep, user_id=mert.pk, by=by_elif, at=LATER)

    deliver(elifs_mailbox, letter("old@x", at=LATER - timedelta(days=30)))

    assert not Notification.objects.exists()


def test_where_nobody_follows_one_query_is_asked(
    elifs_mailbox: Any, zeynep: Any, django_assert_num_queries: Any
) -> None:
    deliver(elifs_mailbox, letter("ask@x"))
    grown = list(Conversation.objects.values_list("pk", flat=True))

    with django_assert_num_queries(1):
        tell_of_mail(company_id=elifs_mailbox.company_id, conversation_ids=grown, at=LATER)


def test_what_a_stranger_writes_is_told_to_nobody_until_accepted(
    elifs_mailbox: Any, zeynep: Any, by_elif: Any, mert: Any
) -> None:
    follow(subject=zeynep, user_id=mert.pk, by=by_elif, at=LATER)
    deliver(elifs_mailbox, letter("ask@x"))
    strange = letter("strange@x", sender=UNKNOWN, subject="Invoice", replies_to="ask@x")

    deliver(elifs_mailbox, strange)

    assert _told(mert) == ["Zeynep Karaca wrote: Lobby chandelier: drawings"]
    written = message("strange@x")
    assert written.is_stranger
    accept_stranger(message_id=written.pk, by=by_elif, at=LATER)
    grown = [written.conversation_id or 0]
    tell_of_mail(company_id=elifs_mailbox.company_id, conversation_ids=grown, at=LATER)
    assert _told(mert) == ["Oğuzhan İpek wrote: Invoice"]


def test_a_reply_that_lies_in_a_private_mailbox_alone_is_not_told(
    elifs_mailbox: Any, robins_mailbox: Any, zeynep: Any, by_elif: Any, mert: Any
) -> None:
    Mailbox.objects.filter(pk=robins_mailbox.pk).update(shares_by_default=False)
    follow(subject=zeynep, user_id=mert.pk, by=by_elif, at=LATER)
    deliver(elifs_mailbox, letter("ask@x"))
    robins_mailbox.refresh_from_db()
    deliver(robins_mailbox, letter("ask@x"))

    deliver(robins_mailbox, letter("secret@x", subject="Only for Robin", replies_to="ask@x"))

    assert _told(mert) == ["Zeynep Karaca wrote: Lobby chandelier: drawings"]
