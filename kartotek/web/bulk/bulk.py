"""Acts on the selected records of a list: a field, labels, deleting; how far they are, and Undo."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kartotek.errors import Invalid
from kartotek.fields import queries as fields
from kartotek.fields.queries import id_in
from kartotek.flows.bulk import run
from kartotek.flows.bulk.queries import ActPage, act_page
from kartotek.search.lists.column import Column
from kartotek.search.lists.queries import Capped
from kartotek.web import render
from kartotek.web.bulk.fields import fact_to_write, input_to_write, value_to_write, writable
from kartotek.web.forms import form_part
from kartotek.web.lists.kinds import checked_kind
from kartotek.web.lists.nav import count_text
from kartotek.web.lists.selection import selected, selected_count
from kartotek.web.lists.words import KINDS
from kartotek.web.numbers import record_numbers
from kartotek.web.viewer import KartotekRequest

EDIT = "bulk/edit.html"
LABEL = "bulk/label.html"
ACT = "bulk/act.html"


def selection_context(request: KartotekRequest, kind: str) -> dict[str, object]:
    """Return what names the selection in a form, so that it is sent along."""
    sent = request.POST if request.method == "POST" else request.GET
    return {
        "kind": checked_kind(kind),
        "ids": sent.getlist("ids"),
        "is_all": sent.get("is_all", ""),
        "query": sent.get("query", ""),
    }


def edit_context(request: KartotekRequest, kind: str) -> dict[str, object]:
    """Return what the dialog takes: which fields there are, and the input of the chosen one."""
    columns = writable(kind, viewer=request.viewer)
    sent = request.POST if request.method == "POST" else request.GET
    chosen = next((one for one in columns if one.name == sent.get("field")), columns[0])
    is_custom = id_in(chosen.edit) is not None
    return selection_context(request, kind) | {
        "title": edit_title(kind, selected_count(request, kind)),
        "columns": [(one.name, one.label) for one in columns],
        "column": chosen,
        "own": input_to_write(request, chosen) if is_custom else None,
        "fact": None if is_custom else fact_to_write(kind, chosen, viewer=request.viewer),
    }


@require_http_methods(["GET", "POST"])
@form_part(EDIT, "bulk_edit", edit_context)
def edit(request: KartotekRequest, kind: str) -> HttpResponse:
    """Ask which field is to say what, or write it on every selected record."""
    context = edit_context(request, kind)
    if request.method == "GET":
        return _dialog(request, EDIT, "bulk_edit", context)
    column = context["column"]
    assert isinstance(column, Column)
    what = {"field": column.edit, "value": value_to_write(request, kind, column)}
    return _started(request, kind, "edit", what)


def edit_title(kind: str, selection: Capped) -> str:
    """Return what the dialog is called and its button says: how many records are edited."""
    count = selection.count
    if kind == "deal":
        text = ngettext("Edit %(count)s deal", "Edit %(count)s deals", count)
    elif kind == "lead":
        text = ngettext("Edit %(count)s lead", "Edit %(count)s leads", count)
    elif kind == "project":
        text = ngettext("Edit %(count)s project", "Edit %(count)s projects", count)
    elif kind == "person":
        text = ngettext("Edit %(count)s person", "Edit %(count)s people", count)
    else:
        text = ngettext("Edit %(count)s organization", "Edit %(count)s organizations", count)
    return text % {"count": count_text(selection)}


def label_context(request: KartotekRequest, kind: str) -> dict[str, object]:
    """Return what the popover of labels takes."""
    known = fields.labels(checked_kind(kind), viewer=request.viewer)
    return selection_context(request, kind) | {"labels": known}


@require_http_methods(["GET", "POST"])
@form_part(LABEL, "bulk_label", label_context)
def label(request: KartotekRequest, kind: str) -> HttpResponse:
    """Ask which labels, or put them on every selected record and take others off."""
    if request.method == "GET":
        return _dialog(request, LABEL, "bulk_label", label_context(request, kind))
    what = {name: record_numbers(request.POST.getlist(name)) for name in ("add", "remove")}
    if not any(what.values()):
        raise Invalid(_("Choose a label."), {"form": _("Choose a label.")})
    return _started(request, kind, "label", what)


@require_POST
def delete(request: KartotekRequest, kind: str) -> HttpResponse:
    """Delete every selected record, with Undo."""
    return _started(request, kind, "delete", {})


@require_GET
def merge(request: KartotekRequest, kind: str) -> HttpResponse:
    """Lead to the preview that makes one record of the selected ones."""
    wanted = selected(request, kind)
    ids = wanted.ids or ()
    if len(ids) < 2:
        text = _("Select two records or more to merge them.")
        return render.toast(request, HttpResponse(status=204), text)
    if kind == "deal":
        address = f"{reverse('deals:merge')}?ids={','.join(map(str, ids))}"
        return render.redirect(request, address)
    address = f"{reverse('duplicates:merge')}?kind={kind}&ids={','.join(map(str, ids))}"
    return render.redirect(request, address)


@require_GET
def act(request: KartotekRequest, act_id: int) -> HttpResponse:
    """Show how far an act is."""
    return _told(request, act_page(act_id, viewer=request.viewer))


@require_POST
def undo(request: KartotekRequest, act_id: int) -> HttpResponse:
    """Let the records be as they were before an act."""
    run.undo(act_id=act_id, by=request.viewer, at=timezone.now())
    return _ended(request, act_page(act_id, viewer=request.viewer))


def _started(request: KartotekRequest, kind: str, verb: str, what: dict[str, Any]) -> HttpResponse:
    wanted = selected(request, checked_kind(kind))
    begun = run.start(verb=verb, wanted=wanted, what=what, by=request.viewer, at=timezone.now())
    return _ended(request, act_page(begun.pk, viewer=request.viewer))


def _ended(request: KartotekRequest, page: ActPage) -> HttpResponse:
    """Return to the list with a toast; what still runs, or left something out, is told in full."""
    if page.is_running or page.skipped_count:
        if not request.htmx:
            return render.redirect(request, "bulk:act", page.id)
        drawn = render.draw_part(request, ACT, "bulk_act", {"act": page, "text": done_text(page)})
        return render.answer(render.in_place("#dialog", drawn, "innerHTML"))
    here = request.headers.get("HX-Current-URL") or reverse(KINDS[page.kind].page)
    undo_url = "" if page.is_undone else reverse("bulk:undo", args=(page.id,))
    return render.toast(request, render.redirect(request, here), done_text(page), undo_url)


def done_text(page: ActPage) -> str:
    """Return what was done, in words."""
    count = page.done_count
    if page.is_undone:
        text = ngettext("%(count)s record is as before", "%(count)s records are as before", count)
    elif page.verb == "delete":
        text = ngettext("%(count)s record deleted", "%(count)s records deleted", count)
    else:
        text = ngettext("%(count)s record changed", "%(count)s records changed", count)
    return text % {"count": count}


def _told(request: KartotekRequest, page: ActPage) -> HttpResponse:
    context = {"act": page, "text": done_text(page)}
    if request.htmx:
        return render.part(request, ACT, "bulk_progress", context)
    return render.page(request, ACT, context)


def _dialog(
    request: KartotekRequest, screen: str, block: str, context: dict[str, object]
) -> HttpResponse:
    if request.htmx:
        return render.part(request, screen, block, context)
    return render.page(request, screen, context)
