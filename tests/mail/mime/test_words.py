"""Header values to text (RFC 2047)."""

from __future__ import annotations

import pytest

from kartotek.mail.mime.charsets import Hint
from kartotek.mail.mime.words import text_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (b"plain words", "plain words"),
        (b"=?utf-8?q?g=C3=BCn_ayd=C4=B1n?=", "gün aydın"),
        (b"=?UTF-8?B?Z8O8biBheWTEsW4=?=", "gün aydın"),
        (b"=?utf-8*tr?q?g=C3=BCn?=", "gün"),
        (b"a =?utf-8?q?b?= c", "a b c"),
        (b"=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
        (b"=?utf-8?q?a?=\r\n\t=?utf-8?q?b?=", "ab"),
        (b"=?utf-8?q?=C5?= =?utf-8?q?=9E?=", "Ş"),
        (b"=?utf-8?q?=C5?= =?utf-8?b?ng==?=", "Ş"),
        (b"=?utf-8?b?xZ?= =?utf-8?b?4=?=", "Ş"),
        (b"=?utf-8?q?a?= =?iso-8859-9?q?=DE?=", "aŞ"),
        (b"=?iso-8859-9?q?=DEi=FEe?=", "Şişe"),
        (b"=?utf-8?q?what is this?=", "what is this"),
        (b"=?utf-8?q?really??=", "really?"),
        (b"=?utf-8?b?Z8O8b?=", "gü"),
        (b"=?x-unknown?q?g=C3=BCn?=", "gün"),
        (b"=?utf-8?x?nothing?=", "=?utf-8?x?nothing?="),
        (b"=?utf-8?q?open", "=?utf-8?q?open"),
        (b"re=?utf-8?q?=3A?=x", "re:x"),
        ("Şişe".encode(), "Şişe"),
        ("Şişe".encode("cp1254"), "Şişe"),
        (b"a\r\n b\t c", "a b c"),
        ("a\u202eb\u2066c\u200f".encode(), "abc"),
        (b"a\x07\x1bb", "ab"),
        (b"", ""),
    ],
)
def test_a_value_reads_as_it_was_meant(value: bytes, text: str) -> None:
    assert text_of(value) == text


def test_raw_bytes_are_in_the_charset_of_the_message() -> None:
    assert text_of("Привет".encode("koi8_r"), Hint("koi8-r", "")) == "Привет"
