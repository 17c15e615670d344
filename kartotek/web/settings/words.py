"""What mailboxes say, in words: how they are, what went wrong, and what a test found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from kartotek.mail.connection.report import ProbeStep
from kartotek.mail.models.mailbox import MailboxStatus
from kartotek.mail.queries.mailboxes import MailboxRow
from kartotek.web.settings.troubles import ON_FIRST, OTHERWISE, TROUBLES


@dataclass(frozen=True)
class Told:
    """A trouble in three parts: what happened, what is safe, what to do."""

    what: str
    safe: str
    do: str


@dataclass(frozen=True)
class Badge:
    """How a mailbox is, in two words, with a sign."""

    text: str
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Found:
    """One step of a connection test."""

    label: str
    text: str
    tone: str
    icon: str


STEPS: Mapping[str, str | Promise] = {
    "dns": _lazy("Server name"),
    "connect": _lazy("Connection"),
    "tls": _lazy("Encryption"),
    "login": _lazy("Sign-in"),
    "folders": _lazy("Folders"),
}


def trouble(code: str, facts: Mapping[str, str]) -> Told:
    """Return the words for a trouble of `mail/imap/errors.py`; of an unknown one, the general."""
    what, safe, do = TROUBLES.get(code, OTHERWISE)
    named = defaultdict(str, facts)
    happened = str(what) % named
    if facts.get("said"):
        said = _("It said: “%(said)s”.") % {"said": facts["said"]}
        happened = f"{happened} {said}"
    return Told(happened, str(safe) % named, str(do) % named)


def badge(row: MailboxRow) -> Badge:
    """Return how a mailbox is."""
    if row.status == MailboxStatus.SYNCING and row.expected_count:
        return Badge(_("Fetching, %(percent)s%%") % {"percent": row.percent}, "accent", "loader")
    return {
        MailboxStatus.NEW: Badge(_("Waiting for the first sync"), "", "clock"),
        MailboxStatus.SYNCING: Badge(_("Looking for mail"), "accent", "loader"),
        MailboxStatus.WATCHING: Badge(_("Up to date"), "ok", "check"),
        MailboxStatus.TROUBLED: Badge(_("Trying again"), "warn", "refresh-cw"),
        MailboxStatus.NEEDS_YOU: Badge(_("Needs you"), "danger", "triangle-alert"),
        MailboxStatus.DISCONNECTED: Badge(_("Disconnected"), "", "unplug"),
        MailboxStatus.OFFLINE: Badge(_("Imported mail only"), "", "folder-input"),
    }[MailboxStatus(row.status)]


def found(step: ProbeStep, *, is_first: bool = False) -> Found:
    """Return what a step of a connection test found; `is_first`: the account is not here yet."""
    label = str(STEPS[step.name])
    if not step.ok:
        told = trouble(step.code, step.facts)
        advice = str(ON_FIRST[step.code]) if is_first and step.code in ON_FIRST else told.do
        return Found(label, f"{told.what} {advice}", "danger", "circle-x")
    if step.code == "not_encrypted":
        return Found(
            label,
            _("Not encrypted: whoever is on the way can read the password."),
            "warn",
            "triangle-alert",
        )
    return Found(label, _worked(step), "ok", "circle-check")


def _worked(step: ProbeStep) -> str:
    if step.name == "folders":
        count = int(step.detail) if step.detail.isdecimal() else 0
        text = ngettext("%(count)s folder can be read.", "%(count)s folders can be read.", count)
        return text % {"count": count}
    texts = {
        "dns": _("The name leads to %(detail)s."),
        "connect": _("Port %(detail)s answers."),
        "tls": _("Encrypted with %(detail)s."),
        "login": _("Signed in as %(detail)s."),
    }
    return texts[step.name] % {"detail": step.detail}
