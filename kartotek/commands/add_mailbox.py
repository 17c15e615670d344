"""`kartotek add_mailbox`: a mailbox of a user, connected or for imported mail."""

from __future__ import annotations

from argparse import Namespace

from django.utils import timezone

from kartotek.commands.answers import Answer
from kartotek.commands.passwords import password_of
from kartotek.mail.operations.account import Account
from kartotek.mail.operations.mailboxes import SyncChoices, add_mailbox
from kartotek.users.queries import user_by_email
from kartotek.users.viewer import Source, Viewer


def run(given: Namespace) -> Answer:
    """Add a mailbox and answer its id."""
    account = Account(
        address=given.address,
        login=given.login,
        imap_host=given.imap_host,
        imap_port=given.imap_port,
        imap_security=given.imap_security,
        smtp_host=given.smtp_host,
        smtp_port=given.smtp_port,
        smtp_security=given.smtp_security,
    )
    mailbox = add_mailbox(
        by=Viewer.of(user_by_email(given.user), Source.COMMAND),
        at=timezone.now(),
        account=account,
        password=password_of(given) if given.imap_host else "",
        choices=SyncChoices(given.history, automatic_linking=not given.no_automatic_linking),
    )
    return Answer(
        (f"Mailbox {mailbox.pk}, {mailbox.address}.",),
        {"mailbox_id": mailbox.pk, "address": mailbox.address, "status": mailbox.status},
    )
