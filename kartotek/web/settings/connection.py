"""Whether an account is connected: ending it, and taking it up again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kartotek.mail.operations.mailboxes import disconnect, reconnect
from kartotek.mail.queries.mailboxes import mailbox_row
from kartotek.web.forms import cleaned, form_part
from kartotek.web.render import page, part
from kartotek.web.settings.answers import accounts_changed
from kartotek.web.viewer import KartotekRequest

TEMPLATE = "settings/connection.html"


class ConnectionForm(forms.Form):
    """Whether the account is to be connected, and the password it needs then."""

    wanted = forms.ChoiceField(choices=[("on", "on"), ("off", "off")])
    password = forms.CharField(required=False, strip=False, max_length=1000)


def _around(request: KartotekRequest, mailbox_id: int) -> dict[str, Any]:
    asked = request.POST.get("wanted") or request.GET.get("wanted")
    row = mailbox_row(mailbox_id, viewer=request.viewer)
    return {"row": row, "wanted": "off" if asked == "off" else "on"}


@require_http_methods(["GET", "POST"])
@form_part(TEMPLATE, "connection", context=_around)
def connection(request: KartotekRequest, mailbox_id: int) -> HttpResponse:
    """Show the dialog, or connect or disconnect the account."""
    if request.method == "GET":
        if request.htmx:
            return part(request, TEMPLATE, "connection", _around(request, mailbox_id))
        return page(request, TEMPLATE, _around(request, mailbox_id))
    typed = cleaned(ConnectionForm(request.POST))
    at = timezone.now()
    if typed["wanted"] == "off":
        disconnect(mailbox_id=mailbox_id, by=request.viewer, at=at)
        return accounts_changed(request, _("Disconnected. The mail that is here stays."))
    reconnect(mailbox_id=mailbox_id, by=request.viewer, at=at, password=typed["password"])
    return accounts_changed(request, _("Reconnected. Sync goes on from where it stopped."))
