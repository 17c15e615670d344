"""The email addresses and phones of a person, edited as a list."""

from __future__ import annotations

from typing import TypeVar

from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kartotek.contacts import queries
from kartotek.contacts.models.address import AddressLabel
from kartotek.contacts.operations import AddressIn, PersonEdit, PhoneIn
from kartotek.contacts.queries import Reach
from kartotek.errors import NotFound
from kartotek.flows import contact_changes
from kartotek.history.meanwhile import mark
from kartotek.web import render
from kartotek.web.forms import form_part
from kartotek.web.people.person import changed
from kartotek.web.records.facts import was_of
from kartotek.web.viewer import KartotekRequest

SCREEN = "people/reach.html"

T = TypeVar("T", AddressIn, PhoneIn)


def reach_context(request: KartotekRequest, person_id: int, which: str) -> dict[str, object]:
    """Return what the list of addresses or phones takes.

    Raises:
        NotFound: there is no such person or list.
    """
    found = queries.person(person_id, viewer=request.viewer)
    if which not in {"addresses", "phones"}:
        raise NotFound(_("There is no such field."))
    rows: list[Reach] = getattr(found, which)
    return {
        "person": found,
        "which": which,
        "title": _("Email") if which == "addresses" else _("Phone"),
        "mark": mark(sorted((one.value, one.label, one.is_primary) for one in rows)),
        "theirs": ", ".join(one.value for one in rows),
        "rows": _typed_rows(request.POST) if request.method == "POST" else rows,
        "kinds": AddressLabel.choices,
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "reach_edit", reach_context)
def reach(request: KartotekRequest, person_id: int, which: str) -> HttpResponse:
    """Show the list with a line to add, or save it."""
    context = reach_context(request, person_id, which)
    if request.method == "GET":
        if not request.htmx:
            return render.page(request, SCREEN, context)
        block = "reach_shown" if "shown" in request.GET else "reach_edit"
        return render.part(request, SCREEN, block, context)
    rows = _typed_rows(request.POST)
    given: PersonEdit = {"was": was_of(request, which)}
    if which == "addresses":
        given["addresses"] = [AddressIn(one.value, one.label, one.is_primary) for one in rows]
    else:
        given["phones"] = [PhoneIn(one.value, one.label, one.is_primary) for one in rows]
    edited = contact_changes.edit_person(
        person_id=person_id,
        by=request.viewer,
        at=timezone.now(),
        **given,
    )
    return changed(request, person_id, edited.name)


def _typed_rows(typed: QueryDict) -> list[Reach]:
    """Return the lines of the form that are filled in; `primary` is the number of a line."""
    values, labels = typed.getlist("value"), typed.getlist("label")
    primary = typed.get("primary", "")
    return [
        Reach(0, value.strip(), value, label, "", is_primary=str(number) == primary)
        for number, (value, label) in enumerate(zip(values, labels, strict=False))
        if value.strip()
    ]
