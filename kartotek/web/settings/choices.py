"""How an account is synced: how far back, and who sees new conversations."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kartotek.mail.models.mailbox import History
from kartotek.mail.operations.mailboxes import SyncChoices, change_choices
from kartotek.mail.queries.mailboxes import mailbox_row
from kartotek.web.forms import cleaned
from kartotek.web.settings.answers import accounts_changed
from kartotek.web.viewer import KartotekRequest


class ChoicesForm(forms.Form):
    """What can be chosen for one account."""

    history = forms.ChoiceField(choices=History.choices)
    shares_by_default = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")], coerce=lambda value: value == "yes"
    )


@require_POST
def choices(request: KartotekRequest, mailbox_id: int) -> HttpResponse:
    """Keep what was chosen."""
    typed = cleaned(ChoicesForm(request.POST))
    row = mailbox_row(mailbox_id, viewer=request.viewer)
    change_choices(
        mailbox_id=mailbox_id,
        by=request.viewer,
        at=timezone.now(),
        choices=SyncChoices(
            history=typed["history"],
            automatic_linking=row.automatic_linking,
            shares_by_default=typed["shares_by_default"],
        ),
    )
    return accounts_changed(request, _("Saved for %(address)s") % {"address": row.address})
