"""An activity planned, or a call logged, in the composer; the rest is in `web/activities`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kartotek.flows.log_call import log_call
from kartotek.flows.plan_activity import plan_activity
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.records.activity_form import ActivityForm, CallForm
from kartotek.web.records.free import free_at
from kartotek.web.records.kinds import record_of
from kartotek.web.records.side import SCREEN, hung_on, side_answer, side_context
from kartotek.web.viewer import KartotekRequest


@require_POST
@form_part(SCREEN, "composer", side_context)
def activity(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    """Plan an activity on a record."""
    record_of(kind, record_id, viewer=request.viewer)
    planned = cleaned(ActivityForm(request.POST))
    name = request.POST.get("person", "")
    given: dict[str, Any] = {**planned, **hung_on(kind, record_id)}
    plan_activity(by=request.viewer, at=timezone.now(), person_name=name, **given)
    return side_answer(request, kind, record_id, with_composer=True)


@require_POST
@form_part(SCREEN, "composer", side_context)
def call(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    """Write down a call that was made."""
    record_of(kind, record_id, viewer=request.viewer)
    made = cleaned(CallForm(request.POST))
    now = timezone.now()
    given: dict[str, Any] = {**made, **hung_on(kind, record_id)}
    name = request.POST.get("person", "")
    log_call(by=request.viewer, at=now, done_at=_moment(made, now), person_name=name, **given)
    return side_answer(request, kind, record_id, with_composer=True)


@require_GET
def free_time(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    """Answer whether the viewer is free at the time that is typed."""
    record_of(kind, record_id, viewer=request.viewer)
    return render.component(request, "records/_free.html", "free_time", free_at(request))


def _moment(made: dict[str, Any], now: datetime) -> datetime:
    """Return when the call was made: now, unless a time was typed."""
    if not made["due_on"] or not made["due_time"]:
        return now
    typed = datetime.combine(made["due_on"], made["due_time"])
    return timezone.make_aware(typed, timezone.get_current_timezone())
