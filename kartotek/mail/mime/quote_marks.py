"""How mailers announce a quotation, by language: one row a language, one column a mark.

A new language is a new row. Words are in lower case; `quotes.py` compares them casefolded.

Source: the texts of Outlook, Gmail, Apple Mail, Thunderbird, Yandex and mobile mailers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple


class Marks(NamedTuple):
    """The marks of one language.

    Args:
        wrote: ends of an attribution line, as in "On Monday Zeynep wrote:".
        sender, sent, to, subject: names of the fields Outlook repeats above a quotation.
        original: what stands in a line like "-----Original Message-----".
        forwarded: lines that announce a forwarded message.
        sent_from: beginnings of what phones and webmailers sign with.
        sent_by: ends of it, where the language puts the verb last.
    """

    wrote: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    original: tuple[str, ...] = ()
    forwarded: tuple[str, ...] = ()
    sent_from: tuple[str, ...] = ()
    sent_by: tuple[str, ...] = ()


LANGUAGES: Final[dict[str, Marks]] = {
    "en": Marks(
        wrote=("wrote", "writes", "said"),
        sender=("from",),
        sent=("sent", "date"),
        to=("to", "cc", "bcc", "reply-to"),
        subject=("subject",),
        original=("original message", "original appointment"),
        forwarded=("forwarded message", "begin forwarded message"),
        sent_from=(
            "sent from",
            "sent via",
            "sent on the go",
            "get outlook for",
            "download outlook for",
        ),
    ),
    "tr": Marks(
        wrote=("yazdı", "şunu yazdı", "şunları yazdı", "şöyle yazdı", "yazmış"),
        sender=("kimden", "gönderen"),
        sent=("gönderildi", "gönderilme tarihi", "gönderme tarihi", "gönderim tarihi", "tarih"),
        to=("kime", "alıcı", "bilgi", "gizli"),
        subject=("konu",),
        original=(
            "özgün ileti",
            "özgün mesaj",
            "orijinal ileti",
            "orijinal mesaj",
            "orjinal mesaj",
            "asıl ileti",
        ),
        forwarded=(
            "yönlendirilmiş ileti",
            "yönlendirilen ileti",
            "iletilmiş ileti",
            "iletilen ileti",
            "iletilmiş mesaj",
            "iletilen ileti başlangıcı",
            "yönlendirilen ileti başlangıcı",
            "iletilen mesajın başlangıcı",
        ),
        sent_by=(
            "iphone'umdan gönderildi",
            "iphone’umdan gönderildi",
            "ipad'imden gönderildi",
            "ipad’imden gönderildi",
            "cihazımdan gönderildi",
            "telefonumdan gönderildi",
            "uygulamasından gönderildi",
            "mail'den gönderildi",
            "outlook'tan gönderildi",
            "outlook for android'i edinin",
            "outlook for ios'u edinin",
            "outlook’u edinin",
            "outlook'u edinin",
        ),
    ),
    "de": Marks(
        wrote=("schrieb", "geschrieben"),
        sender=("von",),
        sent=("gesendet", "datum"),
        to=("an", "kopie"),
        subject=("betreff",),
        original=("ursprüngliche nachricht", "originalnachricht", "ursprüngliche mitteilung"),
        forwarded=("weitergeleitete nachricht", "anfang der weitergeleiteten nachricht"),
        sent_from=("gesendet von", "von meinem", "diese nachricht wurde von meinem"),
    ),
    "fr": Marks(
        wrote=("a écrit", "écrit"),
        sender=("de", "expéditeur"),
        sent=("envoyé", "date"),
        to=("à", "pour", "destinataire"),
        subject=("objet", "sujet"),
        original=("message d'origine", "message d’origine", "message original"),
        forwarded=("message transféré", "début du message réexpédié", "début du message transféré"),
        sent_from=("envoyé de", "envoyé depuis", "envoyé à partir de", "télécharger outlook"),
    ),
    "es": Marks(
        wrote=("escribió", "escribio"),
        sender=("de",),
        sent=("enviado", "enviado el", "fecha"),
        to=("para",),
        subject=("asunto",),
        original=("mensaje original",),
        forwarded=("mensaje reenviado", "inicio del mensaje reenviado"),
        sent_from=("enviado desde", "obtener outlook"),
    ),
    "pt": Marks(
        wrote=("escreveu",),
        sender=("de",),
        sent=("enviado", "enviada em", "data"),
        to=("para",),
        subject=("assunto",),
        original=("mensagem original",),
        forwarded=("mensagem encaminhada", "início da mensagem encaminhada"),
        sent_from=("enviado do", "enviado de", "obter o outlook"),
    ),
    "it": Marks(
        wrote=("ha scritto",),
        sender=("da",),
        sent=("inviato", "data"),
        to=("a",),
        subject=("oggetto",),
        original=("messaggio originale",),
        forwarded=("messaggio inoltrato", "inizio messaggio inoltrato"),
        sent_from=("inviato da", "scarica outlook"),
    ),
    "nl": Marks(
        wrote=("schreef", "geschreven"),
        sender=("van",),
        sent=("verzonden", "datum"),
        to=("aan",),
        subject=("onderwerp",),
        original=("oorspronkelijk bericht", "origineel bericht"),
        forwarded=("doorgestuurd bericht", "begin doorgestuurd bericht"),
        sent_from=("verzonden vanaf", "verstuurd vanaf"),
    ),
    "nordic": Marks(
        wrote=("skrev", "kirjoitti"),
        sender=("fra", "från", "lähettäjä"),
        sent=("sendt", "skickat", "lähetetty", "dato", "datum"),
        to=("til", "till", "vastaanottaja"),
        subject=("emne", "ämne", "aihe"),
        original=(
            "opprinnelig melding",
            "oprindelig meddelelse",
            "ursprungligt meddelande",
            "originalmeddelande",
            "alkuperäinen viesti",
        ),
        forwarded=("videresendt melding", "vidarebefordrat meddelande", "videresendt besked"),
        sent_from=("sendt fra", "skickat från", "lähetetty"),
    ),
    "slavic": Marks(
        wrote=("napisał", "napisał(a)", "napsal", "napsal(a)", "пишет", "писал", "писал(а)",
               "написал", "написала", "написав", "пише"),
        sender=("od", "от", "від", "от кого"),
        sent=("wysłano", "data", "odesláno", "отправлено", "дата", "надіслано", "послано"),
        to=("do", "komu", "кому"),
        subject=("temat", "předmět", "predmet", "тема"),
        original=("wiadomość oryginalna", "původní zpráva", "исходное сообщение",
                  "пересылаемое сообщение"),
        forwarded=("wiadomość przekazana", "přeposlaná zpráva", "пересылаемое сообщение"),
        sent_from=("wysłano z", "wysłane z", "odesláno z", "отправлено с"),
    ),
    "asian": Marks(
        wrote=("写道", "寫道", "書きました", "のメール", "님이 작성"),
        sender=("发件人", "寄件者", "差出人", "보낸 사람"),
        sent=("发送时间", "日期", "傳送時間", "送信日時", "보낸 날짜"),
        to=("收件人", "收件者", "宛先", "받는 사람"),
        subject=("主题", "主旨", "件名", "제목"),
        original=("原始邮件", "原始郵件", "元のメッセージ", "원본 메시지"),
        forwarded=("转发的邮件", "転送メッセージ", "轉寄郵件"),
        sent_from=("发自我的", "從我的"),
    ),
    "greek": Marks(
        wrote=("έγραψε",),
        sender=("από",),
        sent=("στάλθηκε", "ημερομηνία"),
        to=("προσ",),
        subject=("θέμα",),
        original=("αρχικό μήνυμα",),
        forwarded=("προωθημένο μήνυμα",),
        sent_from=("στάλθηκε από",),
    ),
}  # fmt: skip


def any_of(column: str, languages: Iterable[str] = LANGUAGES) -> str:
    """Return a pattern for any mark in one column, the longest first."""
    found = {word for language in languages for word in getattr(LANGUAGES[language], column)}
    return "|".join(re.escape(word) for word in sorted(found, key=lambda word: (-len(word), word)))
