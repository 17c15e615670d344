"""An account is added: its servers are found, tried, and then kept."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from kartotek.errors import Invalid, Refused
from kartotek.flows import lease
from kartotek.mail import discovery
from kartotek.mail.connection.endpoint import Endpoint, Security
from kartotek.mail.connection.report import ProbeReport
from kartotek.mail.connection.stream import all_within
from kartotek.mail.credentials import password_of
from kartotek.mail.discovery import Settings
from kartotek.mail.imap.probe import probe as probe_imap
from kartotek.mail.models import Mailbox
from kartotek.mail.operations.account import Account
from kartotek.mail.operations.mailboxes import SyncChoices, add_mailbox
from kartotek.mail.queries.mailboxes import mailbox_of
from kartotek.mail.smtp.probe import probe as probe_smtp
from kartotek.users.viewer import Viewer

T = TypeVar("T")

# Somebody is waiting in front of the screen, and a web worker with them: so long for everything.
TRY_SECONDS = 6.0


# A worker that died during a test keeps others from theirs no longer.
TEST_LASTS = timedelta(seconds=30)


class TestUnderWay(Refused):
    """A connection is being tested, and only one is at a time."""


@dataclass(frozen=True)
class Trial:
    """What a test of an account found; `smtp` is None where no such server is given."""

    imap: ProbeReport
    smtp: ProbeReport | None

    @property
    def ok(self) -> bool:
        """Whether mail can be read, and sent where that was asked."""
        return self.imap.ok and (self.smtp is None or self.smtp.ok)


def find_settings(address: str) -> Settings | None:
    """Return the servers of an address; None when they must be typed."""
    return asyncio.run(discovery.discover(address))


def add_account(
    *, by: Viewer, at: datetime, account: Account, password: str, choices: SyncChoices
) -> Mailbox:
    """Connect a mailbox of `by`, its servers found where they were not typed, and return it.

    A server that refuses the login now would refuse it a second later: nothing is added. One
    that does not answer at the moment is tried again by the sync.

    Raises:
        Invalid: a value cannot be used, no server was found, the login was refused, or the
            address was added before.
    """
    full = completed(account)
    if full.imap_host and password:
        _refuse_wrong_login(full, password)
    return add_mailbox(by=by, at=at, account=full, password=password, choices=choices)


def try_account(
    account: Account, password: str, *, by: Viewer, at: datetime, mailbox_id: int | None = None
) -> Trial:
    """Return what happens on the way to an account; sends nothing and changes nothing.

    One test at a time: whoever else works here must not wait for servers that do not answer.

    Args:
        account: as typed.
        password: as typed; empty uses the one that is kept for the mailbox.
        by: whose mailbox it is.
        at: now.
        mailbox_id: a mailbox that is here already.

    Raises:
        TestUnderWay: somebody else's test is not over.
        Invalid: a password or a server is missing.
        NotFound: there is no such mailbox of `by`.
        Corrupt: the kept password cannot be read.
    """
    full = completed(account)
    if not password:
        password = _kept_password(full, by, mailbox_id)
    with lease.held("connection-test", clock=lambda: at, lasts=TEST_LASTS) as is_ours:
        if not is_ours():
            raise TestUnderWay(
                _("Another connection is being tested just now. Try again in a few seconds.")
            )
        return _run(_try(full, password))


def completed(account: Account) -> Account:
    """Return the account with its servers, found by its domain where none is typed.

    Raises:
        Invalid: nothing was found.
    """
    login = account.login or account.address
    if account.imap_host:
        return replace(account, login=login)
    found = find_settings(account.address)
    if found is None:
        missing = _("No server was found for this address. Enter its name.")
        raise Invalid(missing, {"imap_host": missing})
    return with_servers(replace(account, login=account.login or found.login), found)


def with_servers(account: Account, found: Settings) -> Account:
    """Return the account with the servers that were found; one that was typed stays."""
    read = replace(
        account,
        imap_host=found.imap.host,
        imap_port=found.imap.port,
        imap_security=found.imap.security,
    )
    if found.smtp is None or account.smtp_host:
        return read
    return replace(
        read,
        smtp_host=found.smtp.host,
        smtp_port=found.smtp.port,
        smtp_security=found.smtp.security,
    )


def _kept_password(account: Account, by: Viewer, mailbox_id: int | None) -> str:
    missing = _("Enter the password.")
    if mailbox_id is None:
        raise Invalid(missing, {"password": missing})
    mailbox = mailbox_of(mailbox_id, viewer=by)
    # Another server is not told the password that was given for this one.
    if not mailbox.secret or not account.goes_where(mailbox):
        raise Invalid(missing, {"password": missing})
    return password_of(mailbox)


def _refuse_wrong_login(account: Account, password: str) -> None:
    imap = _endpoint(account.imap_host, account.imap_port, account.imap_security)
    step = _run(_bounded(probe_imap(imap, account.login, password))).failed
    if step is not None and step.name == "login":
        refused = _("The server refused the login or the password. Nothing was added yet.")
        raise Invalid(refused, {"password": refused})


async def _try(account: Account, password: str) -> Trial:
    imap = _endpoint(account.imap_host, account.imap_port, account.imap_security)
    tests = [_bounded(probe_imap(imap, account.login, password))]
    if account.smtp_host:
        smtp = _endpoint(account.smtp_host, account.smtp_port, account.smtp_security)
        tests.append(_bounded(probe_smtp(smtp, account.login, password)))
    reports = await asyncio.gather(*tests)
    return Trial(reports[0], reports[1] if account.smtp_host else None)


def _endpoint(host: str, port: int, security: str) -> Endpoint:
    kinds: dict[str, Security] = {"tls": "tls", "starttls": "starttls"}
    return Endpoint(host, port, kinds.get(security, "none"), timeout_seconds=TRY_SECONDS)


async def _bounded(test: Coroutine[Any, Any, ProbeReport]) -> ProbeReport:
    with all_within(TRY_SECONDS):
        return await test


def _run(work: Coroutine[Any, Any, T]) -> T:
    """Return what work returns; a name service that does not answer is not waited for."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()
