"""How commands are written."""

from __future__ import annotations

import pytest

from kartotek.mail.imap.wire import Text, pieces

NOTHING: frozenset[str] = frozenset()


def test_words_and_strings_make_one_line() -> None:
    assert pieces(("LOGIN", Text(b"elif"), Text(b"")), NOTHING) == [b'LOGIN "elif" ""\r\n']


def test_quotes_and_backslashes_are_escaped() -> None:
    assert pieces((Text(b'a"b\\c'),), NOTHING) == [b'"a\\"b\\\\c"\r\n']


@pytest.mark.parametrize("value", ["şifre".encode(), b"two\r\nlines", b"x" * 2000])
def test_what_quotes_cannot_hold_waits_for_leave(value: bytes) -> None:
    sent = pieces(("X", Text(value), "Y"), NOTHING)

    assert sent == [b"X {%d}\r\n" % len(value), value + b" Y\r\n"]


def test_literals_need_no_leave_where_the_server_says_so() -> None:
    large = b"\n" * 5000

    assert pieces((Text(b"\n"),), frozenset({"LITERAL-"})) == [b"{1+}\r\n\n\r\n"]
    assert pieces((Text(large),), frozenset({"LITERAL+"})) == [b"{5000+}\r\n" + large + b"\r\n"]
    assert len(pieces((Text(large),), frozenset({"LITERAL-"}))) == 2


@pytest.mark.parametrize("word", ["a\r\nb", "a\nb", "a\0b"])
def test_a_bare_word_holds_no_line_end(word: str) -> None:
    with pytest.raises(ValueError, match="line end"):
        pieces((word,), NOTHING)
