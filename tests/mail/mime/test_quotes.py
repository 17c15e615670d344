"""Which lines of a text its sender wrote, which he quotes, and which sign it."""

from __future__ import annotations

import pytest

from kartotek.mail.mime import quotes
from kartotek.mail.mime.values import Block

OWN = "We take forty."
QUOTED = "How many do you take?"


def own(text: str) -> list[str]:
    return [
        line.strip()
        for block in quotes.split(text)
        if block.kind == "own"
        for line in block.text.split("\n")
        if line.strip()
    ]


ATTRIBUTIONS = {
    "Gmail": "On Wed, Nov 11, 2026 at 5:40 PM Elif Aydın <elif@kuzeyisik.example> wrote:",
    "Gmail, wrapped": "On Wed, Nov 11, 2026 at 5:40 PM Elif Aydın <\n"
    "elif@kuzeyisik.example> wrote:",
    "Gmail, wrapped twice": "On Wed, Nov 11, 2026 at 5:40 PM\nElif Aydın\n<elif@kuzeyisik.example>"
    " wrote:",
    "Thunderbird": "On 11.11.2026 17:40, Elif Aydın wrote:",
    "Apple Mail": "On 11 Nov 2026, at 17:40, Elif Aydın <elif@kuzeyisik.example> wrote:",
    "no date": "Elif Aydın <elif@kuzeyisik.example> wrote:",
    "old Gmail": "2026/11/11 Elif Aydın <elif@kuzeyisik.example>",
    "Zoho": "---- On Wed, 11 Nov 2026 17:40:00 +0300 elif@kuzeyisik.example wrote ----",
    "Gmail, Turkish": "Elif Aydın <elif@kuzeyisik.example>, 11 Kas 2026 Çar, 17:40 tarihinde şunu"
    " yazdı:",
    "Gmail, Turkish, wrapped": "Elif Aydın <elif@kuzeyisik.example>, 11 Kas 2026 Çar, 17:40"
    " tarihinde\nşunu yazdı:",
    "Gmail, old Turkish": "11 Kasım 2026 Çarşamba tarihinde Elif Aydın <elif@kuzeyisik.example>"
    " yazdı:",
    "Thunderbird, Turkish": "11.11.2026 17:40 tarihinde Elif Aydın yazdı:",
    "Apple Mail, Turkish": "Elif Aydın <elif@kuzeyisik.example> şunları yazdı (11 Kas 2026 17:40):",
    "Yandex, Turkish": '11.11.2026, 17:40, "Elif Aydın" <elif@kuzeyisik.example>:',
    "German": "Am Mi., 11. Nov. 2026 um 17:40 Uhr schrieb Elif Aydın <\nelif@kuzeyisik.example>:",
    "German, Thunderbird": "Am 11.11.26 um 17:40 schrieb Elif Aydın:",
    "French": "Le mer. 11 nov. 2026 à 17:40, Elif Aydın <elif@kuzeyisik.example> a écrit :",
    "Spanish": "El mié, 11 nov 2026 a las 17:40, Elif Aydın (<elif@kuzeyisik.example>)\nescribió:",
    "Italian": "Il giorno mer 11 nov 2026 alle ore 17:40 Elif Aydın\n<elif@kuzeyisik.example> ha"
    " scritto:",
    "Russian": "ср, 11 нояб. 2026 г. в 17:40, Elif Aydın <elif@kuzeyisik.example>:",
}


@pytest.mark.parametrize("attribution", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS)
def test_an_attribution_announces_a_marked_quotation(attribution: str) -> None:
    text = f"{OWN}\n\n{attribution}\n\n> {QUOTED}\n"

    assert own(text) == [OWN]
    assert quotes.read(text).has_attribution


@pytest.mark.parametrize("attribution", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS)
def test_an_attribution_without_marks_below_it_quotes_the_rest(attribution: str) -> None:
    assert own(f"{OWN}\n\n{attribution}\n\n{QUOTED}\n\n{QUOTED}\n") == [OWN]


