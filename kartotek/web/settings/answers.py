"""How a change of an account is answered: the accounts as they are now, and a word."""

from __future__ import annotations

from django.http import HttpResponse

from kartotek.web.render import close_dialog, parts, redirect, toast
from kartotek.web.settings.email_sync import TEMPLATE, around
from kartotek.web.viewer import KartotekRequest


def accounts_changed(request: KartotekRequest, text: str) -> HttpResponse:
    """Return the accounts for htmx, the page otherwise, with `text` in a toast."""
    if not request.htmx:
        return toast(request, redirect(request, "settings:email_sync"), text)
    return toast(
        request, close_dialog(parts(request, TEMPLATE, ["accounts"], around(request))), text
    )
