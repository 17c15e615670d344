"""The servers of an address that was just typed."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.flows import accounts
from kartotek.mail.operations.account import Account
from kartotek.web.render import page, part
from kartotek.web.settings import add_account
from kartotek.web.settings.account_form import shown, told
from kartotek.web.viewer import KartotekRequest


@require_GET
def servers(request: KartotekRequest) -> HttpResponse:
    """Show the fields with the servers that were found, and how sure they are."""
    account = Account(request.GET.get("address", "").strip()[:254])
    found = accounts.find_settings(account.address)
    if found:
        account = accounts.with_servers(account, found)
    values = {**add_account.around(request), "values": shown(account), "said": told(found)}
    if request.htmx:
        return part(request, "settings/servers.html", "servers", values)
    return page(request, add_account.TEMPLATE, values)
