"""The servers of an account that is here already."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kartotek.mail.models.mailbox import Security
from kartotek.mail.operations.mailboxes import change_account
from kartotek.mail.queries.mailboxes import mailbox_row
from kartotek.web.forms import cleaned, form_part
from kartotek.web.render import page, part
from kartotek.web.settings.account_form import ServersForm, account_of
from kartotek.web.settings.answers import accounts_changed
from kartotek.web.viewer import KartotekRequest

TEMPLATE = "settings/account.html"


def _around(request: KartotekRequest, mailbox_id: int) -> dict[str, Any]:
    row = mailbox_row(mailbox_id, viewer=request.viewer)
    return {"row": row, "values": row, "securities": Security.choices, "said": []}


@require_http_methods(["GET", "POST"])
@form_part(TEMPLATE, "account", context=_around)
def account(request: KartotekRequest, mailbox_id: int) -> HttpResponse:
    """Show the dialog, or keep the servers and try them."""
    if request.method == "GET":
        if request.htmx:
            return part(request, TEMPLATE, "account", _around(request, mailbox_id))
        return page(request, TEMPLATE, _around(request, mailbox_id))
    row = mailbox_row(mailbox_id, viewer=request.viewer)
    typed = cleaned(ServersForm({**request.POST.dict(), "address": row.address}))
    change_account(
        mailbox_id=mailbox_id,
        by=request.viewer,
        at=timezone.now(),
        account=account_of(typed),
        password=typed["password"],
    )
    return accounts_changed(request, _("Server settings saved"))
