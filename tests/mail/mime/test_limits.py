"""Mail made to hurt: each ends in something readable, soon (engineering/MAIL.md section 6)."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from kartotek.mail.mime import limits
from kartotek.mail.mime.folding import fold_html
from kartotek.mail.mime.parse import parse, read_body
from kartotek.mail.mime.sanitize import clean
from kartotek.mail.mime.values import ParsedMessage

HEAD = b"From: Zeynep <z@marmara.example>\r\nSubject: Still readable\r\n"
CPU_SECONDS = 5


def within_limits(mail: bytes) -> ParsedMessage:
    began = time.process_time()
    message = parse(mail)
    if message.html:
        folded = fold_html(message.html, label="Quoted text")
        clean(folded, part_url=str, allow_remote_images=False)
    assert time.process_time() - began < CPU_SECONDS
    assert message.subject == "Still readable"
    assert message.from_[0].addr_spec == "z@marmara.example"
    return message


def html(body: bytes) -> bytes:
    return HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + body


def test_a_thousand_nested_parts_end_in_one_attachment() -> None:
    opening = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (depth, depth)
        for depth in range(1000)
    )

    message = within_limits(HEAD + opening + b"Content-Type: text/plain\r\n\r\nhello\r\n")

    assert "too-deep" in message.problems
    assert [found.kind for found in message.attachments] == ["rest"]


def test_sixty_nested_parts_are_read_to_the_bottom() -> None:
    opening = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (depth, depth)
        for depth in range(60)
    )

    message = within_limits(HEAD + opening + b"Content-Type: text/plain\r\n\r\nhello\r\n")

    assert message.text.strip() == "hello"


def test_parts_nested_in_fifty_megabytes_are_not_searched_over_and_over() -> None:
    opening = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (depth, depth)
        for depth in range(64)
    )

    message = within_limits(HEAD + opening + b"\r\n" + b"--b\r\nhello" * 4_900_000)

    assert "too-deep" in message.problems


def test_a_hundred_thousand_parts_end_in_a_rest() -> None:
    parts = b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 100_000

    message = within_limits(HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + parts)

    assert "too-many-parts" in message.problems
    assert message.attachments[-1].kind == "rest"
    assert message.text.count("x") == limits.MAX_PARTS - 1


def test_fifty_thousand_recipients_are_counted_as_far_as_the_header_is_read() -> None:
    recipients = b",\r\n ".join(b"p%d@x.example" % number for number in range(50_000))

    message = within_limits(b"To: " + recipients + b"\r\n" + HEAD + b"\r\nhi")

    assert len(message.to) == limits.MAX_RECIPIENTS - 1
    assert message.recipient_count > 10_000
    assert "too-many-recipients" in message.problems


@pytest.mark.parametrize(
    "hostile",
    [b"a," * 120_000, b'"\\' * 100_000, b"(" * 200_000, b"<" * 200_000, b"[" * 200_000,
     b"a " * 60_000 + b"a@b" + b" :" * 60_000, b"=?a?q?" * 40_000],
    ids=["commas", "quotes", "comments", "brackets", "literals", "colons", "words"],
)  # fmt: skip
def test_an_address_field_of_one_sign_is_read_in_no_time(hostile: bytes) -> None:
    within_limits(HEAD + b"To: " + hostile + b"\r\n\r\nhi")


def test_ten_thousand_encoded_words_are_decoded_up_to_the_limit() -> None:
    words = b"\r\n ".join(b"=?utf-8?q?w%d?=" % number for number in range(10_000))

    message = within_limits(HEAD + b"Thread-Topic: " + words + b"\r\n\r\nhi")

    assert message.thread_topic.startswith("w0w1w2")


def test_ten_thousand_sections_of_a_file_name_are_read_up_to_the_limit() -> None:
    sections = b";\r\n".join(b" filename*%d*=a" % number for number in range(10_000))

    message = within_limits(
        HEAD + b"Content-Disposition: attachment;\r\n" + sections + b"\r\n\r\nhi"
    )

    assert message.attachments[0].filename == "a" * limits.MAX_PARAMETERS


def test_a_header_field_of_ten_megabytes_hides_nothing() -> None:
    message = within_limits(b"X: " + b"a" * 10_000_000 + b"\r\n" + HEAD + b"\r\nhi")

    assert "headers-too-long" in message.problems
    assert message.text == "hi"


def test_of_too_many_headers_the_first_are_read() -> None:
    message = within_limits(HEAD + b"X: y\r\n" * 5_000 + b"\r\nhi")

    assert "too-many-headers" in message.problems
    assert message.text == "hi"


def test_a_message_beyond_fifty_megabytes_becomes_a_stub() -> None:
    mail = HEAD + b"\r\nThe beginning can be read.\r\n" + b"x" * 78 * 1024 * 1024

    message = within_limits(mail)

    assert message.problems[0] == "too-large"
    assert message.text.startswith("The beginning can be read.")
    assert message.size_bytes == len(mail)
    assert read_body(mail).text == message.text


def test_two_stubs_that_differ_at_the_end_differ() -> None:
    mail = HEAD + b"\r\n" + b"x" * limits.MAX_MESSAGE_BYTES

    assert parse(mail).body_hash != parse(mail + b"y").body_hash
    assert parse(mail).body_hash == parse(b"Received: x\r\n" + mail).body_hash


def test_fifty_megabytes_of_text_are_cut() -> None:
    message = within_limits(HEAD + b"\r\n" + b"a line of text that is long enough\r\n" * 1_450_000)

    assert len(message.text) == limits.MAX_TEXT_CHARS
    assert "body-cut" in message.problems
    assert 0 < len(message.own_lines) <= limits.MAX_OWN_LINES


LINES: dict[str, Callable[[], bytes]] = {
    "marks": lambda: b">\n" * 500_000,
    "attributions": lambda: b"On 2024-01-01 a@b wrote:\n" * 40_000,
    "fields": lambda: b"From: x\nx\n" * 100_000,
    "delimiters": lambda: b"--\n\n\n\n\n\n\n\n\n" * 100_000,
    "one line": lambda: b"a:" * 500_000,
    "at signs": lambda: b"a@" * 400_000,
    "links": lambda: b"http://" + b")" * 900_000,
}


@pytest.mark.parametrize("lines", LINES.values(), ids=LINES)
def test_a_text_of_one_mark_is_read_in_no_time(lines: Callable[[], bytes]) -> None:
    within_limits(HEAD + b"\r\n" + lines())


PAGES: dict[str, Callable[[], bytes]] = {
    "deep": lambda: b"<div>" * 200_000,
    "formatting repeated in each block": lambda: (
        b"<p>" + b"".join(b"<font color=c%d>" % number for number in range(500)) + b"<p>x" * 100_000
    ),
    "attributes": lambda: b"<div " + b" ".join(b"a%d" % n for n in range(150_000)) + b">",
    "attributes with tags in them": lambda: (
        b"<div " + b" ".join(b'a%d="<"' % n for n in range(80_000)) + b">"
    ),
    "closed in comments": lambda: b"<div><!--</div>-->" * 50_000,
    "closed in attributes": lambda: b'<div title="</div>">' * 45_000,
    "closed behind a quoted sign": lambda: b'<div title=">"</div>' * 45_000,
    "closed in a textarea": lambda: b"<div><textarea></div></textarea>" * 30_000,
    "closed in a bogus comment": lambda: b"<div><!x </div>>" * 50_000,
    "never closed": lambda: b"<" * 900_000,
    "styles": lambda: b"<style>" * 140_000,
    "entities": lambda: b"&notit;" * 140_000,
    "tables": lambda: b"<table><tr><td>" * 60_000,
    "five megabytes": lambda: b"<p>hello</p>" * 450_000,
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_html_made_to_hurt_is_shown_in_time(page: Callable[[], bytes]) -> None:
    within_limits(html(page()))


@pytest.mark.parametrize(
    "body",
    [
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b"=" * 2_000_000,
        b"Content-Transfer-Encoding: x-uuencode\r\n\r\n" + b"begin 644 x\n" * 200_000,
        b"Content-Type: text/plain; charset=gb2312\r\n\r\n" + b"\xb0\xa1" * 2_000_000,
        b"Content-Type: text/plain; charset=utf-7\r\n\r\n" + b"+AAAA-" * 500_000,
        b"Content-Type: text/plain; charset=hz-gb-2312\r\n\r\n" + b"~{" * 500_000,
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--bx\r\n" * 1_000_000,
        b"Content-Type: multipart/mixed\r\n\r\n" + b"--x\r\n" * 1_000_000,
        b"Message-ID: " + b"a" * 200_000 + b"\r\n\r\nhi",
        b"References: " + b"<" * 200_000 + b"\r\n\r\nhi",
        b"Content-Type: text/plain;" + b"x" * 250_000 + b"\r\n\r\nhi",
        b"Date: " + b"1 " * 100_000 + b"\r\n\r\nhi",
    ],
    ids=["quoted-printable", "uuencode", "chinese", "utf-7", "hz", "boundaries", "no boundary",
         "an id", "ids", "a parameter", "a date"],
)  # fmt: skip
def test_megabytes_of_one_sign_are_read_in_time(body: bytes) -> None:
    within_limits(HEAD + body)
