"""Bytes to text, whatever the label says."""

from __future__ import annotations

import pytest

from kartotek.mail.mime.charsets import codec_named, decode, guess


@pytest.mark.parametrize(
    ("text", "encoded_as", "label"),
    [
        ("Şimdilik “hoşça” kalın", "cp1254", "iso-8859-9"),
        ("Café – crème", "cp1252", "iso-8859-1"),
        ("Café – crème", "cp1252", "us-ascii"),
        ("Şimdilik hoşça kalın", "utf-8", "iso-8859-9"),
        ("Şimdilik hoşça kalın", "utf-8", "gb2312"),
        ("Şimdilik hoşça kalın", "cp1254", "utf-8"),
        ("朱镕基", "gb18030", "gb2312"),
        ("你好", "gb18030", "GBK"),
        ("世界人権宣言", "iso2022_jp", "iso-2022-jp"),
        ("世界人権宣言", "iso2022_jp", "us-ascii"),
        ("안녕하세요", "cp949", "ks_c_5601-1987"),
        ("Привет, мир", "koi8_r", "koi8-r"),
        ("Die Hasen und die Frösche", "utf-7", "utf-7"),
        ("Test message", "utf-16-le", "utf-16le"),
        ("plain", "ascii", "utf-16"),
        ("Şimdi", "cp1254", "x-unknown"),
        ("Şimdi", "cp1254", "unicode_escape"),
    ],
)
def test_text_is_read_by_what_the_bytes_are(text: str, encoded_as: str, label: str) -> None:
    assert decode(text.encode(encoded_as), label) == text


def test_two_chinese_letters_that_look_like_utf8_are_chinese_when_the_label_says_so() -> None:
    accidental = "潞".encode("gb18030")
    assert accidental.decode("utf-8") != "潞"

    assert decode(accidental, "gb2312") == "潞"
    assert decode(accidental, "") == accidental.decode("utf-8")


def test_a_little_damage_leaves_utf8_what_it_is() -> None:
    cut = "Görüşmek üzere, hoşça kalın".encode() + b"\xc5"

    assert decode(cut, "utf-8") == "Görüşmek üzere, hoşça kalın\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("text", "codec", "language"),
    [
        ("Sayın müşterimiz", "cp1254", ""),
        ("Sayın müşterimiz", "cp1254", "tr"),
        ("Příliš žluťoučký kůň", "cp1250", "cs"),
        ("Привет мир как дела", "cp1251", ""),
        ("Привет мир как дела", "koi8_r", ""),
        ("Καλημέρα κόσμε", "cp1253", "el"),
        ("今天天气很好", "gb18030", ""),
    ],
)
def test_bytes_without_label_are_read_by_language_and_looks(
    text: str, codec: str, language: str
) -> None:
    assert guess(text.encode(codec), language) == codec
    assert decode(text.encode(codec), "", language) == text


@pytest.mark.parametrize("label", ["hex", "rot13", "idna", "punycode", "undefined", "nonsense", ""])
def test_what_is_no_charset_is_not_used(label: str) -> None:
    assert codec_named(label) == ""


def test_nul_is_left_out() -> None:
    assert decode(b"a\0b") == "ab"


def test_a_lone_surrogate_is_not_let_through() -> None:
    assert decode(b"+2AA-", "utf-7") == "?"


def test_a_byte_order_mark_says_utf_16() -> None:
    assert decode("Şimdi".encode("utf-16")) == "Şimdi"
    assert decode(b"\xef\xbb\xbfSimdi") == "Simdi"
