"""Adding an account: address and password; the servers are found."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kartotek.flows import accounts
from kartotek.mail.models.mailbox import History, Security
from kartotek.mail.operations.mailboxes import SyncChoices
from kartotek.web.forms import cleaned, form_part
from kartotek.web.render import page, part, redirect, toast
from kartotek.web.settings.account_form import AddAccountForm, account_of
from kartotek.web.viewer import KartotekRequest

TEMPLATE = "settings/add_account.html"


def around(_request: KartotekRequest) -> dict[str, Any]:
    """Return what the dialog needs besides what was typed."""
    return {"ranges": History.choices, "securities": Security.choices, "said": []}


@require_http_methods(["GET", "POST"])
@form_part(TEMPLATE, "add_account", context=around)
def add_account(request: KartotekRequest) -> HttpResponse:
    """Show the dialog, or connect the account."""
    if request.method == "GET":
        if request.htmx:
            return part(request, TEMPLATE, "add_account", around(request))
        return page(request, TEMPLATE, around(request))
    typed = cleaned(AddAccountForm(request.POST))
    mailbox = accounts.add_account(
        by=request.viewer,
        at=timezone.now(),
        account=account_of(typed),
        password=typed["password"],
        choices=SyncChoices(typed["history"], automatic_linking=typed["automatic_linking"]),
    )
    text = _("%(address)s was added. The newest mail arrives first.")
    return toast(
        request, redirect(request, "settings:email_sync"), text % {"address": mailbox.address}
    )
