"""Long work: a search through the whole company, the merging of certain pairs, its undoing."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kartotek.contacts import queries
from kartotek.contacts.models import DuplicateJob
from kartotek.contacts.queries.pairs import job as job_of
from kartotek.errors import NotFound
from kartotek.flows import find_duplicates
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.web import render
from kartotek.web.duplicates.asked import kind_of
from kartotek.web.viewer import KartotekRequest
from kartotek.web.words import number

SURE = "duplicates/certain.html"
EXAMPLES = 10


@require_POST
def search(request: KartotekRequest) -> HttpResponse:
    """Have a worker look through the company."""
    find_duplicates.ask_to_find(by=request.viewer, at=timezone.now())
    return render.toast(request, _back(request, kind_of(request.GET)), _("Looking for duplicates"))


@require_http_methods(["GET", "POST"])
def certain(request: KartotekRequest) -> HttpResponse:
    """Ask, with some of the pairs, or have a worker merge every certain one."""
    kind = kind_of(request.GET)
    if request.method == "GET":
        context = _examples(request, kind)
        if request.htmx:
            return render.part(request, SURE, "certain", context)
        return render.page(request, SURE, context)
    find_duplicates.ask_to_merge_certain(on=kind, by=request.viewer, at=timezone.now())
    return _back(request, kind)


@require_GET
def job(request: KartotekRequest, job_id: int) -> HttpResponse:
    """Answer how far a job is, or the page once it is finished."""
    found = _found(request, job_id)
    if found.finished_at is not None:
        return _told(request, found)
    if not request.htmx:
        return _back(request, found.on)
    return render.component(request, "duplicates/_job.html", "job_progress", found)


@require_POST
def undo(request: KartotekRequest, job_id: int) -> HttpResponse:
    """Have a worker undo all merges of a job."""
    found = _found(request, job_id)
    find_duplicates.ask_to_undo(job=found, by=request.viewer, at=timezone.now())
    return render.toast(request, _back(request, found.on), _("Undoing the merges"))


def _found(request: KartotekRequest, job_id: int) -> DuplicateJob:
    found = job_of(job_id, viewer=request.viewer)
    if found is None:
        raise NotFound(_("There is nothing here."))
    return found


def _examples(request: KartotekRequest, kind: str) -> dict[str, object]:
    """Return what the question shows: how many pairs there are, and the first of them."""
    viewer = request.viewer
    refuse_unless(viewer, Permission.MERGE)
    return {
        "kind": kind,
        "count": queries.count_pairs(kind, viewer=viewer, which="certain"),
        "pairs": queries.pairs(kind, viewer=viewer, which="certain", limit=EXAMPLES).rows,
    }


def _told(request: KartotekRequest, job: DuplicateJob) -> HttpResponse:
    """Return the way to the page, where a toast says what became of the pairs."""
    response = _back(request, job.on)
    if job.what != "merge":
        return response
    text = ngettext("%(count)s pair was merged.", "%(count)s pairs were merged.", job.done)
    undo_url = reverse("duplicates:undo_job", args=(job.pk,)) if job.done else ""
    return render.toast(request, response, text % {"count": number(job.done)}, undo_url)


def _back(request: KartotekRequest, kind: str) -> HttpResponse:
    return render.redirect(request, f"{reverse('duplicates:duplicates')}?kind={kind}")
