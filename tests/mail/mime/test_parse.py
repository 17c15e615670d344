"""What is known about an email once it is read (tests/mailbox)."""

from __future__ import annotations

import base64
import quopri
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kartotek.errors import Corrupt
from kartotek.lib.addresses import Address
from kartotek.mail.mime.fingerprints import of_text
from kartotek.mail.mime.parse import parse, part, read_body
from tests.mail.mime.mailbox import MAILBOX, parsed, raw

ZEYNEP = Address("Zeynep Karaca", "zeynep@marmara-otelcilik.example")
ELIF = Address("Elif Aydın", "elif@kuzeyisik.example")

SIMPLE = b"From: a@b.example\nSubject: %s\nMessage-ID: <1@b.example>\n\nText\n"


@pytest.mark.parametrize("path", sorted(MAILBOX.glob("*.eml")), ids=lambda path: path.stem)
def test_every_odd_mail_is_listed_in_the_readme(path: Path) -> None:
    readme = (MAILBOX / "README.md").read_text()

    assert f"| {path.stem} |" in readme


@pytest.mark.parametrize(
    ("name", "subject", "words"),
    [
        ("turkish_windows_1254", "Lobi aydınlatması için teklif", "avizeler için – konuştuğumuz"),
        ("turkish_labelled_iso_8859_9", "Keşif günü", "“perşembe” uygun – sabah"),
        ("utf8_labelled_iso_8859_9", "Fatura", "müdürümüz imzaladı, ödeme"),
        ("turkish_without_label", "Müşteri görüşmesi", "Şimdilik hoşça kalın."),
        ("raw_utf8_subject", "Ynt: İskele ışıklandırması", "Ölçüler ekte değil"),
        (
            "encoded_words_cut_in_a_letter",
            "Işıklandırma projesi için üç aşamalı ödeme planı",
            "görüşmek üzere",
        ),
    ],
)
def test_turkish_reads_as_it_was_written(name: str, subject: str, words: str) -> None:
    message = parsed(name)

    assert message.subject == subject
    assert words in message.text
    assert message.problems == ()


def test_a_message_names_everybody_and_the_moment() -> None:
    message = parsed("turkish_windows_1254")

    assert message.from_ == (ZEYNEP,)
    assert message.to == (ELIF,)
    assert message.message_id == "lobi-1@marmara-otelcilik.example"
    assert message.date == datetime(2026, 11, 3, 7, 15, tzinfo=UTC)
    assert message.content_type == "text/plain"
    assert message.size_bytes == len(raw("turkish_windows_1254"))


def test_a_name_in_raw_bytes_keeps_its_comma() -> None:
    (sender,) = parsed("raw_utf8_subject").from_

    assert sender.display_name == "Karaca, Zeynep Işıl"


def test_an_emoji_stays_and_a_direction_override_goes() -> None:
    assert parsed("emoji_subject").subject == "Order confirmed 🎉🇬🇧 gnp.exe"


def test_winmail_dat_is_kept_as_what_it_is() -> None:
    message = parsed("winmail_dat")

    assert message.text.strip() == "Plans attached."
    assert [(found.filename, found.kind) for found in message.attachments] == [
        ("winmail.dat", "tnef")
    ]
    assert "tnef" in message.problems


def test_a_forwarded_message_is_an_attachment_named_by_its_subject() -> None:
    message = parsed("nested_message")

    assert "120 centimetres" not in message.text
    (attachment,) = message.attachments
    assert (attachment.filename, attachment.kind) == ("Chandelier sizes.eml", "message")


def test_a_forwarded_message_can_be_read_by_itself() -> None:
    (attachment,) = parsed("nested_message").attachments

    inner = parse(part(raw("nested_message"), attachment.index).content)

    assert inner.message_id == "sizes-1@studio.example"
    assert "120 centimetres" in inner.text
    assert [found.filename for found in inner.attachments] == ["inner.pdf"]


def test_html_alone_is_read_as_text() -> None:
    message = parsed("html_only")

    assert message.text.startswith("Dear Elif,\n\nwe look forward to your visit – bring samples.")
    assert "- brass\n- glass" in message.text
    assert "Not shown" not in message.text
    assert "alert" not in message.text
    assert "cid:logo@brightwell.example" in message.html


