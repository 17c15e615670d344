"""What can be wrong with a mail server, one class per state of the world.

Every class has a `code` for the caller to translate by, and every error its `facts` (host,
port, the server's own words). The English sentence says what happened, what is safe, and
what to do.
"""

from __future__ import annotations

from collections import defaultdict
from typing import ClassVar

from kartotek.errors import RemoteError, Retry

LONGEST_WORDS = 300


class ServerTrouble(RemoteError):
    """A mail server could not be used.

    Args:
        facts: what the sentence names; never a secret.
    """

    code: ClassVar[str] = "server_trouble"
    sentence: ClassVar[str] = "The mail server could not be used. Try again later."
    advice: ClassVar[Retry] = Retry.BACK_OFF

    def __init__(self, **facts: str) -> None:
        """Write the sentence from the facts."""
        self.facts: dict[str, str] = facts
        super().__init__(self.sentence % defaultdict(str, facts), self.advice)


class HostNotFound(ServerTrouble):
    """The name service knows no such host."""

    code = "host_not_found"
    sentence = (
        "There is no server named %(host)s. Nothing was sent. "
        "Check the spelling of the server's name."
    )


class PortClosed(ServerTrouble):
    """The host is there, but nothing listens at this port."""

    code = "port_closed"
    sentence = (
        "The server %(host)s does not listen at port %(port)s. Nothing was sent. "
        "Check the port, or whether the service is switched on."
    )


class NoAnswer(ServerTrouble):
    """The server was silent for longer than it may be."""

    code = "no_answer"
    sentence = (
        "The server %(host)s did not answer at port %(port)s. What is here is unchanged. "
        "It is tried again; if this stays so, check the server's name and port."
    )


class ConnectionLost(ServerTrouble):
    """The server closed the connection, or the way to it broke."""

    code = "connection_lost"
    sentence = (
        "The connection to %(host)s broke off. What had arrived is kept. "
        "It goes on from there by itself."
    )
    advice = Retry.SOON


class TlsFailed(ServerTrouble):
    """The server and we could not agree on an encrypted connection."""

    code = "tls_failed"
    sentence = (
        "No encrypted connection to %(host)s at port %(port)s (%(reason)s). "
        "No password was sent. Check the port and the kind of encryption."
    )


class CertificateUntrusted(TlsFailed):
    """The server showed a certificate that proves nothing, or another name's."""

    code = "certificate_untrusted"
    sentence = (
        "The certificate of %(host)s is not trusted (%(reason)s). No password was sent. "
        "Check the server's name, or ask its administrator for a valid certificate."
    )


class TlsNotOffered(TlsFailed):
    """STARTTLS was asked for, and the server does not know it."""

    code = "tls_not_offered"
    sentence = (
        "The server %(host)s offers no encryption (STARTTLS) at port %(port)s. "
        "No password was sent. Choose TLS with its own port, usually 993 or 465."
    )


class TlsRequired(TlsFailed):
    """The server takes no password over an unencrypted connection."""

    code = "tls_required"
    sentence = (
        "The server %(host)s takes no password without encryption. No password was sent. "
        "Choose TLS or STARTTLS."
    )


class ServerSaidNo(ServerTrouble):
    """The server understood and declined; its words are in the facts."""

    code = "server_said_no"
    sentence = (
        "The server %(host)s declined %(command)s: %(said)s. What is here is unchanged. "
        "It is tried again later."
    )


class LoginRefused(ServerTrouble):
    """The server does not accept this login and password; trying again may lock the account."""

    code = "login_refused"
    sentence = (
        "The server %(host)s refused the login or the password: %(said)s. "
        "What is here is unchanged. Enter them again."
    )
    advice = Retry.NEVER


class AppPasswordNeeded(LoginRefused):
    """The provider wants a password made for this program, not the person's own."""

    code = "app_password_needed"
    sentence = (
        "The server %(host)s wants an app password: %(said)s. What is here is unchanged. "
        "Make an app password with your provider and enter it here."
    )


class Garbled(ServerTrouble):
    """The server's answer follows no standard we know."""

    code = "garbled"
    sentence = (
        "The server %(host)s answered something that cannot be read: %(said)s. "
        "What is here is unchanged. It is tried again later."
    )


def words_of(said: bytes | str, *secrets: str) -> str:
    """Return a server's words fit to be shown: one line, no control characters, no secret."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    for secret in filter(None, secrets):
        text = text.replace(secret, "***")
    printable = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(printable.split())[:LONGEST_WORDS].rstrip(".")