HEADERS = {
    "Outlook": "From: Elif Aydın <elif@k.example>\nSent: Wednesday, November 11, 2026 5:40 PM\n"
    "To: Daniel Okafor <daniel@b.example>\nSubject: Offer",
    "Outlook, bold": "*From:* Elif Aydın\n*Sent:* 11 November 2026\n*To:* Daniel\n*Subject:* Offer",
    "Outlook, Turkish": "Kimden: Elif Aydın <elif@k.example>\n"
    "Gönderildi: 11 Kasım 2026 Çarşamba 17:40\nKime: Zeynep Karaca\nKonu: Teklif",
    "Outlook, other Turkish": "Gönderen: Elif Aydın [mailto:elif@k.example]\n"
    "Gönderme Tarihi: 11 Kasım 2026\nKime: Zeynep Karaca\nKonu: Teklif",
    "Outlook, Turkish with long names": "Kimden: Elif Aydın\nTarih: 11 Kasım 2026\n"
    "Kime: a@b.example,\n  c@d.example\nBilgi: e@f.example\nKonu: Teklif",
    "Outlook, German": "Von: Elif Aydın\nGesendet: Mittwoch, 11. November 2026\nAn: Daniel\n"
    "Betreff: Angebot",
    "Outlook, French": "De : Elif Aydın\nEnvoyé : mercredi 11 novembre 2026\nÀ : Daniel\n"
    "Objet : Offre",
    "Outlook, Spanish": "De: Elif Aydın\nEnviado el: miércoles, 11 de noviembre\nPara: Daniel\n"
    "Asunto: Oferta",
}


@pytest.mark.parametrize("fields", HEADERS.values(), ids=HEADERS)
def test_repeated_headers_begin_a_quotation_that_has_no_end(fields: str) -> None:
    text = f"{OWN}\n\n________________________________\n{fields}\n\n{QUOTED}\n\n{QUOTED}\n"

    assert own(text) == [OWN]
    assert quotes.read(text).has_attribution


@pytest.mark.parametrize(
    "line",
    [
        "-----Original Message-----",
        "----- Original Message -----",
        "-----Özgün İleti-----",
        "----- Orijinal Mesaj -----",
        "-----Ursprüngliche Nachricht-----",
        "-----Message d'origine-----",
        "---------- Forwarded message ---------",
        "---------- Yönlendirilmiş ileti ---------",
        "Begin forwarded message:",
        "İletilen ileti başlangıcı:",
    ],
)
def test_an_announced_message_is_quoted(line: str) -> None:
    assert own(f"{OWN}\n\n{line}\n{QUOTED}\n") == [OWN]


def test_answers_between_quoted_lines_are_own() -> None:
    text = f"On 11.11.2026 17:40, Elif wrote:\n> {QUOTED}\n\n{OWN}\n\n> And when?\n\nNow."

    assert own(text) == [OWN, "Now."]


@pytest.mark.parametrize(
    "text",
    [
        "I wrote:\nthis myself",
        "On the third floor we need:\nforty lamps",
        "The price from: to: is open.",
        "From: Monday\nuntil Friday we are closed.",
        "Delivery: 12:30\nPlace: here",
        "This is not a ---------- delimiter.",
        "He said a lot.",
    ],
)
def test_a_sentence_that_looks_like_a_mark_is_own(text: str) -> None:
    assert own(text) == text.split("\n")


@pytest.mark.parametrize("delimiter", ["-- ", "--"])
def test_what_follows_a_delimiter_is_a_signature(delimiter: str) -> None:
    text = f"{OWN}\n{delimiter}\nDaniel\nBrightwell Clinics"

    assert quotes.split(text) == (
        Block("own", OWN),
        Block("signature", f"{delimiter}\nDaniel\nBrightwell Clinics"),
    )


def test_a_delimiter_with_a_long_text_below_it_is_none() -> None:
    text = "a\n--\n" + "b\n" * 30

    assert len(own(text)) == 32


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Get Outlook for Android<https://aka.ms/x>",
        "iPhone'umdan gönderildi",
        "Samsung Galaxy akıllı telefonumdan gönderildi.",
        "Von meinem Telefon gesendet",
        "Envoyé de mon iPhone",
    ],
)
def test_what_a_phone_signs_with_is_a_signature(line: str) -> None:
    assert own(f"{OWN}\n\n{line}\n\n> {QUOTED}") == [OWN]


def test_a_text_goes_on_below_what_a_phone_signs_with() -> None:
    assert own(f"{OWN}\n\nSent from my iPhone\n\nP.S. Thanks!") == [OWN, "P.S. Thanks!"]


def test_a_sentence_within_a_paragraph_is_not_what_a_phone_signs_with() -> None:
    text = "Sent from the warehouse on Monday,\nit should be with you today."

    assert own(text) == text.split("\n")


def test_below_an_attribution_that_begins_the_text_is_the_answer() -> None:
    text = f"On 11.11.2026 17:40, Elif wrote:\n\n{OWN}"

    assert own(text) == [OWN]


def test_a_forward_without_a_word_is_all_quoted() -> None:
    text = f"---------- Forwarded message ---------\nFrom: Elif\n\n{QUOTED}"

    assert own(text) == []


def test_nothing_is_one_empty_block() -> None:
    assert quotes.split("") == (Block("own", ""),)
