"""Address fields, also those no standard allows (RFC 5322 section 3.4)."""

from __future__ import annotations

import pytest

from kartotek.lib.addresses import Address
from kartotek.mail.mime.charsets import Hint
from kartotek.mail.mime.mailboxes import Reader


def read(value: bytes, room: int = 100) -> list[tuple[str, str]]:
    found = Reader(Hint(), room).read([value])
    return [(address.display_name, address.addr_spec) for address in found]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (b"a@b.example", [("", "a@b.example")]),
        (b"<a@b.example>", [("", "a@b.example")]),
        (b"Ann B <a@b.example>", [("Ann B", "a@b.example")]),
        (b'"Ann, B" <a@b.example>', [("Ann, B", "a@b.example")]),
        (b'"Ann \\"A\\" B" <a@b.example>', [('Ann "A" B', "a@b.example")]),
        (b"a@b.example (Ann (really) B)", [("Ann (really) B", "a@b.example")]),
        (b"a@b.example, c@d.example", [("", "a@b.example"), ("", "c@d.example")]),
        (b"a@b.example; c@d.example", [("", "a@b.example"), ("", "c@d.example")]),
        (b"G: a@b.example, c@d.example;", [("", "a@b.example"), ("", "c@d.example")]),
        (b"undisclosed-recipients:;", []),
        (b"Karaca, Zeynep <z@m.example>", [("Karaca, Zeynep", "z@m.example")]),
        (b"=?utf-8?q?Karaca=2C_I=C5=9F=C4=B1l?= <z@m.example>", [("Karaca, Işıl", "z@m.example")]),
        (b"=?utf-8?q?Karaca,_I=C5=9F=C4=B1l?= <z@m.example>", [("Karaca, Işıl", "z@m.example")]),
        (b'"=?utf-8?q?I=C5=9F=C4=B1l?=" <z@m.example>', [("Işıl", "z@m.example")]),
        ("Işıl <z@m.example>".encode(), [("Işıl", "z@m.example")]),
        ("Işıl <z@m.example>".encode("cp1254"), [("Işıl", "z@m.example")]),
        ("<ışıl@m.example>".encode(), [("", "ışıl@m.example")]),
        (b"<@relay.example,@two.example:a@b.example>", [("", "a@b.example")]),
        (b"<mailto:a@b.example>", [("", "a@b.example")]),
        (b"mailto:a@b.example", [("", "a@b.example")]),
        (b"'a@b.example' <a@b.example>", [("a@b.example", "a@b.example")]),
        (b"Ann <a@b.example", [("Ann", "a@b.example")]),
        (b'"Ann <a@b.example>', [("Ann", "a@b.example")]),
        (b"Ann <a @ b.example>", [("Ann", "a@b.example")]),
        (b"a @ b.example", [("", "a@b.example")]),
        (b'"ann b"@c.example', [("", '"ann b"@c.example')]),
        (b"a@[IPv6:2001:db8::1]", [("", "a@[IPv6:2001:db8::1]")]),
        (b"Ann a@b.example", [("Ann", "a@b.example")]),
        (b"root", [("root", "")]),
        (b"Mail Delivery System", [("Mail Delivery System", "")]),
        (b"root, Ann <a@b.example>", [("root, Ann", "a@b.example")]),
        (b"root, a@b.example", [("root", ""), ("", "a@b.example")]),
        (b"Ann <>", [("Ann", "")]),
        (b"<>", []),
        (b", ,;", []),
        (b"", []),
    ],
)
def test_a_field_names_these_people(value: bytes, found: list[tuple[str, str]]) -> None:
    assert read(value) == found


def test_what_is_beyond_the_room_is_counted() -> None:
    reader = Reader(Hint(), 2)

    found = reader.read([b"a@b.example, c@d.example", b"e@f.example"])

    assert found == (Address("", "a@b.example"), Address("", "c@d.example"))
    assert reader.count == 3


def test_who_is_named_again_takes_room_again() -> None:
    reader = Reader(Hint(), 3)

    first = reader.read([b"Ann <a@b.example>, c@d.example"])
    second = reader.read([b"Ann <a@b.example>, c@d.example"])

    assert [address.addr_spec for address in first] == ["a@b.example", "c@d.example"]
    assert [address.addr_spec for address in second] == ["a@b.example"]
    assert reader.count == 4
