"""What a message says, and what is attached to it."""

from __future__ import annotations

from kartotek.mail.mime.parse import parse, part


def mixed(*parts: bytes) -> bytes:
    return (
        b"From: a@b.example\nContent-Type: multipart/mixed; boundary=m\n\n"
        + b"".join(b"--m\n" + content + b"\n" for content in parts)
        + b"--m--\n"
    )


def test_texts_below_each_other_are_read_together() -> None:
    message = parse(mixed(b"\none\n", b"Content-Type: text/html\n\n<p>two</p>", b"\nthree"))

    assert message.text.split() == ["one", "two", "three"]
    assert "<p>two</p>" in message.html
    assert message.html.startswith("one<br>")


def test_text_without_html_has_no_html() -> None:
    assert parse(mixed(b"\none", b"\ntwo")).html == ""


def test_line_ends_are_line_feeds() -> None:
    assert parse(b"Subject: x\r\n\r\na\r\nb\r\n").text == "a\nb\n"


def test_each_part_keeps_its_charset() -> None:
    message = parse(
        mixed(
            b"Content-Type: text/plain; charset=koi8-r\n\n" + "Привет".encode("koi8_r"),
            b"Content-Type: text/plain; charset=iso-8859-9\n\n" + "Şimdi".encode("cp1254"),
        )
    )

    assert message.text.split() == ["Привет", "Şimdi"]


def test_what_cannot_be_decoded_is_marked_and_reported() -> None:
    message = parse(b"Content-Type: text/plain; charset=big5\n\n\xff\xff text")

    assert "bad-charset" in message.problems
    assert "text" in message.text


def test_broken_base64_is_read_as_far_as_it_goes() -> None:
    message = parse(b"Content-Transfer-Encoding: base64\n\naGVsbG8\n")

    assert message.text == "hello"
    assert "bad-base64" in message.problems


def test_a_picture_nobody_shows_is_an_attachment_to_list() -> None:
    message = parse(
        mixed(
            b"Content-Type: text/html\n\n<img src='cid:a%40b'>",
            b"Content-Type: image/png\nContent-ID: <a@b>\n\nx",
            b"Content-Type: image/png\nContent-ID: <c@d>\nContent-Disposition: inline\n\nx",
        )
    )

    assert [found.is_inline for found in message.attachments] == [True, False]
    assert [found.disposition for found in message.attachments] == ["", "inline"]


def test_every_listed_attachment_can_be_fetched_by_its_index() -> None:
    mail = mixed(b"\ntext", b"Content-Type: application/x\n\none", b"Content-Type: image/y\n\ntwo")

    contents = [part(mail, found.index).content for found in parse(mail).attachments]

    assert contents == [b"one", b"two"]
    assert [found.size_bytes for found in parse(mail).attachments] == [3, 3]


def test_when_no_part_can_be_read_the_raw_body_is_shown() -> None:
    mail = b"Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: text/plain\n--a--\n"

    assert parse(mail).text.startswith("--a")


def test_line_ends_within_a_text_file_do_not_change_the_body_hash() -> None:
    mail = mixed(b"\ntext", b"Content-Type: text/csv; name=a.csv\n\none\ntwo\n")

    assert parse(mail).body_hash == parse(mail.replace(b"\n", b"\r\n")).body_hash


def test_inline_pgp_is_reported() -> None:
    mail = b"Subject: x\n\n-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n"

    assert "pgp-encrypted" in parse(mail).problems
