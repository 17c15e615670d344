"""Conversations in History, with the way to link them."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.linking.queries import ConversationRow, ReasonChip, Sender
from kartotek.web.records.timeline import Asked, Show, timeline_of
from tests.web.visitors import text_of


@pytest.fixture
def conversation(monkeypatch: pytest.MonkeyPatch, now: Any) -> None:
    """One conversation with Zeynep, not linked because she has two deals."""
    values: dict[str, Any] = {
        "id": 41,
        "place_id": 1,
        "mailbox_id": 1,
        "subject": "Numune aydınlatma, oda 412",
        "snippet": "Elif Hanım merhaba",
        "senders": (
            Sender("Zeynep Karaca", "z.karaca@marmaraotel.example", is_own=False),
            Sender("Elif Aydın", "elif@kuzeyisik.example", is_own=True),
        ),
        "message_count": 4,
        "is_unread": False,
        "has_attachments": True,
        "is_archived": False,
        "is_shared": True,
        "last_at": now,
        "item": None,
        "reason": ReasonChip("AMBIGUOUS", "Not linked: 2 open deals"),
        "may_link": True,
    }
    names = ConversationRow.__dataclass_fields__
    row = ConversationRow(**{name: value for name, value in values.items() if name in names})
    monkeypatch.setattr("kartotek.linking.queries.of_record", lambda *_a, **_k: [row])


@pytest.mark.usefixtures("conversation")
def test_a_conversation_is_told_by_who_wrote_in_it(zeynep: Any, by_elif: Any) -> None:
    shown = timeline_of("person", zeynep.pk, zeynep.name, viewer=by_elif, asked=Asked(Show.EMAILS))

    [entry] = shown.months[0].entries
    assert entry.line == "<b>Zeynep Karaca</b> and <b>Elif Aydın</b> wrote to each other"


@pytest.mark.usefixtures("conversation")
def test_a_conversation_in_history_can_be_linked(elifs_browser: Any, zeynep: Any) -> None:
    shown = text_of(elifs_browser.get(f"/people/{zeynep.pk}/?show=emails"))

    for text in (
        "Numune aydınlatma, oda 412",
        "4 messages",
        "Not linked: 2 open deals",
        'hx-get="/inbox/41/link/"',
        'hx-get="/inbox/41/why/"',
        'href="/inbox/41/"',
    ):
        assert text in shown
