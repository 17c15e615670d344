"""Single messages over the API."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Any

import pytest

from kartotek.mail.models import Message
from kartotek.users.visibility import Visibility
from tests.api.programs import Program
from tests.letters import ELIF, ZEYNEP, deliver

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(elifs_mailbox: Any, zeynep: Any) -> str:
    """Where a message with HTML, a picture in it and an attachment is."""
    mail = EmailMessage()
    mail["Message-ID"], mail["Subject"] = "<html@marmaraotel.example>", "Drawings"
    mail["From"], mail["To"] = ZEYNEP, ELIF
    mail["Date"] = "Fri, 13 Nov 2026 09:00:00 +0000"
    mail.set_content("Merhaba")
    mail.add_alternative(
        '<p onclick="x()">Merhaba <b>Elif</b></p><script>alert(1)</script>'
        '<img src="https://tracker.example/x.png">',
        subtype="html",
    )
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="plan.pdf")
    deliver(elifs_mailbox, mail.as_bytes())
    return f"/v1/mailbox/mailMessages/{Message.objects.get().pk}"


def test_a_message_has_the_shape_of_the_contract(
    elifs: Program, path: str, elif_: Any, elifs_mailbox: Any
) -> None:
    answer = elifs.get(path)
    data = answer.data

    assert (answer.status, answer.body["service"]) == (200, "email-api")
    assert [one["email_address"] for one in data.pop("from")] == ["z.karaca@marmaraotel.example"]
    assert [one["email_address"] for one in data.pop("to")] == ["elif@kuzeyisik.example"]
    message = Message.objects.get()
    assert data == {
        "id": message.pk,
        "cc": [],
        "bcc": [],
        "body_url": f"http://testserver/api{path}?include_body=1",
        "account_id": str(elifs_mailbox.pk),
        "user_id": elif_.pk,
        "mail_thread_id": message.conversation_id,
        "subject": "Drawings",
        "snippet": "Merhaba",
        "mail_tracking_status": None,
        "mail_link_tracking_enabled_flag": 0,
        "read_flag": 0,
        "draft": None,
        "draft_flag": 0,
        "synced_flag": 1,
        "deleted_flag": 0,
        "has_body_flag": 1,
        "sent_flag": 0,
        "sent_from_pipedrive_flag": 0,
        "smart_bcc_flag": 0,
        "message_time": "2026-11-13T09:00:00.000Z",
        "add_time": "2026-11-13T09:00:00.000Z",
        "update_time": "2026-11-13T09:00:00.000Z",
        "has_attachments_flag": 1,
        "has_inline_attachments_flag": 0,
        "has_real_attachments_flag": 1,
    }


@pytest.mark.parametrize("asked", ["1", "true"])
def test_the_text_comes_where_it_is_asked_for_and_can_do_no_harm(
    elifs: Program, path: str, asked: str
) -> None:
    body = elifs.get(path, include_body=asked).data["body"]

    assert "<p>Merhaba <b>Elif</b></p>" in body
    for danger in ("script", "onclick", ' src="https://tracker'):
        assert danger not in body


def test_a_message_one_may_not_see_is_not_there(
    robins: Program, outsiders: Program, path: str, zeynep: Any
) -> None:
    zeynep.visibility = Visibility.GROUP
    zeynep.save()

    for program in (robins, outsiders):
        assert program.get(path).status == 404
        assert program.put(path, deal_id=1).status == 404


def test_a_message_has_no_link_of_its_own(elifs: Program, path: str) -> None:
    answer = elifs.put(path, deal_id=1)

    assert answer.status == 422
    assert answer.body["error"] == "A link belongs to the whole conversation, not to one message."
