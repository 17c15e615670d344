"""Acts on ticked activities: done, postponed, deleted, each with one Undo."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kartotek.flows import many_activities
from kartotek.web import render
from kartotek.web.activities.answers import changed_answer
from kartotek.web.activities.week import first_weekday, week_of
from kartotek.web.forms import cleaned
from kartotek.web.numbers import record_numbers
from kartotek.web.viewer import KartotekRequest

MOST = 200


class Postponed(forms.Form):
    """To when activities are postponed."""

    to = forms.ChoiceField(
        choices=[(one, one) for one in ("tomorrow", "next-week", "day")], required=False
    )
    day = forms.DateField(required=False)


@require_POST
def done(request: KartotekRequest) -> HttpResponse:
    """Mark the ticked activities done, or open those of an Undo again."""
    is_done = "open" not in request.GET
    changed = many_activities.set_all_done(
        ids=_ids(request), is_done=is_done, by=request.viewer, at=timezone.now()
    )
    if not is_done:
        return changed_answer(request)
    text = ngettext("%(count)s done", "%(count)s done", len(changed)) % {"count": len(changed)}
    return _with_undo(request, text, "done_many", changed, open="1")


@require_POST
def postpone(request: KartotekRequest) -> HttpResponse:
    """Give the ticked activities another day, or those of an Undo the days they had."""
    before = request.GET.get("days", "")
    if before:
        return _put_back(request, before)
    day = _day(request)
    moved = many_activities.move_all(
        days=dict.fromkeys(_ids(request), day), by=request.viewer, at=timezone.now()
    )
    text = ngettext("%(count)s postponed", "%(count)s postponed", len(moved))
    undo = (
        reverse("activities:postpone_many")
        + "?"
        + urlencode({"days": many_activities.signed(moved)})
    )
    said = text % {"count": len(moved)}
    return render.toast(request, _answer(request), said, undo if moved else "")


@require_POST
def delete(request: KartotekRequest) -> HttpResponse:
    """Delete the ticked activities."""
    gone = many_activities.delete_all(ids=_ids(request), by=request.viewer, at=timezone.now())
    text = ngettext("%(count)s deleted", "%(count)s deleted", len(gone)) % {"count": len(gone)}
    return _with_undo(request, text, "restore_many", gone)


@require_POST
def restore(request: KartotekRequest) -> HttpResponse:
    """Bring the activities of an Undo back."""
    many_activities.restore_all(ids=_ids(request), by=request.viewer, at=timezone.now())
    return changed_answer(request)


def _put_back(request: KartotekRequest, signed: str) -> HttpResponse:
    planned = many_activities.planned_in(signed)
    many_activities.put_back(planned=planned, by=request.viewer, at=timezone.now())
    return changed_answer(request)


def _day(request: KartotekRequest) -> date:
    typed = cleaned(Postponed(request.POST))
    today = timezone.localdate()
    if typed["to"] == "next-week":
        return week_of(today, first_weekday(request.viewer)) + timedelta(days=7)
    return typed["day"] or today + timedelta(days=1)


def _ids(request: KartotekRequest) -> list[int]:
    """Return the activities named in the address, else the ticked ones."""
    named = request.GET.getlist("id") or request.POST.getlist("ids")
    return record_numbers(named[:MOST])


def _with_undo(
    request: KartotekRequest, text: str, page: str, ids: list[int], **more: str
) -> HttpResponse:
    asked = urlencode([*(("id", pk) for pk in ids), *more.items()])
    undo = f"{reverse(f'activities:{page}')}?{asked}"
    return render.toast(request, _answer(request), text, undo if ids else "")


def _answer(request: KartotekRequest) -> HttpResponse:
    response = changed_answer(request)
    response["HX-Trigger"] = "selection:clear"
    return response
