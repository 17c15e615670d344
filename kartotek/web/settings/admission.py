"""What of an account stays out: blocked addresses, mail without contacts, folders."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kartotek.mail.operations.mailboxes import change_admission
from kartotek.mail.queries.mailboxes import folders_of, mailbox_row
from kartotek.web.forms import cleaned, form_part
from kartotek.web.numbers import record_numbers
from kartotek.web.render import page, part
from kartotek.web.settings.answers import accounts_changed
from kartotek.web.viewer import KartotekRequest

TEMPLATE = "settings/admission.html"


class AdmissionForm(forms.Form):
    """What stays out."""

    blocked = forms.CharField(required=False, max_length=50_000)
    contacts_only = forms.BooleanField(required=False)


def _around(request: KartotekRequest, mailbox_id: int) -> dict[str, Any]:
    row = mailbox_row(mailbox_id, viewer=request.viewer)
    folders = folders_of(mailbox_id, viewer=request.viewer)
    return {"row": row, "folders": folders, "values": {"blocked": row.blocked}}


@require_http_methods(["GET", "POST"])
@form_part(TEMPLATE, "admission", context=_around)
def admission(request: KartotekRequest, mailbox_id: int) -> HttpResponse:
    """Show the dialog, or keep what was chosen and look at the mail again."""
    if request.method == "GET":
        if request.htmx:
            return part(request, TEMPLATE, "admission", _around(request, mailbox_id))
        return page(request, TEMPLATE, _around(request, mailbox_id))
    typed = cleaned(AdmissionForm(request.POST))
    ticked = set(record_numbers(request.POST.getlist("folders")))
    shown = set(record_numbers(request.POST.getlist("shown")))
    change_admission(
        mailbox_id=mailbox_id,
        by=request.viewer,
        at=timezone.now(),
        blocked=typed["blocked"].splitlines(),
        contacts_only=typed["contacts_only"],
        excluded_folder_ids=shown - ticked,
    )
    return accounts_changed(request, _("Saved. Mail that stayed out is looked at again."))
