"""What can be wrong with an IMAP server: the states every server shares, and IMAP's own."""

from __future__ import annotations

from kartotek.errors import Retry
from kartotek.mail.connection.errors import (
    AppPasswordNeeded,
    CertificateUntrusted,
    ConnectionLost,
    Garbled,
    HostNotFound,
    LoginRefused,
    NoAnswer,
    PortClosed,
    ServerSaidNo,
    ServerTrouble,
    TlsFailed,
    TlsNotOffered,
    TlsRequired,
    words_of,
)


class NotAnImapServer(ServerTrouble):
    """Something else than IMAP listens at this port."""

    code = "not_imap"
    sentence = (
        "What answers at %(host)s, port %(port)s, is not an IMAP server. No password was sent. "
        "Check the port; IMAP is usually 993."
    )


class ImapSwitchedOff(LoginRefused):
    """The provider knows the account, but its owner has not allowed IMAP."""

    code = "imap_switched_off"
    sentence = (
        "The provider has IMAP switched off for this account: %(said)s. "
        "What is here is unchanged. Switch IMAP on in the provider's settings and try again."
    )


class FolderGone(ServerSaidNo):
    """The server has no such folder any more."""

    code = "folder_gone"
    sentence = (
        "The server %(host)s has no folder %(folder)s any more: %(said)s. "
        "The messages that came from it are kept. Choose the folders again."
    )
    advice = Retry.BACK_OFF


STATES: tuple[type[ServerTrouble], ...] = (
    AppPasswordNeeded,
    CertificateUntrusted,
    ConnectionLost,
    FolderGone,
    Garbled,
    HostNotFound,
    ImapSwitchedOff,
    LoginRefused,
    NoAnswer,
    NotAnImapServer,
    PortClosed,
    ServerSaidNo,
    TlsFailed,
    TlsNotOffered,
    TlsRequired,
)

__all__ = [
    "STATES",
    "AppPasswordNeeded",
    "CertificateUntrusted",
    "ConnectionLost",
    "FolderGone",
    "Garbled",
    "HostNotFound",
    "ImapSwitchedOff",
    "LoginRefused",
    "NoAnswer",
    "NotAnImapServer",
    "PortClosed",
    "ServerSaidNo",
    "ServerTrouble",
    "TlsFailed",
    "TlsNotOffered",
    "TlsRequired",
    "words_of",
]
