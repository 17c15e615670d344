"""Messages as far as threading cares."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kartotek.mail.inbound.unplaced import messages_of
from tests.letters import LATER, deliver, letter, message

pytestmark = pytest.mark.django_db


def test_the_messages_of_a_batch_come_oldest_first(elifs_mailbox: Any, outsider: Any) -> None:
    deliver(
        elifs_mailbox,
        letter("new@x", at=LATER),
        letter("old@x", at=LATER - timedelta(days=1), replies_to="new@x"),
    )
    ids = [message("new@x").pk, message("old@x").pk]

    old, new = messages_of(ids, company_id=elifs_mailbox.company_id)

    assert (old.message_id, old.references.split("\n")[0]) == ("old@x", "new@x")
    assert new.conversation_id == old.conversation_id == message("old@x").conversation_id
    assert messages_of(ids, company_id=outsider.company_id) == []
