"""What is done to one activity, on its list or on the page of a record (`?on=person-3`)."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kartotek.activities import queries
from kartotek.flows import activity_changes
from kartotek.flows.plan_activity import plan_activity
from kartotek.users import queries as users
from kartotek.web import render
from kartotek.web.activities.activities import SCREEN, asked_on_screen, list_context
from kartotek.web.forms import cleaned, form_part
from kartotek.web.records.activity_form import OwnedActivityForm
from kartotek.web.records.side import side_answer
from kartotek.web.viewer import KartotekRequest

DIALOG = "activities/edit.html"


class DoneForm(forms.Form):
    """Whether an activity is done."""

    is_done = forms.BooleanField(required=False)


def edit_context(request: KartotekRequest, activity_id: int | None = None) -> dict[str, object]:
    """Return what the dialog of an activity takes; without an id, of a new one."""
    row = None
    if activity_id is not None:
        row = queries.activity(activity_id, viewer=request.viewer)
    people = users.users_of(viewer=request.viewer)
    return {
        "row": row,
        "on": request.GET.get("on", ""),
        "types": [(one.key, one.name) for one in queries.types(viewer=request.viewer)],
        "owners": [(user.id, user.name) for user in people if user.is_active],
        "today": timezone.localdate().isoformat(),
    }


@require_http_methods(["GET", "POST"])
@form_part(DIALOG, "edit_activity", edit_context)
def add(request: KartotekRequest) -> HttpResponse:
    """Plan an activity from anywhere."""
    if request.method == "GET":
        return _dialog(request, edit_context(request))
    planned = cleaned(OwnedActivityForm(request.POST))
    name = request.POST.get("person", "")
    plan_activity(by=request.viewer, at=timezone.now(), person_name=name, **planned)
    response = render.close_dialog(_answer(request))
    return render.toast(request, response, _("Activity planned"))


@require_http_methods(["GET", "POST"])
@form_part(DIALOG, "edit_activity", edit_context)
def edit(request: KartotekRequest, activity_id: int) -> HttpResponse:
    """Change an activity."""
    if request.method == "GET":
        return _dialog(request, edit_context(request, activity_id))
    typed = cleaned(OwnedActivityForm(request.POST))
    # Where the dialog has no picker for the person, the one it hangs on stays.
    given = {name: value for name, value in typed.items() if name in request.POST}
    activity_changes.edit_activity(
        activity_id=activity_id, by=request.viewer, at=timezone.now(), **given
    )
    return render.close_dialog(_answer(request))


@require_POST
def done(request: KartotekRequest, activity_id: int) -> HttpResponse:
    """Mark an activity done, or open again, with Undo."""
    is_done = cleaned(DoneForm(request.POST))["is_done"]
    row = activity_changes.set_done(
        activity_id=activity_id, is_done=is_done, by=request.viewer, at=timezone.now()
    )
    if not is_done:
        return _answer(request)
    text = _("Done: %(title)s") % {"title": row.title}
    undo = f"{reverse('activities:done', args=(activity_id,))}?{request.GET.urlencode()}"
    return render.toast(request, _answer(request), text, undo)


@require_POST
def delete(request: KartotekRequest, activity_id: int) -> HttpResponse:
    """Delete an activity, with Undo."""
    activity_changes.delete_activity(activity_id=activity_id, by=request.viewer, at=timezone.now())
    undo = f"{reverse('activities:restore', args=(activity_id,))}?{request.GET.urlencode()}"
    response = render.close_dialog(_answer(request))
    return render.toast(request, response, _("Activity deleted"), undo)


@require_POST
def restore(request: KartotekRequest, activity_id: int) -> HttpResponse:
    """Bring a deleted activity back."""
    activity_changes.restore_activity(activity_id=activity_id, by=request.viewer, at=timezone.now())
    return _answer(request)


def _dialog(request: KartotekRequest, context: dict[str, object]) -> HttpResponse:
    if request.htmx:
        return render.part(request, DIALOG, "edit_activity", context)
    return render.page(request, DIALOG, context)


def _answer(request: KartotekRequest) -> HttpResponse:
    """Return what the change leads to where it was made: a record's page, or the list."""
    kind, _dash, record_id = request.GET.get("on", "").partition("-")
    if kind and record_id.isdecimal():
        return side_answer(request, kind, int(record_id))
    if not request.htmx:
        return render.redirect(request, "activities:activities")
    context = list_context(request, asked_on_screen(request))
    return render.parts(request, SCREEN, ["activity_list"], context)
