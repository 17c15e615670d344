"""Files that came by email show on the records of their conversations, to who may read them."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest

from kartotek.linking import queries
from kartotek.linking.queries import MailCounts
from kartotek.mail.models import MailboxConversation
from tests.letters import deliver, letter


def with_file(raw: bytes, name: str) -> bytes:
    mail = message_from_bytes(raw, policy=default)
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename=name)
    return mail.as_bytes()


@pytest.fixture
def came(elifs_mailbox: Any, lobby_deal: Any) -> Any:
    deliver(elifs_mailbox, with_file(letter("first@x"), "drawings.pdf"))
    return lobby_deal


@pytest.mark.parametrize("kind", ["deal", "person", "organization"])
def test_a_file_that_came_shows_on_every_record_of_its_conversation(
    came: Any, zeynep: Any, marmara: Any, by_elif: Any, kind: str
) -> None:
    record = {"deal": came, "person": zeynep, "organization": marmara}[kind]

    files = queries.files_of_record(kind, record.pk, viewer=by_elif)

    assert [one.name for one in files] == ["drawings.pdf"]
    assert queries.mail_counts(kind, record.pk, viewer=by_elif).files == 1


def test_who_may_not_read_the_conversation_sees_no_file(
    came: Any, zeynep: Any, by_mert: Any
) -> None:
    MailboxConversation.objects.update(is_shared=False)

    assert queries.files_of_record("person", zeynep.pk, viewer=by_mert) == []
    assert queries.mail_counts("person", zeynep.pk, viewer=by_mert) == MailCounts(0, 0)
