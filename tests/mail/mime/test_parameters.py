"""Content-Type and Content-Disposition, with RFC 2231 and without."""

from __future__ import annotations

import pytest

from kartotek.mail.mime.charsets import Hint
from kartotek.mail.mime.parameters import Parameterized, filename, fit, read

NONE = Parameterized("", {})


@pytest.mark.parametrize(
    ("value", "token", "parameters"),
    [
        (b"text/plain", "text/plain", {}),
        (b"TEXT/Plain; Charset=UTF-8", "text/plain", {b"charset": b"UTF-8"}),
        (b'text/plain; charset = "utf-8" ; format=flowed', "text/plain",
         {b"charset": b"utf-8", b"format": b"flowed"}),
        (b'multipart/mixed; boundary="a;b=c"', "multipart/mixed", {b"boundary": b"a;b=c"}),
        (b"multipart/mixed; boundary==_x=1", "multipart/mixed", {b"boundary": b"=_x=1"}),
        (b'x/y; name="a \\"b\\""', "x/y", {b"name": b'a "b"'}),
        (b"attachment; filename=two words.pdf", "attachment", {b"filename": b"two words.pdf"}),
        (b";filename=a", "", {b"filename": b"a"}),
        (b"text/plain charset=x", "text/plain", {}),
    ],
)  # fmt: skip
def test_a_value_has_a_token_and_parameters(
    value: bytes, token: str, parameters: dict[bytes, bytes]
) -> None:
    found = read(value)

    assert found.value == token
    assert dict(found.parameters) == parameters


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (b'attachment; filename="a.pdf"', "a.pdf"),
        (b"attachment; filename*=utf-8'tr'%C5%9Fema.pdf", "şema.pdf"),
        (b"attachment; filename*=utf-8''%C5%9Fema.pdf; filename=sema.pdf", "şema.pdf"),
        (b"attachment; filename*1=b; filename*0=a", "ab"),
        (b"attachment; filename*0*=utf-8''%C5; filename*1*=%9Fema", "şema"),
        (b"attachment; filename*0*=utf-8''%C5%9F; filename*1=a%20b", "şa%20b"),
        (b"attachment; filename*=%C5%9Fema", "şema"),
        (b"attachment; filename*0==?utf-8?q?=C5=9F?=; filename*1=.pdf", "ş.pdf"),
        (b'attachment; filename="=?utf-8?q?=C5=9Fema?="', "şema"),
        ('attachment; filename="şema"'.encode(), "şema"),
        ('attachment; filename="şema"'.encode("cp1254"), "şema"),
        (b'attachment; filename="C:\\\\TEMP\\\\a.png"', "C_TEMP_a.png"),
        (b'attachment; filename="../../a"', "_.._a"),
        (b"attachment; filename=...", ""),
        ('attachment; filename="gnp\u202exe.exe"'.encode(), "gnpxe.exe"),
        (b"attachment", ""),
    ],
)
def test_a_file_is_named(value: bytes, name: str) -> None:
    assert filename(read(value), NONE, Hint()) == name


def test_the_name_of_the_content_type_is_the_second_choice() -> None:
    content_type = read(b'application/pdf; name="b.pdf"')

    assert filename(read(b"attachment"), content_type, Hint()) == "b.pdf"
    assert filename(read(b"attachment; filename=a.pdf"), content_type, Hint()) == "a.pdf"


def test_a_long_name_keeps_its_ending() -> None:
    assert fit("a" * 400 + ".pdf") == "a" * 251 + ".pdf"
    assert fit("a" * 400) == "a" * 255
