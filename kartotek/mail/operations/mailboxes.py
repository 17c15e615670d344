"""Connecting mailboxes and changing how they are synced; only their user does."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import Invalid, Refused
from kartotek.history.operations import changes, record
from kartotek.lib.addresses import address_key, is_well_formed
from kartotek.mail.credentials import sealed
from kartotek.mail.models import Folder, LeftOut, Mailbox
from kartotek.mail.models.mailbox import History, MailboxKind, MailboxStatus
from kartotek.mail.operations.account import Account, checked
from kartotek.mail.queries.mailboxes import mailbox_of
from kartotek.users.queries import user_of
from kartotek.users.viewer import Viewer


class NotConnected(Refused):
    """The mailbox has no server to ask: it was disconnected, or holds imported mail only."""


@dataclass(frozen=True)
class SyncChoices:
    """How a mailbox is synced, as its user chooses in the set-up dialog."""

    history: str = History.DAYS_3
    automatic_linking: bool = True
    shares_by_default: bool = True


@transaction.atomic
def add_mailbox(
    *, by: Viewer, at: datetime, account: Account, password: str, choices: SyncChoices
) -> Mailbox:
    """Connect a mailbox of the user `by` and return it; the first one becomes the default.

    Without an IMAP server it takes imported mail only.

    Raises:
        Invalid: a value cannot be used, or the user has this mailbox already.
        NotFound: `by` is not a person.
    """
    values = checked(account)
    key = address_key(account.address)
    user = user_of(viewer=by)
    own = Mailbox.objects.filter(company_id=by.company_id, user=user)
    if own.filter(key=key).exists():
        known = _("You have added this address already. Reconnect it instead.")
        raise Invalid(known, {"address": known})
    if values["imap_host"] and not password:
        raise _password_missing()
    mailbox = Mailbox.objects.create(
        company_id=by.company_id,
        user=user,
        kind=MailboxKind.PERSONAL,
        key=key,
        is_default=not own.exists(),
        status=MailboxStatus.NEW if values["imap_host"] else MailboxStatus.OFFLINE,
        secret=sealed(password) if password else "",
        created_at=at,
        **asdict(_known(choices)),
        **values,
    )
    record("mailbox.added", subject=mailbox, by=by, at=at, address=mailbox.address)
    return mailbox


@transaction.atomic
def change_choices(*, mailbox_id: int, by: Viewer, at: datetime, choices: SyncChoices) -> Mailbox:
    """Change how a mailbox is synced and return it; nothing that is here is deleted.

    Raises:
        NotFound: there is no such mailbox of this user.
        Invalid: there is no such range.
    """
    mailbox = mailbox_of(mailbox_id, viewer=by, for_change=True)
    new = asdict(_known(choices))
    changed = changes(mailbox, new)
    if not changed:
        return mailbox
    for field, value in new.items():
        setattr(mailbox, field, value)
    if "history" in changed and mailbox.is_connected:
        # Asked for at once: whoever chooses a longer range waits for older mail.
        mailbox.next_try_at = at
    mailbox.save(update_fields=[*new, "next_try_at"])
    if "history" in changed:
        # The watcher looks again where older mail begins; a shorter range finds it is done.
        Folder.objects.filter(mailbox=mailbox).update(is_history_done=False)
    record("mailbox.changed", subject=mailbox, by=by, at=at, changes=changed)
    return mailbox


@transaction.atomic
def change_admission(
    *,
    mailbox_id: int,
    by: Viewer,
    at: datetime,
    blocked: Iterable[str],
    contacts_only: bool,
    excluded_folder_ids: Collection[int],
) -> Mailbox:
    """Change what of a mailbox stays out, and return it; nothing that is here is deleted.

    What stayed out so far is looked at again.

    Args:
        mailbox_id: of a mailbox of this user.
        by: the user.
        at: when.
        blocked: addresses and domains.
        contacts_only: whether only mail with contacts is brought.
        excluded_folder_ids: folders of it that are left out.

    Raises:
        NotFound: there is no such mailbox of this user.
        Invalid: a line is neither an address nor a domain.
    """
    mailbox = mailbox_of(mailbox_id, viewer=by, for_change=True)
    new = {"blocked": "\n".join(_blockable(blocked)), "contacts_only": contacts_only}
    folders = Folder.objects.filter(company_id=by.company_id, mailbox=mailbox)
    excluded = set(folders.filter(is_excluded=True).values_list("pk", flat=True))
    changed = changes(mailbox, new)
    if not changed and excluded == set(excluded_folder_ids):
        return mailbox
    for field, value in new.items():
        setattr(mailbox, field, value)
    if mailbox.is_connected:
        mailbox.next_try_at = at
    mailbox.save(update_fields=[*new, "next_try_at"])
    folders.update(is_excluded=False, is_history_done=False)
    folders.filter(pk__in=excluded_folder_ids).update(is_excluded=True)
    LeftOut.objects.filter(company_id=by.company_id, folder__mailbox=mailbox).delete()
    record("mailbox.changed", subject=mailbox, by=by, at=at, changes=changed)
    return mailbox


def _blockable(lines: Iterable[str]) -> list[str]:
    """Return the lines without blanks and doubles, each an address or a domain."""
    words = dict.fromkeys(word for word in (line.strip() for line in lines) if word)
    for word in words:
        address = word if "@" in word.removeprefix("@") else f"a@{word.removeprefix('@')}"
        if not is_well_formed(address):
            text = _("%(line)s is neither an address nor a domain.") % {"line": word}
            raise Invalid(text, {"blocked": text})
    return list(words)


@transaction.atomic
def change_account(
    *, mailbox_id: int, by: Viewer, at: datetime, account: Account, password: str = ""
) -> Mailbox:
    """Change a mailbox's servers and login, try them at once, and return it.

    The address stays: another address is another mailbox. The password is kept where the
    servers stay; another server needs it typed again.

    Raises:
        NotFound: there is no such mailbox of this user.
        Invalid: a value cannot be used, or a password is needed.
    """
    mailbox = mailbox_of(mailbox_id, viewer=by, for_change=True)
    values = checked(account, needs_server=True)
    del values["address"]
    if not password and not (mailbox.secret and account.goes_where(mailbox)):
        raise _password_missing()
    changed = changes(mailbox, values)
    if password:
        values["secret"] = sealed(password)
    values.update(_fresh_start(at))
    for field, value in values.items():
        setattr(mailbox, field, value)
    mailbox.save(update_fields=list(values))
    record("mailbox.connected", subject=mailbox, by=by, at=at, changes=changed)
    return mailbox


@transaction.atomic
def disconnect(*, mailbox_id: int, by: Viewer, at: datetime) -> Mailbox:
    """Stop syncing a mailbox, forget its password, and return it; its mail stays.

    Raises:
        NotFound: there is no such mailbox of this user.
    """
    mailbox = mailbox_of(mailbox_id, viewer=by, for_change=True)
    if not mailbox.is_connected:
        return mailbox
    mailbox.status, mailbox.secret, mailbox.next_try_at = MailboxStatus.DISCONNECTED, "", None
    mailbox.error_code, mailbox.error_facts = "", {}
    mailbox.save(update_fields=["status", "secret", "next_try_at", "error_code", "error_facts"])
    record("mailbox.disconnected", subject=mailbox, by=by, at=at)
    return mailbox


@transaction.atomic
def reconnect(*, mailbox_id: int, by: Viewer, at: datetime, password: str) -> Mailbox:
    """Sync a mailbox again from where it stopped, with a new password, and return it.

    Raises:
        NotFound: there is no such mailbox of this user.
        NotConnected: it has no server to ask.
        Invalid: the password is empty.
    """
    mailbox = mailbox_of(mailbox_id, viewer=by, for_change=True)
    if not mailbox.imap_host:
        raise NotConnected(_("This account takes imported mail only: it has no server."))
    if not password:
        raise _password_missing()
    values = {"secret": sealed(password), **_fresh_start(at)}
    for field, value in values.items():
        setattr(mailbox, field, value)
    mailbox.save(update_fields=list(values))
    record("mailbox.connected", subject=mailbox, by=by, at=at)
    return mailbox


@transaction.atomic
def ask_for_sync(*, mailbox_id: int, by: Viewer, at: datetime) -> Mailbox:
    """Have a mailbox synced at once and return it; the watcher sees `next_try_at` and wakes.

    Raises:
        NotFound: there is no such mailbox of this user.
        NotConnected: there is no server to ask, or its user must act first.
    """
    mailbox = mailbox_of(mailbox_id, viewer=by, for_change=True)
    if not mailbox.is_connected:
        raise NotConnected(_("This account is disconnected. Reconnect it first."))
    if mailbox.status == MailboxStatus.NEEDS_YOU:
        raise NotConnected(_("This account waits for you. Enter the password again first."))
    mailbox.next_try_at = at
    mailbox.save(update_fields=["next_try_at"])
    return mailbox


@transaction.atomic
def set_automatic_linking(*, by: Viewer, at: datetime, is_on: bool) -> int:
    """Switch automatic linking on or off for every personal mailbox of `by`; return how many."""
    mailboxes = Mailbox.objects.select_for_update().filter(
        company_id=by.company_id,
        user_id=by.own_id,
        kind=MailboxKind.PERSONAL,
        automatic_linking=not is_on,
    )
    switched = list(mailboxes.order_by("pk"))
    mailboxes.update(automatic_linking=is_on)
    for mailbox in switched:
        before_and_after = {"automatic_linking": [not is_on, is_on]}
        record("mailbox.changed", subject=mailbox, by=by, at=at, changes=before_and_after)
    return len(switched)


def _fresh_start(at: datetime) -> dict[str, object]:
    return {
        "status": MailboxStatus.NEW,
        "next_try_at": at,
        "failure_count": 0,
        "error_code": "",
        "error_facts": {},
    }


def _known(choices: SyncChoices) -> SyncChoices:
    if choices.history not in History.values:
        wrong = _("Choose one of the ranges.")
        raise Invalid(wrong, {"history": wrong})
    return choices


def _password_missing() -> Invalid:
    missing = _("Enter the password.")
    return Invalid(missing, {"password": missing})
