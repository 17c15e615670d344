"""The folders of an account: what is there, what is here, and what is held back and why."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.flows import hold
from kartotek.mail.queries.mailboxes import folders_of, mailbox_row
from kartotek.web.render import page, part
from kartotek.web.viewer import KartotekRequest

TEMPLATE = "settings/folders.html"


@require_GET
def folders(request: KartotekRequest, mailbox_id: int) -> HttpResponse:
    """Show the dialog."""
    values: dict[str, Any] = {
        "row": mailbox_row(mailbox_id, viewer=request.viewer),
        "folders": folders_of(mailbox_id, viewer=request.viewer),
        "held": hold.held(mailbox_ids=[mailbox_id]),
    }
    if request.htmx:
        return part(request, TEMPLATE, "folders", values)
    return page(request, TEMPLATE, values)
