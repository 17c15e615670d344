"""What servers and mail programs call the special folders where the server itself does not say.

English and Turkish first, then the languages of the customers our users write to.
"""

from __future__ import annotations

_LISTS = {
    "sent": """
        sent, sent items, sent messages, sent mail, outbox sent, gönderilmiş öğeler,
        gönderilen öğeler, gönderilmiş postalar, gönderilen, gönderilenler, gönderilmiş,
        gönderilmiş ileti, gönderilmiş iletiler, gesendet, gesendete elemente,
        gesendete objekte, gesendete nachrichten, envoyés, éléments envoyés, messages envoyés,
        enviados, elementos enviados, itens enviados, inviata, posta inviata, elementi inviati,
        verzonden, verzonden items, wysłane, elementy wysłane, odeslaná pošta, odeslané,
        отправленные, skickat, lähetetyt, sendt
    """,
    "drafts": """
        drafts, draft, taslaklar, taslak, entwürfe, entwurf, brouillons, borradores, rascunhos,
        bozze, concepten, szkice, koncepty, rozepsané, черновики, utkast, luonnokset, kladder
    """,
    "archive": """
        archive, archives, arşiv, archiv, archivo, arquivo, archivio, archief, archiwum, архив,
        arkiv
    """,
    "junk": """
        junk, junk email, junk e-mail, junk mail, spam, bulk mail, bulk, gereksiz,
        gereksiz e-posta, önemsiz, önemsiz e-posta, istenmeyen, istenmeyen posta,
        istenmeyen e-posta, unerwünscht, spamverdacht, junk-e-mail, courrier indésirable,
        indésirables, pourriel, correo no deseado, lixo eletrônico, posta indesiderata,
        ongewenste e-mail, wiadomości-śmieci, nevyžádaná pošta, спам, skräppost, roskaposti
    """,
    "trash": """
        trash, deleted, deleted items, deleted messages, bin, çöp, çöp kutusu, silinmiş öğeler,
        silinen öğeler, silinmiş, silinenler, silinmiş iletiler, papierkorb, gelöscht,
        gelöschte elemente, gelöschte objekte, corbeille, éléments supprimés, papelera,
        elementos eliminados, lixeira, itens excluídos, cestino, posta eliminata, prullenbak,
        verwijderde items, kosz, koš, odstraněná pošta, удаленные, корзина, borttaget, roskakori
    """,
}

KNOWN_NAMES: dict[str, tuple[str, ...]] = {
    use: tuple(name.strip() for name in names.split(",")) for use, names in _LISTS.items()
}
