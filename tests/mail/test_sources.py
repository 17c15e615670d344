"""Messages cut out of mbox files."""

from __future__ import annotations

from pathlib import Path

import pytest

from kartotek.mail.sources import read

HEAD = b"From elif@kuzeyisik.example Thu Nov 12 10:00:00 2026\n"


def _messages(tmp_path: Path, text: bytes) -> list[bytes]:
    path = tmp_path / "some.mbox"
    path.write_bytes(text)
    return [one.raw for one in read(path)]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_the_blank_line_between_two_messages_belongs_to_neither(tmp_path: Path, end: bytes) -> None:
    mail = end.join([b"Subject: one", b"", b"text", b""])
    head = HEAD.replace(b"\n", end)

    assert _messages(tmp_path, head + mail + end + head + mail + end) == [mail, mail]


def test_a_line_that_begins_with_from_is_no_new_message_inside_a_paragraph(
    tmp_path: Path,
) -> None:
    mail = b"Subject: one\n\nwe come\nFrom far away\n"

    assert _messages(tmp_path, HEAD + mail) == [mail]


def test_one_mark_is_taken_off_a_quoted_from(tmp_path: Path) -> None:
    found = _messages(tmp_path, HEAD + b"Subject: one\n\n>From here\n>>From there\n> From\n")

    assert found == [b"Subject: one\n\nFrom here\n>From there\n> From\n"]


def test_a_message_of_the_status_read_is_read(tmp_path: Path) -> None:
    path = tmp_path / "some.mbox"
    path.write_bytes(HEAD + b"Status: RO\n\nseen\n\n" + HEAD + b"Status: O\n\nnot seen\n")

    assert [one.is_read for one in read(path)] == [True, False]


def test_a_status_in_the_text_says_nothing_about_the_message(tmp_path: Path) -> None:
    path = tmp_path / "some.mbox"
    path.write_bytes(HEAD + b"Subject: one\r\nX-Status: A\r\n\r\nhello\r\n\r\nStatus: O\r\n")

    assert [one.is_read for one in read(path)] == [True]
