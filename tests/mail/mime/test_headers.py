"""The header block of a message or part."""

from __future__ import annotations

from kartotek.mail.mime.headers import read


def block(raw: bytes) -> tuple[dict[bytes, list[bytes]], bytes]:
    headers, body = read(raw, 0, len(raw))
    return {name: headers.all(name) for name in headers.fields}, raw[body:]


def test_fields_are_known_by_name_in_any_case() -> None:
    fields, body = block(b"SUBJECT: a\nTo:b\n\nbody")

    assert fields == {b"subject": [b"a"], b"to": [b"b"]}
    assert body == b"body"


def test_folded_values_are_one_line() -> None:
    fields, _ = block(b"Subject: a\r\n\tb\r\n c\r\n\r\nbody")

    assert fields[b"subject"] == [b"a\tb c"]


def test_a_field_may_stand_twice() -> None:
    headers, _ = read(b"To: a\nTo: b\n\n", 0, 14)

    assert headers.all(b"to") == [b"a", b"b"]
    assert headers.first(b"to") == b"a"
    assert headers.first(b"cc") == b""


def test_a_blank_before_the_colon_is_no_part_of_the_name() -> None:
    assert block(b"Subject : a\n\n")[0] == {b"subject": [b"a"]}


def test_a_line_that_is_no_field_is_skipped_while_fields_follow() -> None:
    fields, body = block(b"Subject: a\nnot a field\nTo: b\n\nbody")

    assert set(fields) == {b"subject", b"to"}
    assert body == b"body"


def test_a_line_that_is_no_field_begins_the_body_when_none_follows() -> None:
    fields, body = block(b"Subject: a\nDear Ann,\nnote: this is text\n\nmore")

    assert set(fields) == {b"subject"}
    assert body == b"Dear Ann,\nnote: this is text\n\nmore"


def test_a_part_may_have_no_headers() -> None:
    assert block(b"\nbody") == ({}, b"body")
    assert block(b"\r\nbody") == ({}, b"body")


def test_headers_may_have_no_body() -> None:
    assert block(b"Subject: a") == ({b"subject": [b"a"]}, b"")
