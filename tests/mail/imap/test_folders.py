"""What folders are for, when the server says and when it does not."""

from __future__ import annotations

import pytest

from kartotek.mail.imap.answers import Record, read_answer
from kartotek.mail.imap.folders import (
    RemoteFolder,
    _folder,
    decoded,
    encoded,
    with_guesses,
)


def listed(*records: Record) -> RemoteFolder:
    return _folder(read_answer(list(records)))


def plain(name: str, use: str = "", delimiter: str = "/") -> RemoteFolder:
    return RemoteFolder(name, encoded(name), delimiter, use, is_selectable=True)


def uses(*folders: RemoteFolder) -> dict[str, str]:
    return {folder.name: folder.special_use for folder in with_guesses(folders)}


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("Sent Items", "sent"),
        ("Gönderilmiş Öğeler", "sent"),
        ("GÖNDERİLMİŞ ÖĞELER", "sent"),
        ("Taslaklar", "drafts"),
        ("Çöp Kutusu", "trash"),
        ("Silinmiş Öğeler", "trash"),
        ("Gereksiz", "junk"),
        ("Önemsiz E-posta", "junk"),
        ("Arşiv", "archive"),
        ("Gesendete Elemente", "sent"),
        ("Entwürfe", "drafts"),
        ("Papierkorb", "trash"),
        ("INBOX/Sent", "sent"),
        ("[Gmail]/Taslaklar", "drafts"),
        ("Müşteriler/Sent", ""),
        ("Sent to customers", ""),
    ],
)
def test_well_known_names_are_recognised(name: str, use: str) -> None:
    assert uses(plain(name))[name] == use


def test_what_the_server_says_is_not_overruled() -> None:
    found = uses(plain("Sent"), plain("Giden", "sent"), plain("Drafts", "all"))

    assert found == {"Sent": "", "Giden": "sent", "Drafts": "all"}


def test_a_use_is_given_to_one_folder_only() -> None:
    assert uses(plain("Sent"), plain("Sent Items")) == {"Sent": "sent", "Sent Items": ""}


def test_the_server_marks_are_read() -> None:
    folder = listed(b'* LIST (\\HasNoChildren \\SENT) "." Posta.Giden')

    assert (folder.special_use, folder.delimiter) == ("sent", ".")
    assert folder.is_selectable


@pytest.mark.parametrize("mark", [b"\\Noselect", b"\\NonExistent"])
def test_folders_that_hold_no_mail_are_not_selectable(mark: bytes) -> None:
    assert not listed(b"* LIST (" + mark + b') "/" "[Gmail]"').is_selectable


@pytest.mark.parametrize(
    ("records", "name"),
    [
        ((b'* LIST () "/" "a \\"b\\" \\\\c"',), 'a "b" \\c'),
        ((b"* LIST () NIL inbox",), "inbox"),
        ((b'* LIST () "/" a[b',), "a[b"),
        ((b'* LIST () "/" 2026 ("CHILDINFO" ("SUBSCRIBED"))',), "2026"),
        (((b'* LIST () "/" {9}', b"three\r\nx,"), b""), "three\r\nx,"),
        ((b'* LIST () "/" "&AV4-i&AV8-li"',), "Şişli"),
        (('* LIST () "/" "Şişli"'.encode(),), "Şişli"),
        ((b'* LIST () "/" "R&D"',), "R&D"),
    ],
)
def test_names_are_read_however_they_are_written(records: tuple[Record, ...], name: str) -> None:
    assert listed(*records).name == name


def test_a_name_in_no_encoding_is_shown_but_not_selectable() -> None:
    folder = listed(b'* LIST () "/" "\xde\xfe"')

    assert not folder.is_selectable


@pytest.mark.parametrize("name", ["Müşteriler", "R&D", "日本語 & more", "İhracat/2026", "a&-b"])
def test_a_name_survives_the_way_there_and_back(name: str) -> None:
    assert decoded(encoded(name).encode()) == name
