"""What somebody says of themselves below an email."""

from __future__ import annotations

from kartotek.linking.rules import Signature, read_signature

AYSE = {"name": "Ayşe Demir", "address": "ayse@marmaraotel.example"}


def test_title_organization_and_phone_stand_below_the_name() -> None:
    text = (
        "Merhaba,\n\nFiyat alabilir miyim?\n\nSaygılarımla,\nAyşe Demir\nSatın Alma Müdürü\n"
        "Marmara Otelcilik A.Ş.\nFaks: +90 212 555 01 43\nTel: +90 212 555 01 42\nwww.x.example"
    )

    assert read_signature(text, **AYSE) == Signature(
        "Satın Alma Müdürü", "+90 212 555 01 42", "Marmara Otelcilik A.Ş."
    )


def test_the_title_may_stand_beside_the_name_and_the_domain_names_the_firm() -> None:
    text = "Hi\n\n--\nAyşe Demir | Head of Purchasing\nMarmara Otelcilik\nT: 0212 555 01 42"

    assert read_signature(text, **AYSE) == Signature(
        "Head of Purchasing", "0212 555 01 42", "Marmara Otelcilik"
    )


def test_a_greeting_without_the_name_says_nothing() -> None:
    assert read_signature("Please call 0212 555 01 42.\nThanks", **AYSE) == Signature()


def test_a_sentence_is_no_title() -> None:
    assert read_signature("Ayşe Demir\nSee you on Monday then.", **AYSE) == Signature()


def test_a_free_mail_domain_names_no_organization() -> None:
    found = read_signature("Ayşe Demir\nGmail fan", name="Ayşe Demir", address="ayse@gmail.com")

    assert found.organization == ""


def test_title_and_organization_may_share_a_line() -> None:
    text = "--\nAyşe Demir\nGeneral manager, Marmara Otelcilik A.Ş.\n+90 212 555 01 40"

    assert read_signature(text, **AYSE) == Signature(
        "General manager", "+90 212 555 01 40", "Marmara Otelcilik A.Ş."
    )
