"""The fields of an account, as they are typed and as they are shown."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kartotek.mail.discovery import Settings
from kartotek.mail.models.mailbox import History, Security
from kartotek.mail.operations.account import Account
from kartotek.web.render import Typed

REQUIRED = {"required": _("Enter your email address.")}
IMAP_PORTS = {Security.TLS: 993, Security.STARTTLS: 143, Security.NONE: 143}
SMTP_PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}

# What a search for servers found, in words; keyed by `source` and `note` of mail/discovery.py.
SOURCES = {
    "known": _("These are the servers of your provider."),
    "announced": _("Your domain announces these servers."),
    "mx": _("Your domain's mail is with this provider."),
    "guessed": _("These servers exist, but nothing says they are the right ones: test them."),
    "": _("No servers were found for this address. Ask your provider for them."),
}
NOTES = {
    "app_password": _("This provider wants an app password: make one there and enter it here."),
    "oauth_only": _(
        "This provider lets programs in by its own sign-in page only, which Kartotek does not "
        "have yet. A password will be refused."
    ),
    "switch_imap_on": _("Switch IMAP on in this provider's settings first."),
}


class ServersForm(forms.Form):
    """Where a mailbox is and how to get in; only the address must be known."""

    address = forms.CharField(max_length=254, error_messages=REQUIRED)
    password = forms.CharField(required=False, strip=False, max_length=1000)
    login = forms.CharField(required=False, max_length=255)
    imap_host = forms.CharField(required=False, max_length=255)
    imap_port = forms.IntegerField(required=False, min_value=1, max_value=65535)
    imap_security = forms.ChoiceField(required=False, choices=Security.choices)
    smtp_host = forms.CharField(required=False, max_length=255)
    smtp_port = forms.IntegerField(required=False, min_value=1, max_value=65535)
    smtp_security = forms.ChoiceField(required=False, choices=Security.choices)


class AddAccountForm(ServersForm):
    """An account and how it is to be synced."""

    history = forms.ChoiceField(choices=History.choices)
    automatic_linking = forms.BooleanField(required=False)


class TrialForm(ServersForm):
    """An account to be tried; `mailbox` is its number when it is here already."""

    mailbox = forms.IntegerField(required=False)


def account_of(typed: dict[str, Any]) -> Account:
    """Return what was typed; a port that was left out is the usual one."""
    imap_security = Security(typed["imap_security"] or Security.TLS)
    smtp_security = Security(typed["smtp_security"] or Security.TLS)
    return Account(
        address=typed["address"],
        login=typed["login"],
        imap_host=typed["imap_host"],
        imap_port=typed["imap_port"] or IMAP_PORTS[imap_security],
        imap_security=imap_security,
        smtp_host=typed["smtp_host"],
        smtp_port=typed["smtp_port"] or SMTP_PORTS[smtp_security],
        smtp_security=smtp_security,
    )


def shown(account: Account) -> Typed:
    """Return an account as the fields show it."""
    return Typed(asdict(account))


def told(found: Settings | None) -> list[str]:
    """Return what is said about servers that were found, or not found."""
    said = [SOURCES[found.source if found else ""]]
    if found and found.note in NOTES:
        said.append(NOTES[found.note])
    return [str(line) for line in said]
