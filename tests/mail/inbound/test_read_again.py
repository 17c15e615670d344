"""Which messages an older version read, and what becomes of their rows."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.mail.inbound.read_again import outdated, read_again
from kartotek.mail.models import FolderEntry, Message, QuotedLine
from tests.letters import DANIEL, LATER, deliver, letter, message

pytestmark = pytest.mark.django_db

QUOTING = letter(
    "re@x",
    sender=DANIEL,
    subject="Re: Nothing of the kind",
    body="Agreed.\n\nOn 6 Nov 2026 Elif wrote:\n"
    "> The lowest ring of the chandelier now hangs at three metres and ten above the floor.\n",
)


def ids(mailbox: Any, **given: Any) -> list[int]:
    asked = {"mailbox_id": None, "after": 0, "limit": 9, "everything": False, **given}
    return outdated(company_id=mailbox.company_id, **asked)


def test_what_is_outdated_comes_in_portions(elifs_mailbox: Any) -> None:
    deliver(elifs_mailbox, letter("one@x"), letter("two@x", body="two"))
    first, second = Message.objects.order_by("pk").values_list("pk", flat=True)
    assert ids(elifs_mailbox) == []

    Message.objects.update(parser_version=1)

    assert ids(elifs_mailbox, limit=1) == [first]
    assert ids(elifs_mailbox, after=first) == [second]


def test_entries_go_on_from_what_was_read(elifs_mailbox: Any) -> None:
    deliver(elifs_mailbox, letter("one@x"))

    read_again([message("one@x").pk], company_id=elifs_mailbox.company_id, at=LATER)

    entry = FolderEntry.objects.get()
    assert (entry.reached, entry.is_done) == ("parsed", False)


def test_two_messages_never_get_one_identity(elifs_mailbox: Any) -> None:
    deliver(elifs_mailbox, letter("one@x"))
    one = message("one@x")
    taken = one.identity
    Message.objects.filter(pk=one.pk).update(identity="old")
    deliver(elifs_mailbox, letter("one@x"), folder="archive")

    read_again([one.pk], company_id=elifs_mailbox.company_id, at=LATER)

    one.refresh_from_db()
    assert one.identity == "old"
    assert Message.objects.filter(identity=taken).count() == 1


def test_a_reply_that_waits_goes_on_waiting_with_what_it_quotes(elifs_mailbox: Any) -> None:
    deliver(elifs_mailbox, QUOTING)
    waiting = set(QuotedLine.objects.values_list("fingerprint", flat=True))
    QuotedLine.objects.update(fingerprint=1)

    read_again([message("re@x").pk], company_id=elifs_mailbox.company_id, at=LATER)

    assert waiting
    assert set(QuotedLine.objects.values_list("fingerprint", flat=True)) == waiting