def test_a_picture_shown_in_place_is_inline() -> None:
    (logo,) = parsed("html_only").attachments

    assert logo.is_inline
    assert logo.content_id == "logo@brightwell.example"
    content = part(raw("html_only"), logo.index)
    assert content.content.startswith(b"\x89PNG")
    assert (content.filename, content.content_type, content.is_inline) == (
        "logo.png",
        "image/png",
        True,
    )


def test_an_invitation_is_known_by_its_method() -> None:
    message = parsed("calendar_invitation")

    assert message.calendar_method == "request"
    assert [found.kind for found in message.attachments] == ["calendar"]


def test_a_calendar_file_without_method_is_no_invitation() -> None:
    without = raw("calendar_invitation").replace(b"; method=REQUEST", b"")

    assert parse(without).calendar_method == "request"
    assert not parse(without.replace(b"METHOD:REQUEST\n", b"")).calendar_method


def test_a_bounce_says_that_it_is_one() -> None:
    message = parsed("bounce")

    assert message.report_type == "delivery-status"
    assert message.content_type == "multipart/report"
    assert message.return_path == "<>"
    assert message.auto_submitted == "auto-replied"
    assert [found.content_type for found in message.attachments] == [
        "message/delivery-status",
        "text/rfc822-headers",
    ]


def test_an_automatic_reply_says_so_in_three_fields() -> None:
    message = parsed("automatic_reply")

    assert message.auto_submitted == "auto-replied"
    assert message.precedence == "bulk"
    assert message.x_auto_response_suppress == "All"
    assert message.in_reply_to == ("offer-1@kuzeyisik.example",)
    assert message.base_subject == "Offer for the clinic"


def test_list_mail_names_its_list() -> None:
    message = parsed("list_mail")

    assert message.list_id == "lighting.lists.example"
    assert message.list_unsubscribe
    assert message.return_path == "lighting-bounces@lists.example"
    assert message.base_subject == "[lighting] Dimming curves"
    assert message.is_reply_subject


def test_the_footer_of_a_list_is_not_written_by_the_sender() -> None:
    message = parsed("list_mail")

    assert message.snippet.startswith("Yes, we measured four of them")
    written = "Yes, we measured four of them last winter and can share the numbers."
    assert message.own_lines == of_text(written)


def test_a_date_nobody_can_read_is_none() -> None:
    message = parsed("no_date")

    assert message.date is None
    assert message.problems == ("no-date",)


def test_a_missing_message_id_is_empty() -> None:
    message = parsed("no_message_id")

    assert message.message_id == ""
    assert message.problems == ("no-message-id",)


def test_of_two_from_fields_the_first_is_believed() -> None:
    message = parsed("two_from")

    assert [sender.addr_spec for sender in message.from_] == ["daniel@brightwell.example"]
    assert "many-from" in message.problems


def test_groups_are_flattened() -> None:
    message = parsed("group_of_recipients")

    assert message.from_ == (Address("Daniel Okafor", "daniel@brightwell.example"),)
    assert message.to == (
        Address("Tomas Novak", "tomas@novak.example"),
        Address("Aydin, Elif", "elif@kuzeyisik.example"),
        Address("Karaca, Zeynep", "zeynep@marmara-otelcilik.example"),
    )
    assert message.cc == ()
    assert message.reply_to == (Address("", "office@brightwell.example"),)
    assert message.recipient_count == 3


def test_a_turkish_outlook_reply_is_told_from_what_it_quotes() -> None:
    message = parsed("outlook_reply_in_turkish")

    assert message.snippet.endswith("bugün sunuyorum. Saygılarımla Zeynep Karaca")
    assert message.has_attribution
    assert message.is_reply_subject
    assert message.base_subject == "Lobi teklifi"
    assert message.references == (
        "lobi-1@marmara-otelcilik.example",
        "lobi-2@kuzeyisik.example",
    )


