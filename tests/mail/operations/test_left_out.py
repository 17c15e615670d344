"""What stayed out is asked for again when somebody on it became a contact."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.mail.models import Folder, LeftOut, Mailbox
from kartotek.mail.operations.left_out import look_again
from tests.letters import LATER, inbox_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(elifs_mailbox: Any) -> Folder:
    """Elif's inbox, walked through to the end, with one message out for each reason."""
    Mailbox.objects.filter(pk=elifs_mailbox.pk).update(contacts_only=True, next_try_at=None)
    found = inbox_of(elifs_mailbox)
    Folder.objects.filter(pk=found.pk).update(is_history_done=True)
    for uid, code in enumerate(("NO_CONTACT", "BLOCKED"), start=1):
        LeftOut.objects.create(
            company_id=found.company_id, folder=found, uidvalidity=1, uid=uid, code=code, at=LATER
        )
    return found


def test_the_past_is_walked_through_again_for_what_had_no_contact(folder: Folder) -> None:
    assert look_again(company_id=folder.company_id, at=LATER) == 1

    folder.refresh_from_db()
    assert not folder.is_history_done
    assert LeftOut.objects.get().code == "BLOCKED"


def test_a_walk_that_is_under_way_starts_over(folder: Folder) -> None:
    Folder.objects.filter(pk=folder.pk).update(is_history_done=False)

    look_again(company_id=folder.company_id, at=LATER)

    assert Mailbox.objects.get(pk=folder.mailbox_id).next_try_at == LATER


def test_otherwise_nobody_is_hurried(folder: Folder) -> None:
    look_again(company_id=folder.company_id, at=LATER)

    assert Mailbox.objects.get(pk=folder.mailbox_id).next_try_at is None


def test_where_all_mail_is_brought_nothing_is_asked_again(folder: Folder) -> None:
    Mailbox.objects.filter(pk=folder.mailbox_id).update(contacts_only=False)

    assert look_again(company_id=folder.company_id, at=LATER) == 0
    assert LeftOut.objects.count() == 2
