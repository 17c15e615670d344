"""An email as a tree of parts."""

from __future__ import annotations

import email
from email.message import Message
from pathlib import Path

import pytest

from kartotek.mail.mime import tree
from kartotek.mail.mime.tree import Part
from tests.mail.mime.mailbox import MAILBOX, raw

LOST = {"boundary_that_is_never_there", "no_blank_line_before_the_body"}


def grown(mail: bytes) -> Part:
    return tree.grow(mail, [])


def parts_of(message: Message) -> list[Message]:
    payload = message.get_payload()
    assert isinstance(payload, list)
    return [part for part in payload if isinstance(part, Message)]


def leaves_of(message: Message) -> list[tuple[str, bytes | None]]:
    """The standard library's view, as an independent witness."""
    if message.get_content_maintype() == "multipart":
        return [leaf for part in parts_of(message) for leaf in leaves_of(part)]
    if message.get_content_maintype() == "message":
        return [(message.get_content_type(), None)]
    payload = message.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return [(message.get_content_type(), payload.rstrip())]


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(MAILBOX.glob("*.eml")) if path.stem not in LOST],
    ids=lambda path: path.stem,
)
def test_parts_are_those_the_standard_library_finds(path: Path) -> None:
    mail = path.read_bytes().replace(b"_______________\na footer some list", b"")
    mail = mail.replace(b" wrote behind the base64\n", b"")

    found = [
        (part.type, None if part.type.startswith("message/") else part.content()[0].rstrip())
        for part in grown(mail).walk()
        if not part.parts
    ]

    assert found == leaves_of(email.message_from_bytes(mail))


def test_parts_are_numbered_as_they_stand() -> None:
    root = grown(raw("nested_message"))

    assert [(part.index, part.type) for part in root.walk()] == [
        (0, "multipart/mixed"),
        (1, "text/plain"),
        (2, "message/rfc822"),
    ]


def test_a_boundary_that_begins_like_another_is_another() -> None:
    mail = (
        b"Content-Type: multipart/mixed; boundary=ab\n\n--ab\n"
        b"Content-Type: multipart/mixed; boundary=abc\n\n"
        b"--abc\n\none\n--abc\n\ntwo\n--abc--\n--ab\n\nthree\n--ab--\n"
    )

    root = grown(mail)

    assert [part.content()[0] for part in root.walk() if not part.parts] == [
        b"one",
        b"two",
        b"three",
    ]


def test_a_part_that_is_cut_off_is_kept() -> None:
    root = grown(b"Content-Type: multipart/mixed; boundary=a\n\n--a\n\none\n--a\n\ntw")

    assert [part.content()[0] for part in root.parts] == [b"one", b"tw"]


def test_words_around_the_parts_are_left_out() -> None:
    root = grown(
        b"Content-Type: multipart/mixed; boundary=a\n\nbefore\n--a\n\none\n--a--\nafter\n--a\n\nx"
    )

    assert [part.content()[0] for part in root.parts] == [b"one"]


def test_an_unnamed_boundary_is_found() -> None:
    root = grown(b"Content-Type: multipart/mixed\n\n--a\nContent-Type: text/html\n\none\n--a--\n")

    assert [(part.type, part.content()[0]) for part in root.parts] == [("text/html", b"one")]


def test_the_parts_of_a_digest_are_messages() -> None:
    root = grown(b"Content-Type: multipart/digest; boundary=a\n\n--a\n\nSubject: x\n\ny\n--a--\n")

    assert [part.type for part in root.parts] == ["message/rfc822"]


@pytest.mark.parametrize("value", [b"", b"text", b"nonsense", b";charset=utf-8"])
def test_a_type_that_is_none_is_plain_text(value: bytes) -> None:
    assert grown(b"Content-Type: " + value + b"\n\nx").type == "text/plain"
