"""What is done to one activity, on its list or on the page of a record (`?on=person-3`)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kartotek.activities import queries
from kartotek.flows import activity_changes
from kartotek.flows.plan_activity import change_activity, plan_activity
from kartotek.web import render
from kartotek.web.activities.answers import changed_answer
from kartotek.web.activities.dialog import edit_context
from kartotek.web.forms import cleaned, form_part
from kartotek.web.records.activity_form import TimeForm, seen_by_editor, typed_activity
from kartotek.web.viewer import KartotekRequest

DIALOG = "activities/edit.html"


class DoneForm(forms.Form):
    """Whether an activity is done."""

    is_done = forms.BooleanField(required=False)


@require_http_methods(["GET", "POST"])
@form_part(DIALOG, "edit_activity", edit_context)
def add(request: KartotekRequest) -> HttpResponse:
    """Plan an activity from anywhere."""
    if request.method == "GET":
        return _dialog(request, edit_context(request))
    planned = plan_activity(by=request.viewer, at=timezone.now(), **typed_activity(request))
    response = render.close_dialog(changed_answer(request))
    undo = _address("delete", request, planned.pk)
    return render.toast(request, response, _("Activity planned"), undo)


@require_http_methods(["GET", "POST"])
@form_part(DIALOG, "edit_activity", edit_context)
def edit(request: KartotekRequest, activity_id: int) -> HttpResponse:
    """Change an activity."""
    if request.method == "GET":
        return _dialog(request, edit_context(request, activity_id))
    typed = typed_activity(request)
    change_activity(
        activity_id=activity_id,
        by=request.viewer,
        at=timezone.now(),
        was=seen_by_editor(request),
        **typed,
    )
    return render.close_dialog(changed_answer(request))


@require_POST
def time(request: KartotekRequest, activity_id: int) -> HttpResponse:
    """Move an activity to another time, or by some minutes (`minutes`) or days (`days`)."""
    row = queries.activity(activity_id, viewer=request.viewer)
    activity_changes.edit_activity(
        activity_id=activity_id, by=request.viewer, at=timezone.now(), **_moved(request, row)
    )
    undo = reverse("activities:time", args=(activity_id,)) + _place_of(row, request)
    text = _("Moved: %(title)s") % {"title": row.title}
    return render.toast(request, render.close_dialog(changed_answer(request)), text, undo)


@require_POST
def done(request: KartotekRequest, activity_id: int) -> HttpResponse:
    """Mark an activity done, or open again, with Undo; then offer to plan the next one."""
    is_done = cleaned(DoneForm(request.POST))["is_done"]
    row = activity_changes.set_done(
        activity_id=activity_id, is_done=is_done, by=request.viewer, at=timezone.now()
    )
    response = render.close_dialog(changed_answer(request))
    if not is_done:
        return response
    text = _("Done: %(title)s") % {"title": row.title}
    following = f"{reverse('activities:add')}?after={activity_id}&on={request.GET.get('on', '')}"
    return render.toast(
        request,
        response,
        text,
        _address("done", request, activity_id),
        more=(following, _("Plan the next one")),
    )


@require_POST
def delete(request: KartotekRequest, activity_id: int) -> HttpResponse:
    """Delete an activity, with Undo."""
    activity_changes.delete_activity(activity_id=activity_id, by=request.viewer, at=timezone.now())
    undo = _address("restore", request, activity_id)
    response = render.close_dialog(changed_answer(request))
    return render.toast(request, response, _("Activity deleted"), undo)


@require_POST
def restore(request: KartotekRequest, activity_id: int) -> HttpResponse:
    """Bring a deleted activity back."""
    activity_changes.restore_activity(activity_id=activity_id, by=request.viewer, at=timezone.now())
    return changed_answer(request)


def _dialog(request: KartotekRequest, context: dict[str, object]) -> HttpResponse:
    if request.htmx:
        return render.part(request, DIALOG, "edit_activity", context)
    return render.page(request, DIALOG, context)


def _address(page: str, request: KartotekRequest, activity_id: int) -> str:
    """Return an address of an activity that answers where this request does."""
    return f"{reverse(f'activities:{page}', args=(activity_id,))}?{_on(request)}"


def _on(request: KartotekRequest) -> str:
    asked = request.GET.copy()
    for name in list(asked):
        if name != "on":
            del asked[name]
    return asked.urlencode()


def _moved(request: KartotekRequest, row: queries.ActivityRow) -> dict[str, Any]:
    """Return the day and time an activity is to have, in the viewer's zone."""
    asked = {**request.GET.dict(), **request.POST.dict()}
    if "due_on" in asked:
        typed = cleaned(TimeForm(asked))
        return {name: typed[name] for name in ("due_on", "due_time") if name in asked}
    day, clock = row.due_here
    if day is None:
        day, clock = timezone.localdate(), None
    days, minutes = (_number(asked.get(name, "")) for name in ("days", "minutes"))
    if clock is None:
        return {"due_on": day + timedelta(days=days), "due_time": None}
    moved = datetime.combine(day, clock) + timedelta(days=days, minutes=minutes)
    return {"due_on": moved.date(), "due_time": moved.time()}


def _number(text: str) -> int:
    """Return the number that is said, within a year of minutes; none is 0."""
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 7 else 0


def _place_of(row: queries.ActivityRow, request: KartotekRequest) -> str:
    """Return the query that brings an activity back to where it was."""
    day, clock = row.due_here
    said = f"due_on={day or ''}&due_time={clock.strftime('%H:%M') if clock else ''}"
    return f"?{said}&{_on(request)}"