def test_outlook_conversations_share_a_guid() -> None:
    message = parsed("outlook_reply_in_turkish")

    assert message.thread_index == "0405060708090a0b0c0d0e0f10111213"
    assert message.thread_topic == "Lobi teklifi"


def test_what_two_replies_quote_is_the_same_to_both() -> None:
    outlook, gmail = parsed("outlook_reply_in_turkish"), parsed("gmail_reply_in_turkish")

    shared = set(outlook.quoted_lines) & set(gmail.quoted_lines)

    assert len(shared) == 2
    assert not set(outlook.own_lines) & set(outlook.quoted_lines)


def test_a_reply_without_references_still_shows_that_it_is_one() -> None:
    message = parsed("reply_without_references")

    assert message.references == message.in_reply_to == ()
    assert message.is_reply_subject
    assert message.has_attribution
    assert message.snippet == "One more thing: can they be dimmed?"


def test_of_many_references_the_first_and_the_last_are_kept() -> None:
    references = parsed("long_references").references

    assert len(references) == 201
    assert references[0] == "long-0@brightwell.example"
    assert references[1] == "long-100@brightwell.example"
    assert references[-1] == "long-299@brightwell.example"


def test_file_names_are_read_in_every_form_and_lead_nowhere() -> None:
    names = [found.filename for found in parsed("names_by_rfc_2231").attachments]

    assert names == ["Şömine çizimi.pdf", "Şema.pdf", "_.._etc_prices.csv", "price list.bin"]


def test_a_footer_behind_base64_is_not_part_of_the_file() -> None:
    *_, attachment = parsed("names_by_rfc_2231").attachments

    assert part(raw("names_by_rfc_2231"), attachment.index).content == b"\x00\x01\x02"


def test_a_signed_message_is_read_as_any_other() -> None:
    message = parsed("smime_signed")

    assert message.text.strip() == "This is binding."
    assert [found.kind for found in message.attachments] == ["signature"]


def test_an_encrypted_message_says_that_it_is_one() -> None:
    message = parsed("pgp_encrypted")

    assert message.problems == ("pgp-encrypted",)
    assert [found.filename for found in message.attachments] == ["", "encrypted.asc"]


def test_a_body_without_a_blank_line_before_it_is_read() -> None:
    message = parsed("no_blank_line_before_the_body")

    assert message.subject == "Squeezed"
    assert message.text.startswith("This line is already the body")


def test_a_multipart_without_its_boundary_is_read_as_text() -> None:
    message = parsed("boundary_that_is_never_there")

    assert message.text.strip() == "This text stands where the parts should be."
    assert message.problems == ("no-boundary",)


def test_one_body_has_one_hash_however_it_was_transferred() -> None:
    text = "Görüşme saat üçte.\nBekliyoruz.\n"
    head = b"From: a@b.example\nMessage-ID: <1@b.example>\nContent-Type: text/plain; charset="
    as_base64 = (
        b"Received: from x\n"
        + head
        + b"utf-8\nContent-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(text.replace("\n", "\r\n").encode())
    )
    as_quoted = (
        head
        + b"windows-1254\nContent-Transfer-Encoding: quoted-printable\n\n"
        + quopri.encodestring(text.encode("cp1254"))
    ).replace(b"\n", b"\r\n")

    assert parse(as_base64).body_hash == parse(as_quoted).body_hash


def test_another_attachment_makes_another_body() -> None:
    original = raw("winmail_dat")
    changed = original.replace(b"eJ8+IhEA", b"eJ8+IhEB")

    assert parse(original).body_hash != parse(changed).body_hash


def test_another_text_makes_another_body() -> None:
    assert parse(SIMPLE % b"x").body_hash != parse(SIMPLE % b"x" + b"more").body_hash


def test_another_subject_is_the_same_body() -> None:
    assert parse(SIMPLE % b"x").body_hash == parse(SIMPLE % b"y").body_hash


@pytest.mark.parametrize("nothing", [b"", b"\r\n\r\n", b"\0\0 \t\n"])
def test_nothing_at_all_is_no_mail(nothing: bytes) -> None:
    with pytest.raises(Corrupt):
        parse(nothing)


