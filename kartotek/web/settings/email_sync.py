"""Email sync: the accounts of the viewer, how they are, and what counts for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.mail.models.mailbox import History, MailboxStatus
from kartotek.mail.queries.mailboxes import MailboxRow, mailboxes_of
from kartotek.web.render import page, part
from kartotek.web.settings import words
from kartotek.web.viewer import KartotekRequest

TEMPLATE = "settings/email_sync.html"


@dataclass(frozen=True)
class AccountShown:
    """An account with its words; `trouble` is None while nothing is wrong."""

    row: MailboxRow
    badge: words.Badge
    trouble: words.Told | None
    needs_user: bool


def around(request: KartotekRequest) -> dict[str, Any]:
    """Return what the page shows."""
    rows = mailboxes_of(viewer=request.viewer)
    linking = [row.automatic_linking for row in rows]
    return {
        "accounts": [_shown(row) for row in rows],
        "ranges": History.choices,
        "all_link": all(linking),
        "some_link": any(linking) and not all(linking),
    }


def _shown(row: MailboxRow) -> AccountShown:
    return AccountShown(
        row=row,
        badge=words.badge(row),
        trouble=words.trouble(row.error_code, row.error_facts) if row.error_code else None,
        needs_user=row.status == MailboxStatus.NEEDS_YOU,
    )


@require_GET
def email_sync(request: KartotekRequest) -> HttpResponse:
    """Show the page, or for htmx the accounts as they are now."""
    if request.htmx:
        return part(request, TEMPLATE, "accounts", around(request))
    return page(request, TEMPLATE, around(request))
