"""Test connection: what works on the way to an account, and what does not."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kartotek.flows import accounts
from kartotek.flows.accounts import Trial
from kartotek.web.forms import cleaned, form_part
from kartotek.web.render import page, part
from kartotek.web.settings import words
from kartotek.web.settings.account_form import TrialForm, account_of
from kartotek.web.viewer import KartotekRequest

TEMPLATE = "settings/trial.html"


NOT_TRIED: dict[str, Any] = {"is_tried": False, "ok": False, "servers": []}


@require_POST
@form_part(TEMPLATE, "trial", context=lambda _request: NOT_TRIED)
def trial(request: KartotekRequest) -> HttpResponse:
    """Try the account as typed, and show every step."""
    typed = cleaned(TrialForm(request.POST))
    done = accounts.try_account(
        account_of(typed),
        typed["password"],
        by=request.viewer,
        at=timezone.now(),
        mailbox_id=typed["mailbox"],
    )
    servers = _servers(done, is_first=typed["mailbox"] is None)
    values = {"is_tried": True, "ok": done.ok, "servers": servers}
    if request.htmx:
        return part(request, TEMPLATE, "trial", values)
    return page(request, TEMPLATE, values)


def _servers(done: Trial, *, is_first: bool) -> list[dict[str, Any]]:
    named = [(_("Receiving mail (IMAP)"), done.imap), (_("Sending mail (SMTP)"), done.smtp)]
    return [
        {"name": name, "steps": [words.found(step, is_first=is_first) for step in report.steps]}
        for name, report in named
        if report is not None
    ]
