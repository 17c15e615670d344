"""What can be wrong with an account, in three parts: what happened, what is safe, what to do.

Keyed by the codes of `mail/imap/errors.py` and `mail/smtp`.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = tuple[str | Promise, str | Promise, str | Promise]

NOTHING_SENT = _("No password was sent, and the mail that is here is kept.")
KEPT = _("The mail that is here is kept.")

TROUBLES: Mapping[str, Words] = {
    "host_not_found": (
        _("There is no server named %(host)s."),
        NOTHING_SENT,
        _("Check the spelling of the server's name."),
    ),
    "port_closed": (
        _("The server %(host)s does not listen at port %(port)s."),
        NOTHING_SENT,
        _("Check the port, or whether the service is switched on."),
    ),
    "no_answer": (
        _("The server %(host)s did not answer at port %(port)s."),
        KEPT,
        _("Check the server's name and port; a firewall may also be in the way."),
    ),
    "connection_lost": (
        _("The connection to %(host)s broke off."),
        KEPT,
        _("Sync goes on from where it stopped as soon as the server answers."),
    ),
    "tls_failed": (
        _("No encrypted connection to %(host)s at port %(port)s could be made."),
        NOTHING_SENT,
        _("Check the port and the kind of encryption."),
    ),
    "certificate_untrusted": (
        _("The certificate of %(host)s is not trusted (%(reason)s)."),
        NOTHING_SENT,
        _("Check the server's name, or ask its administrator for a valid certificate."),
    ),
    "tls_not_offered": (
        _("The server %(host)s offers no STARTTLS at port %(port)s."),
        NOTHING_SENT,
        _("Choose TLS with its own port, usually 993 for IMAP and 465 for SMTP."),
    ),
    "tls_required": (
        _("The server %(host)s takes no password without encryption."),
        NOTHING_SENT,
        _("Choose TLS or STARTTLS."),
    ),
    "server_said_no": (
        _("The server %(host)s declined."),
        KEPT,
        _("If this stays so, ask your mail provider."),
    ),
    "login_refused": (
        _("The server %(host)s refused the login or the password."),
        KEPT,
        _("Enter the password again; sync goes on from where it stopped."),
    ),
    "app_password_needed": (
        _("The server %(host)s wants an app password."),
        KEPT,
        _("Make an app password with your provider and enter it here."),
    ),
    "imap_switched_off": (
        _("Your provider has IMAP switched off for this account."),
        KEPT,
        _("Switch IMAP on in the provider's settings, then enter the password again."),
    ),
    "not_imap": (
        _("What answers at %(host)s, port %(port)s, is not an IMAP server."),
        NOTHING_SENT,
        _("Check the port; IMAP is usually 993."),
    ),
    "not_smtp": (
        _("What answers at %(host)s, port %(port)s, is not an SMTP server."),
        NOTHING_SENT,
        _("Check the port; SMTP is usually 465 or 587."),
    ),
    "folder_gone": (
        _("The server %(host)s has no folder %(folder)s any more."),
        KEPT,
        _("Nothing is needed: the other folders are synced on."),
    ),
    "garbled": (
        _("The server %(host)s answered something that cannot be read."),
        KEPT,
        _("If this stays so, check the server's name and port."),
    ),
    "password_unreadable": (
        _("The password of this account cannot be read with the keys of this installation."),
        KEPT,
        _("Enter the password again; sync goes on from where it stopped."),
    ),
    "store_unwell": (
        _("Kartotek could not keep new mail."),
        _("Nothing is lost: it is still on the server."),
        _("If this stays so, ask whoever runs Kartotek to look at its disk and its log."),
    ),
}

ON_FIRST: Mapping[str, str | Promise] = {
    "connection_lost": _("Try again in a moment."),
    "login_refused": _("Check the login and the password."),
    "imap_switched_off": _("Switch IMAP on in the provider's settings, then try again."),
}
"""What to do before the account is here: there is nothing yet that could go on."""

OTHERWISE: Words = (
    _("The mail server could not be used."),
    KEPT,
    _("If this stays so, ask your mail provider."),
)
