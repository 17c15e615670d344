"""Whatever arrives: something readable, or Corrupt; never anything else."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from kartotek.errors import Corrupt
from kartotek.mail.mime import quotes
from kartotek.mail.mime.folding import fold_html
from kartotek.mail.mime.parse import parse, part, read_body
from kartotek.mail.mime.sanitize import clean
from kartotek.mail.mime.values import ParsedMessage
from tests.mail.mime.mailbox import MAILBOX

PIECES = st.sampled_from([
    b"\n", b"\r\n", b"\r", b"\0", b" ", b":", b";", b"=", b'"', b"<", b">", b"(", b")", b"\\",
    b"--b", b"From: ", b"To: a@b, ", b"Subject: ", b"Date: ", b"References: ", b"Content-Type: ",
    b"multipart/mixed; boundary=b", b"multipart/alternative; boundary=b", b"text/html",
    b"text/plain", b"message/rfc822", b"charset=", b"utf-8", b"utf-16", b"iso-2022-jp", b"utf-7",
    b"name*0*=x''%C5", b"Content-Transfer-Encoding: base64\n", b"=?utf-8?q?=C5", b"?=", b"=?x?b?4",
    b"\xc5\x9e", b"\xfe", b"\xff\xfe", b"<div>", b"<blockquote type=cite>", b"<img src=cid:",
    b"QUJD", b"> On a wrote:", b"Kimden: x\nTarih: y\nKonu: z\n",
])  # fmt: skip
MAILS = [path.read_bytes() for path in sorted(MAILBOX.glob("*.eml"))]


def readable(raw: bytes) -> None:
    with suppress(Corrupt):
        message = parse(raw)
        for text in texts(message):
            assert "\0" not in text
            text.encode("utf-8")
        for attachment in message.attachments:
            part(raw, attachment.index)
        body = read_body(raw)
        clean(fold_html(body.html, label="…"), part_url=str, allow_remote_images=True)


def texts(message: ParsedMessage) -> list[str]:
    people = message.from_ + message.sender + message.reply_to + message.to + message.cc
    return [
        message.message_id,
        message.subject,
        message.base_subject,
        message.text,
        message.html,
        message.snippet,
        message.thread_topic,
        message.list_id,
        *message.references,
        *message.in_reply_to,
        *(text for person in people for text in (person.display_name, person.addr_spec)),
        *(text for found in message.attachments for text in (found.filename, found.content_id)),
    ]


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=150)
def test_any_bytes_are_readable_or_corrupt(raw: bytes) -> None:
    readable(raw)


@given(st.lists(PIECES, max_size=40).map(b"".join))
@settings(deadline=None, max_examples=200)
def test_any_heap_of_mail_syntax_is_readable_or_corrupt(raw: bytes) -> None:
    readable(raw)


@given(st.sampled_from(MAILS), st.integers(0, 2_000), st.integers(0, 40), PIECES)
@settings(deadline=None, max_examples=200)
def test_any_damaged_mail_is_readable(mail: bytes, at: int, gone: int, put: bytes) -> None:
    readable(mail[:at] + put + mail[at + gone :])


@given(st.sampled_from(MAILS))
def test_the_same_bytes_always_give_the_same_values(mail: bytes) -> None:
    assert parse(mail) == parse(mail)


@given(st.text(alphabet="ab >:-\n@<1.") | st.text())
@settings(deadline=None)
def test_no_line_of_a_text_is_lost_by_splitting_it(text: str) -> None:
    assert "\n".join(block.text for block in quotes.split(text)) == text
