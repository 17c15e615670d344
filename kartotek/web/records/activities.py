"""An activity planned in a record's composer; what follows is in `web/activities`."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kartotek.flows import activity_changes
from kartotek.web.forms import cleaned, form_part
from kartotek.web.records.activity_form import ActivityForm
from kartotek.web.records.kinds import record_of
from kartotek.web.records.side import SCREEN, hung_on, side_answer, side_context
from kartotek.web.viewer import KartotekRequest


@require_POST
@form_part(SCREEN, "composer", side_context)
def activity(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    """Plan an activity on a record."""
    record_of(kind, record_id, viewer=request.viewer)
    planned = cleaned(ActivityForm(request.POST))
    activity_changes.create_activity(
        by=request.viewer, at=timezone.now(), **planned, **hung_on(kind, record_id)
    )
    return side_answer(request, kind, record_id, with_composer=True)
