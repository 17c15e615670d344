"""Message-IDs and what Outlook uses beside them."""

from __future__ import annotations

import pytest

from kartotek.mail.mime.identifiers import message_id, references, thread_index


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (b"<a@b.example>", "a@b.example"),
        (b" < a@b.\texample > ", "a@b.example"),
        (b"a@b.example", "a@b.example"),
        (b"<a@b.example> <c@d.example>", "a@b.example"),
        (b"<no at sign>", "noatsign"),
        (b"bare words", "barewords"),
        (b"<>", ""),
        (b"", ""),
        (b"<" + b"a" * 2000 + b">", ""),
    ],
)
def test_a_message_has_one_id_without_brackets(value: bytes, found: str) -> None:
    assert message_id(value) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (b"<a@b> <c@d>", ("a@b", "c@d")),
        (b"<a@b><c@d>", ("a@b", "c@d")),
        (b"<a@b> <a@b>", ("a@b",)),
        (b'"Ann\'s message of Monday" <a@b>', ("a@b",)),
        (b"a@b, c@d", ("a@b", "c@d")),
        (b"nothing of the kind", ()),
    ],
)
def test_references_are_ids_in_order(value: bytes, found: tuple[str, ...]) -> None:
    assert references([value]) == found


def test_references_may_be_spread_over_fields() -> None:
    assert references([b"<a@b>", b"<c@d>"]) == ("a@b", "c@d")


def test_a_thread_index_is_the_same_for_every_answer() -> None:
    first = thread_index(b"AdocAQIDBAUGBwgJCgsMDQ4PEBESEw==")
    answer = thread_index(b"AdocAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY")

    assert first == answer == "0405060708090a0b0c0d0e0f10111213"


@pytest.mark.parametrize("value", [b"", b"AAAA", b"not base64 at all"])
def test_a_short_thread_index_is_none(value: bytes) -> None:
    assert thread_index(value) == ""