def test_a_part_that_is_not_there_is_refused() -> None:
    with pytest.raises(Corrupt):
        part(raw("winmail_dat"), 17)


def test_text_without_any_header_is_read() -> None:
    message = parse(b"just some words\nand some more\n")

    assert message.text == "just some words\nand some more\n"
    assert set(message.problems) == {"no-message-id", "no-date", "no-from"}


def test_a_line_of_an_mbox_in_front_is_ignored() -> None:
    message = parse(b"From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n" + SIMPLE % b"Kept")

    assert message.subject == "Kept"
    assert message.text == "Text\n"


def test_old_macintosh_line_ends_are_line_ends() -> None:
    assert parse((SIMPLE % b"Kept").replace(b"\n", b"\r")).subject == "Kept"


def test_the_body_is_the_same_as_when_it_was_parsed() -> None:
    message, body = parsed("gmail_reply"), read_body(raw("gmail_reply"))

    assert (body.text, body.html) == (message.text, message.html)


def test_the_language_of_the_company_decides_between_equal_charsets() -> None:
    mail = (
        b"From: a@b.example\nContent-Type: text/plain; charset=iso-8859-1\n\n\xddyi ak\xfeamlar\n"
    )

    assert parse(mail, language="tr").text == "İyi akşamlar\n"
    assert parse(mail, language="en").text == "Ýyi akþamlar\n"


def test_an_empty_text_beside_html_is_made_of_the_html() -> None:
    mail = (
        b"From: a@b.example\nContent-Type: multipart/alternative; boundary=x\n\n"
        b"--x\nContent-Type: text/plain\n\n \n--x\nContent-Type: text/html\n\n<p>Said</p>\n--x--\n"
    )

    assert parse(mail).text == "Said"


def test_the_snippet_is_short_and_on_one_line() -> None:
    mail = SIMPLE % b"x" + b"word \n" * 500

    snippet = parse(mail).snippet

    assert "\n" not in snippet
    assert 190 <= len(snippet) <= 200


def test_when_all_is_quoted_the_snippet_shows_that() -> None:
    assert parse(b"Subject: x\n\n> only this\n> is said\n").snippet == "only this > is said"


def test_an_encrypted_smime_message_says_so() -> None:
    mail = (
        b"From: a@b.example\nContent-Type: application/pkcs7-mime; smime-type=%s;"
        b' name="smime.p7m"\nContent-Transfer-Encoding: base64\n\nMIAG\n'
    )

    assert "smime-encrypted" in parse(mail % b"enveloped-data").problems
    assert "smime-signed" in parse(mail % b"signed-data").problems


def test_nothing_a_database_refuses_gets_through() -> None:
    mail = (
        b"From: \0a@b.example\nSubject: a\0b =?utf-7?q?+2AA-?=\nMessage-ID: <\0x@y>\n"
        b"Content-Type: text/plain; charset=utf-7\n\na\0b +2AA-\n"
    )

    message = parse(mail)

    for text in (message.subject, message.text, message.message_id, message.snippet):
        assert "\0" not in text
        assert text.encode("utf-8")


@pytest.mark.parametrize("path", sorted(MAILBOX.glob("*.eml")), ids=lambda path: path.stem)
def test_reading_for_the_mailbox_finds_what_reading_everything_finds(path: Path) -> None:
    whole, brief = parse(path.read_bytes()), parse(path.read_bytes(), reads_all=False)

    # Codes of what is odd in HTML are the one thing that is lost with it.
    assert set(brief.problems) <= set(whole.problems)
    assert brief._replace(html="", quoted_lines=(), problems=()) == whole._replace(
        html="", quoted_lines=(), problems=()
    )


def test_a_reply_that_names_what_it_answers_is_only_known_to_quote() -> None:
    quoted = b"".join(
        b"> Line %d of what was said about the chandelier in the lobby.\n" % n for n in range(9)
    )
    mail = b"From: a@b.example\nIn-Reply-To: <0@b.example>\n\nYes.\n\n" + quoted

    whole, brief = parse(mail), parse(mail, reads_all=False)

    assert len(whole.quoted_lines) > 1
    assert brief.quoted_lines == whole.quoted_lines[:1]
