"""One conversation in a browser: its text, its frame, its files."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.test import Client

from kartotek.mail.models import Attachment, MailboxConversation, Message
from tests.letters import ELIF, LATER, UNKNOWN, ZEYNEP, deliver, letter, message

HTMX = {"HX-Request": "true"}
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000a49444154789c6360000002000100ffff03000006000557bfabd40000000049454e44ae426082"
)
PAGE = """<p>Drawings <b>r3</b></p><script>alert(1)</script>
<img src="cid:plan"><img src="https://far.example/dot.gif" onerror="alert(1)">
<a href="javascript:alert(1)">here</a>"""


@pytest.fixture
def framed(elifs_mailbox: Any, lobby_deal: Any) -> int:
    """A message with HTML, a picture in it, and files."""
    mail = EmailMessage()
    mail["Message-ID"] = "<framed@x>"
    mail["From"], mail["To"], mail["Subject"] = ZEYNEP, ELIF, "Drawings"
    mail["Date"] = LATER
    mail.set_content("Drawings r3")
    mail.add_alternative(PAGE, subtype="html")
    page: Any = mail.get_payload(1)
    page.add_related(DOT, "image", "png", cid="<plan>")
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="Çizim.pdf")
    mail.add_attachment("<script>alert(1)</script>", subtype="html", filename="page.html")
    mail.add_attachment(b"<svg/>", maintype="image", subtype="svg+xml", filename="logo.svg")
    deliver(elifs_mailbox, mail.as_bytes())
    return int(message("framed@x").pk)


def _file(message_id: int, name: str) -> int:
    return int(Attachment.objects.get(message_id=message_id, filename=name).index)


def test_opening_marks_as_read(elifs: Client, linked: int) -> None:
    elifs.get(f"/inbox/{linked}/")

    assert MailboxConversation.objects.get().unread_count == 0


def test_a_colleagues_reading_leaves_the_owners_mark(linked: int, sign_in: Any, mert: Any) -> None:
    sign_in(mert).get(f"/inbox/{linked}/")

    assert MailboxConversation.objects.get().unread_count == 1


def test_quoted_text_is_folded_and_links_can_be_followed(
    elifs: Client, elifs_mailbox: Any, lobby_deal: Any
) -> None:
    body = "See https://marmaraotel.example/plan <b>\n\n> earlier words\n"
    deliver(elifs_mailbox, letter("q@x", body=body))

    drawn = elifs.get(f"/inbox/{message('q@x').conversation_id}/").content.decode()

    assert "Show quoted text" in drawn
    assert 'href="https://marmaraotel.example/plan"' in drawn
    assert "&lt;b&gt;" in drawn


def test_older_messages_are_collapsed_and_open_where_they_stand(
    elifs: Client, elifs_mailbox: Any, linked: int
) -> None:
    elifs.get(f"/inbox/{linked}/")
    deliver(
        elifs_mailbox,
        letter("second@x", replies_to="first@x", at=LATER + timedelta(hours=1), body="Approved."),
    )
    first = message("first@x").pk

    drawn = elifs.get(f"/inbox/{linked}/").content.decode()
    opened = elifs.get(f"/inbox/messages/{first}/", headers=HTMX).content.decode()

    assert f'hx-get="/inbox/messages/{first}/"' in drawn
    assert "numune dün elimize ulaştı" in opened
    assert "<html" not in opened


def test_html_stands_in_a_frame_that_runs_nothing(elifs: Client, framed: int) -> None:
    conversation_id = message("framed@x").conversation_id
    drawn = elifs.get(f"/inbox/{conversation_id}/").content.decode()
    frame = drawn.split("<iframe")[1].split(">")[0]

    assert f"/inbox/messages/{framed}/body/" in frame
    assert "allow-scripts" not in frame
    assert "Drawings <b>r3</b>" not in drawn


def test_the_frames_answer_is_clean_and_sealed(elifs: Client, framed: int) -> None:
    response = elifs.get(f"/inbox/messages/{framed}/body/")
    drawn = response.content.decode()

    assert "Drawings <b>r3</b>" in drawn
    for danger in ("<script", "onerror", "javascript:", ' src="https://far'):
        assert danger not in drawn
    assert "1 picture from another server is not shown" in drawn
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert "frame-ancestors 'self'" in policy


def test_a_picture_that_came_along_is_shown_and_never_run(elifs: Client, framed: int) -> None:
    drawn = elifs.get(f"/inbox/messages/{framed}/body/").content.decode()
    address = drawn.split('src="')[1].split('"')[0]

    response = elifs.get(address)

    assert response.content == DOT
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_drawing_that_could_hold_scripts_is_never_shown_in_place(
    elifs: Client, framed: int
) -> None:
    index = _file(framed, "logo.svg")

    assert elifs.get(f"/inbox/messages/{framed}/shown/{index}/").status_code == 404


@pytest.mark.parametrize("name", ["Çizim.pdf", "page.html", "logo.svg"])
def test_a_file_is_only_ever_saved(elifs: Client, framed: int, name: str) -> None:
    response = elifs.get(f"/inbox/messages/{framed}/files/{_file(framed, name)}/")

    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] not in {"text/html", "image/svg+xml"}


def test_a_files_name_keeps_its_letters(elifs: Client, framed: int) -> None:
    response = elifs.get(f"/inbox/messages/{framed}/files/{_file(framed, 'Çizim.pdf')}/")

    assert "filename*=UTF-8''%C3%87izim.pdf" in response["Content-Disposition"]


def test_the_raw_source_is_what_was_delivered(
    elifs: Client, elifs_mailbox: Any, lobby_deal: Any
) -> None:
    mail = letter("raw@x")
    deliver(elifs_mailbox, mail)

    response = elifs.get(f"/inbox/messages/{message('raw@x').pk}/raw/")

    assert response.content == mail
    assert response["Content-Disposition"].startswith("attachment;")


def test_an_unknown_party_is_offered_as_a_contact(elifs: Client, elifs_mailbox: Any) -> None:
    deliver(elifs_mailbox, letter("odd@x", sender=UNKNOWN))
    drawn = elifs.get(f"/inbox/{message('odd@x').conversation_id}/").content.decode()

    assert "Create contact" in drawn
    assert "address=oguzhan%40ipektekstil.example" in drawn


def test_keeping_it_private_hides_it_from_colleagues(
    elifs: Client, linked: int, sign_in: Any, mert: Any
) -> None:
    elifs.post(f"/inbox/{linked}/share/", {"is_shared": ""})

    assert sign_in(mert).get(f"/inbox/{linked}/").status_code == 404


def test_a_strangers_message_can_be_accepted(
    elifs: Client, elifs_mailbox: Any, linked: int
) -> None:
    deliver(
        elifs_mailbox,
        letter("odd@x", sender=UNKNOWN, replies_to="first@x", at=LATER + timedelta(hours=1)),
    )
    drawn = elifs.get(f"/inbox/{linked}/").content.decode()
    assert "Nobody on this conversation knows this sender." in drawn

    elifs.post(f"/inbox/messages/{message('odd@x').pk}/accept/")

    assert not message("odd@x").is_stranger


def test_a_joined_conversations_page_leads_to_where_it_went(
    elifs: Client, linked: int, elifs_mailbox: Any
) -> None:
    from kartotek.mail.models import Conversation

    gone = Conversation.objects.create(
        company=elifs_mailbox.company, joined_into_id=linked, created_at=LATER
    )

    assert elifs.get(f"/inbox/{gone.pk}/")["Location"] == f"/inbox/{linked}/"


def test_a_message_read_in_part_says_so(elifs: Client, linked: int) -> None:
    Message.objects.filter(conversation_id=linked).update(problems="too-deep")

    drawn = elifs.get(f"/inbox/{linked}/").content.decode()

    assert "This message nests parts deeper than we read." in drawn
