"""Where a mailbox is and how to get in, as its user types it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from kartotek.errors import Invalid
from kartotek.mail.models.mailbox import Mailbox, Security

LONGEST_HOST = 255


@dataclass(frozen=True)
class Account:
    """An address, its servers and the login; the password is handed over apart."""

    address: str
    login: str = ""
    imap_host: str = ""
    imap_port: int = 993
    imap_security: str = Security.TLS
    smtp_host: str = ""
    smtp_port: int = 465
    smtp_security: str = Security.TLS

    def goes_where(self, mailbox: Mailbox) -> bool:
        """Return whether the password would be sent to no other server than the mailbox's own.

        Somebody at an unlocked screen must not have it sent to a server of theirs, nor in the
        open.
        """
        mine = {(self.imap_host, self.imap_security), (self.smtp_host, self.smtp_security)}
        known = {
            (mailbox.imap_host, mailbox.imap_security),
            (mailbox.smtp_host, mailbox.smtp_security),
        }
        return all(not host or (host, security) in known for host, security in mine)


def checked(account: Account, *, needs_server: bool = False) -> dict[str, Any]:
    """Return the account's values tidied; the address signs in where no login is given.

    Args:
        account: as typed.
        needs_server: whether an account without an IMAP server is refused.

    Raises:
        Invalid: some values cannot be used; all of them are named.
    """
    values = {
        name: value.strip() if isinstance(value, str) else value
        for name, value in asdict(account).items()
    }
    values["login"] = values["login"] or values["address"]
    wrong = _wrong(values, needs_server=needs_server)
    if wrong:
        raise Invalid(" ".join(wrong.values()), wrong)
    return values


def _wrong(values: dict[str, Any], *, needs_server: bool) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if not _is_address(values["address"]):
        wrong["address"] = _("Enter an email address such as name@firm.example.")
    if needs_server and not values["imap_host"]:
        wrong["imap_host"] = _("Enter the server's name.")
    for kind in ("imap", "smtp"):
        if not _is_host(values[f"{kind}_host"]):
            wrong[f"{kind}_host"] = _("Enter a server's name such as mail.firm.example.")
        if not 0 < values[f"{kind}_port"] < 65536:
            wrong[f"{kind}_port"] = _("Enter a port between 1 and 65535.")
        if values[f"{kind}_security"] not in Security.values:
            wrong[f"{kind}_security"] = _("Choose how the connection is protected.")
    return wrong


def _is_address(value: str) -> bool:
    try:
        validate_email(value)
    except ValidationError:
        return False
    return len(value) <= 254


def _is_host(value: str) -> bool:
    """Return whether this can be a host's name or address; empty means there is none."""
    return len(value) <= LONGEST_HOST and not set(value) & set(" /\\@\t")
