"""Content-Transfer-Encoding undone, however broken."""

from __future__ import annotations

import pytest

from kartotek.mail.mime.transfer import decode


@pytest.mark.parametrize(
    ("data", "content", "is_whole"),
    [
        (b"aGVsbG8=\r\n", b"hello", True),
        (b"aGVs\r\nbG8=", b"hello", True),
        (b"aGVsbG8", b"hello", False),
        (b"aGVsbG8x\n", b"hello1", True),
        (b"aGVs*bG8=", b"hello", False),
        (b"aGVsbG8=\naGVsbG8=\n", b"hellohello", False),
        (b"aGVsbG8= trailing words", b"hello", False),
        (b"aGVsbG8x\n_______\nA list footer\n", b"hello1", False),
        (b"aGVsbG8xa", b"hello1", False),
        (b"", b"", True),
    ],
)
def test_base64_gives_what_can_be_read(data: bytes, content: bytes, is_whole: bool) -> None:
    assert decode(data, "base64") == (content, is_whole)


def test_quoted_printable_keeps_what_is_no_code() -> None:
    assert decode(b"a=3Db=\r\nc =ZZ", "quoted-printable") == (b"a=bc =ZZ", True)


def test_uuencoded_text_is_read_line_by_line() -> None:
    data = b"begin 644 note.txt\n+:&5L;&\\@=V]R;&0 \n \nend\n"

    assert decode(data, "x-uuencode") == (b"hello world", True)


def test_any_other_encoding_is_none() -> None:
    assert decode(b"a=3D", "8bit") == (b"a=3D", True)
    assert decode(b"a=3D", "nonsense") == (b"a=3D", True)
