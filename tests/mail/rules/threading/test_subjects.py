"""Whether a subject says enough to recognise a conversation by."""

from __future__ import annotations

import pytest

from kartotek.lib.text import fold, tokens
from kartotek.mail.rules.threading import is_generic_subject
from kartotek.mail.rules.threading.subjects import GENERIC_WORDS


@pytest.mark.parametrize(
    "subject",
    [
        "",
        "Merhaba",
        "Fiyat teklifi",
        "Teklif talebi hk.",
        "Sipariş",
        "Hello",
        "Price list 2027",
        "Your order",
        "Meeting on Tue 12",
        "Toplantı 2026",
        "Rechnung",
        "İYİ GÜNLER",
        "???",
    ],
)
def test_a_commonplace_subject_proves_nothing(subject: str) -> None:
    assert is_generic_subject(fold(subject))


@pytest.mark.parametrize(
    "subject",
    [
        "Numune aydınlatma, oda 412",
        "Corridor lighting for the Leeds clinic",
        "Fatura 48213",
        "Sipariş no. KI-20991",
        "Çınar showroom",
        "Bodrum: zaman planı",
        "Liman sahası projektör teklifi hk.",
    ],
)
def test_a_telling_subject_can_be_recognised(subject: str) -> None:
    assert not is_generic_subject(fold(subject))


def test_the_commonplace_words_are_spelled_as_subjects_are_compared() -> None:
    assert {word for word in GENERIC_WORDS if tokens(word) != [word]} == set()
