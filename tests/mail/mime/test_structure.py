"""Which parts are the text, which the HTML, and which are attachments (RFC 8621 4.1.4)."""

from __future__ import annotations

from kartotek.mail.mime import tree
from kartotek.mail.mime.structure import sort_out


def multipart(kind: str, *parts: bytes) -> bytes:
    boundary = f"b{len(b''.join(parts))}".encode()
    divided = b"".join(b"--" + boundary + b"\n" + part + b"\n" for part in parts)
    head = b"Content-Type: multipart/" + kind.encode() + b"; boundary=" + boundary
    return head + b"\n\n" + divided + b"--" + boundary + b"--\n"


def leaf(kind: str, more: str = "") -> bytes:
    return f"Content-Type: {kind}\n{more}\n{kind}".encode()


TEXT, HTML, PNG = leaf("text/plain"), leaf("text/html"), leaf("image/png")
FILE = leaf("text/plain", "Content-Disposition: attachment\n")


def sorted_out(mail: bytes) -> tuple[list[int], list[int], list[int]]:
    found = sort_out(tree.grow(mail, []))
    return (
        [part.index for part in found.text],
        [part.index for part in found.html],
        [part.index for part in found.attachments],
    )


def test_a_text_alone_is_both_forms() -> None:
    assert sorted_out(TEXT) == ([0], [0], [])


def test_of_two_forms_each_is_one() -> None:
    assert sorted_out(multipart("alternative", TEXT, HTML)) == ([1], [2], [])


def test_a_form_that_is_missing_is_the_other_one() -> None:
    assert sorted_out(multipart("alternative", HTML, PNG)) == ([1], [1], [2])


def test_a_text_behind_the_body_is_read_with_it() -> None:
    mail = multipart("mixed", multipart("alternative", TEXT, HTML), TEXT)

    assert sorted_out(mail) == ([2, 4], [3, 4], [])


def test_a_named_text_behind_the_body_is_a_file() -> None:
    named = leaf('text/plain; name="notes.txt"')

    assert sorted_out(multipart("mixed", TEXT, named)) == ([1], [1], [2])


def test_what_is_called_an_attachment_is_one() -> None:
    assert sorted_out(multipart("mixed", TEXT, FILE)) == ([1], [1], [2])
    assert sorted_out(FILE) == ([], [], [0])


def test_pictures_belong_to_the_html_beside_them() -> None:
    mail = multipart("alternative", TEXT, multipart("related", HTML, PNG))

    assert sorted_out(mail) == ([1], [3], [4])


def test_a_text_within_a_choice_is_no_html() -> None:
    mail = multipart("alternative", multipart("mixed", TEXT, PNG), HTML)

    assert sorted_out(mail) == ([2], [4], [3])


def test_any_whole_message_of_text_can_be_read() -> None:
    assert sorted_out(leaf("text/enriched")) == ([0], [0], [])
    assert sorted_out(leaf("text/calendar")) == ([], [], [0])


def test_a_message_that_is_a_picture_is_an_attachment() -> None:
    assert sorted_out(PNG) == ([], [], [0])
