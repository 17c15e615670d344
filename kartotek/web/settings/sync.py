"""Sync now: an account is looked at without waiting for its next round."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kartotek.mail.operations.mailboxes import ask_for_sync
from kartotek.web.settings.answers import accounts_changed
from kartotek.web.viewer import KartotekRequest


@require_POST
def sync(request: KartotekRequest, mailbox_id: int) -> HttpResponse:
    """Have the account synced at once."""
    ask_for_sync(mailbox_id=mailbox_id, by=request.viewer, at=timezone.now())
    return accounts_changed(request, _("Looking for new mail"))
