"""Connecting a real mailbox: a Dovecot with mail in it, and mail that arrives meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.browsing import Visits, sign_in
from tests.journeys.installation import Installation
from tests.journeys.ways import row
from tests.letters import letter
from tests.servers.fixtures import ImapAccount

pytestmark = [pytest.mark.journeys, pytest.mark.servers]

Look = Callable[[Page], None]

PASSWORD = "lantern-otter-42"
RECENT, OLDER = 20, 40
SYNC_MS = 60_000


# When the first row of each kind was seen, in milliseconds since the page was loaded.
WATCHES_ROWS = """
  globalThis.watched = {};
  new MutationObserver(() => {
    for (const one of document.querySelectorAll(".conversation-row__subject"))
      globalThis.watched[one.textContent.split(" ")[0]] ??= performance.now();
  }).observe(document, { childList: true, subtree: true });
"""


def mails(now: datetime) -> Iterator[tuple[datetime, bytes]]:
    """Yield sixty mails, oldest first: forty of the last weeks, twenty of the last two days."""
    for number in range(OLDER):
        at = now - timedelta(days=20 - number / 4)
        yield at, letter(f"older-{number}@posta", subject=f"Older offer {number}", at=at)
    for number in range(RECENT):
        at = now - timedelta(hours=44 - 2 * number)
        yield at, letter(f"recent-{number}@posta", subject=f"Recent offer {number}", at=at)


def seed(account: ImapAccount, now: datetime) -> None:
    """Lay the mails into the mailbox, each received when it was written."""
    received, raws = zip(*mails(now), strict=True)
    account.server.seed_maildir(account.login, raws)
    laid = sorted((account.server.maildir(account.login) / "new").iterdir())
    for at, path in zip(received, laid, strict=True):
        os.utime(path, (at.timestamp(), at.timestamp()))


@pytest.fixture
def elifs(empty: Installation, visits: Visits) -> Page:
    """The empty inbox of Elif, who opened the company just now."""
    words = ["Kuzey Işık", "--email", "elif@kuzeyisik.example", "--name", "Elif Aydın"]
    empty.command("create_company", *words, "--password-stdin", stdin=PASSWORD)
    page = visits.open(base_url=empty.address)
    page.goto("/")
    sign_in(page, "elif@kuzeyisik.example", PASSWORD)
    return page


def open_email_sync(page: Page, accessible: Look) -> None:
    """Go the way of the account menu."""
    page.get_by_role("button", name="Account menu of Elif Aydın").click()
    page.get_by_role("link", name="Personal preferences").click()
    page.get_by_role("link", name="Email sync").click()
    expect(page.get_by_text("No account yet")).to_be_visible()
    accessible(page)


def add_account(page: Page, account: ImapAccount, accessible: Look) -> None:
    """Fill in the dialog, first with a wrong password, and look at each test of the connection."""
    page.get_by_role("main").get_by_role("link", name="Add account").click()
    dialog = page.get_by_role("dialog", name="Add account")
    dialog.get_by_label("Email address").fill(account.login)
    dialog.get_by_label("Password").fill("wrong")
    # No server announces itself for this domain, so its servers are typed.
    expect(dialog.get_by_text("No servers were found for this address")).to_be_visible()
    dialog.get_by_label("IMAP server").fill(account.server.host)
    dialog.get_by_label("Port").first.fill(str(account.server.port))
    dialog.get_by_label("Encryption").first.select_option("none")
    dialog.get_by_label("How far back").select_option("1m")
    expect(dialog.get_by_role("switch", name="Automatic linking")).to_be_checked()
    dialog.get_by_role("button", name="Test connection").click()
    expect(dialog.get_by_text("Not everything works yet")).to_be_visible()
    expect(dialog.get_by_text("refused the login or the password")).to_be_visible()
    accessible(page)

    dialog.get_by_label("Password").fill(account.password)
    dialog.get_by_role("button", name="Test connection").click()
    expect(dialog.get_by_text("Everything works")).to_be_visible()
    accessible(page)
    dialog.get_by_role("button", name="Add account").click()


def test_a_mailbox_is_connected_and_its_mail_arrives_in_the_open_inbox(
    elifs: Page, imap_account: ImapAccount, accessible: Look
) -> None:
    now = datetime.now(UTC)
    seed(imap_account, now)
    # A tab of its own: whatever arrives there came without a reload.
    inbox = elifs.context.new_page()
    inbox.add_init_script(WATCHES_ROWS)
    inbox.goto("/inbox/")
    expect(inbox.get_by_text("Bring your email here")).to_be_visible()

    open_email_sync(elifs, accessible)
    add_account(elifs, imap_account, accessible)

    account = elifs.get_by_role("region", name=imap_account.login)
    expect(account.get_by_text("Up to date")).to_be_visible(timeout=SYNC_MS)
    expect(elifs.get_by_role("switch", name="Automatic linking")).to_be_checked()
    accessible(elifs)

    expect(row(inbox, f"Recent offer {RECENT - 1}")).to_be_visible(timeout=SYNC_MS)
    expect(inbox.get_by_text(f"of {RECENT + OLDER}")).to_be_visible(timeout=SYNC_MS)
    expect(row(inbox, f"Older offer {OLDER - 1}")).to_be_visible()
    recent, older = inbox.evaluate("[watched.Recent, watched.Older]")
    assert recent <= older
    accessible(inbox)

    imap_account.deliver(letter("new@posta", subject="A new question", at=datetime.now(UTC)))

    expect(row(inbox, "A new question")).to_be_visible(timeout=SYNC_MS)
    expect(inbox.locator(".conversation-row").first).to_contain_text("A new question")
    expect(inbox.get_by_text(f"of {RECENT + OLDER + 1}")).to_be_visible()


def test_a_server_typed_while_servers_are_looked_for_stays(elifs: Page) -> None:
    asked: list[Route] = []

    def wait(route: Route) -> None:
        asked.append(route)

    elifs.route("**/settings/email/servers/**", wait)
    elifs.goto("/settings/email/accounts/add/")
    dialog = elifs.get_by_role("dialog", name="Add account")
    dialog.get_by_label("Email address").fill("elif@kuzeyisik.example")
    dialog.get_by_label("Password").fill("kutu")
    dialog.get_by_label("IMAP server").fill("imap.kuzeyisik.example")
    dialog.get_by_label("Encryption").first.select_option("starttls")

    asked[0].continue_()

    expect(dialog.get_by_text("No servers were found for this address")).to_be_visible()
    expect(dialog.get_by_label("IMAP server")).to_have_value("imap.kuzeyisik.example")
    expect(dialog.get_by_label("Encryption").first).to_have_value("starttls")
