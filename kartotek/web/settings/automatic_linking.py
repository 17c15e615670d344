"""The switch for automatic linking, for every personal account of the viewer."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kartotek.mail.operations.mailboxes import set_automatic_linking
from kartotek.web.settings.answers import accounts_changed
from kartotek.web.viewer import KartotekRequest


@require_POST
def automatic_linking(request: KartotekRequest) -> HttpResponse:
    """Switch it on or off."""
    is_on = "automatic_linking" in request.POST
    set_automatic_linking(by=request.viewer, at=timezone.now(), is_on=is_on)
    text = _("Automatic linking is on") if is_on else _("Automatic linking is off")
    return accounts_changed(request, text)
