"""Whether a subject says enough to recognise a conversation by."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")

MIN_TELLING_CHARS: Final = 6
MIN_NUMBER_CHARS: Final = 4

# Folded as `kartotek.lib.text.fold` does it: what people write above anything, in the languages
# our users write.
_ENGLISH: Final = """
    about again agenda agreement answer approval attached attachment call catalogue confirmation
    contract copy date delivery details document documents draft email feedback file files follow
    following form good hello help important info information inquiry enquiry invoice invoices
    issue latest letter list mail meeting message monthly morning need news next note notes
    offer offers only order orders payment photos pictures plan please price prices problem
    project proposal question questions quick quotation quote regarding reminder reply report
    request sample samples schedule subject support test thank thanks this today tomorrow update
    urgent visit week weekly with your
"""
_TURKISH: Final = """
    acil bilgi bilgilendirme bilginize deneme dosya dosyalar ekli ekte eposta evrak fatura
    faturalar faturasi fiyat fiyatlar formu gorusme guncel gunaydin gunler hakkinda hatirlatma
    icin iletisim ilgili irsaliye iyi katalog konu konusu liste listesi merhaba merhabalar mesaj
    numune odeme onay onemli rapor sayin selam selamlar siparis siparisi sorular sorunuz sozlesme
    sunum talebi talep taslak teklif teklifi teklifimiz teklifiniz teslimat tesekkur tesekkurler
    tarih toplanti toplantisi yanit yardim yeni
"""
_OTHERS: Final = """
    angebot anfrage antwort auftrag besprechung bestellung bitte dringend frage hallo rechnung
    termin unterlagen bonjour commande demande devis document facture merci question reponse
    reunion urgent factura hola pedido presupuesto pregunta respuesta saludos buongiorno fattura
    offerta ordine preventivo richiesta riunione bestelling factuur offerte vraag
"""
GENERIC_WORDS: Final = frozenset(f"{_ENGLISH} {_TURKISH} {_OTHERS}".split())


@lru_cache(maxsize=4096)
def is_generic_subject(base_subject: str) -> bool:
    """Whether so many unrelated mails may have this subject that it proves nothing.

    What counts are the letters of words that are neither commonplace nor tiny, and numbers long
    enough to name something, such as an order; a year names nothing.

    Args:
        base_subject: without prefixes of replies and forwards, folded.
    """
    words = _WORD.findall(base_subject)
    if any(_names_something(word) for word in words):
        return False
    telling = [word for word in words if not word.isdigit() and word not in GENERIC_WORDS]
    return sum(len(word) for word in telling if len(word) > 3) < MIN_TELLING_CHARS


def _names_something(word: str) -> bool:
    """Whether a word is a number, or holds one, that is given out once."""
    if word.isalpha():
        return False
    digits = sum(character.isdigit() for character in word)
    return digits >= MIN_NUMBER_CHARS and not _YEAR.fullmatch(word)
