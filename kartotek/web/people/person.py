"""A person's page: what is kept of them, what hangs on them, what happened."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kartotek.contacts import queries
from kartotek.contacts.models import Person
from kartotek.web import render
from kartotek.web.duplicates.gone import led_on
from kartotek.web.duplicates.hint import hint_of
from kartotek.web.people import facts
from kartotek.web.records.custom_fields import facts_of
from kartotek.web.records.followers import following_of
from kartotek.web.records.kinds import Held
from kartotek.web.records.sections import owners, sections_of
from kartotek.web.records.side import side_of, side_pieces
from kartotek.web.viewer import KartotekRequest

SCREEN = "people/person.html"


@require_GET
def person(request: KartotekRequest, person_id: int) -> HttpResponse:
    """Show a person, deleted ones with the way back, merged ones where they are now."""
    elsewhere = led_on(request, "person", person_id)
    if elsewhere is not None:
        return elsewhere
    record = queries.person_record(person_id, viewer=request.viewer, with_deleted=True)
    held = Held("person", record.pk, request.viewer)
    side = side_of(request, "person", person_id, record=record, held=held)
    return render.page(request, SCREEN, _context(request, record, held) | {"side": side})


def _context(request: KartotekRequest, record: Person, held: Held) -> dict[str, object]:
    """Return what the head and the sidebar of a person's page show."""
    person_id = record.pk
    found = queries.person_page(record, viewer=request.viewer)
    details = facts.details_of(found)
    return {
        "person": found,
        "visible_to": facts.visible_to(found),
        "details": details,
        "custom_fields": facts_of("person", person_id, viewer=request.viewer),
        "filled": sum(fact.is_filled for fact in details),
        "twice": hint_of("person", person_id, viewer=request.viewer),
        "owners": owners(request.viewer),
        "following": following_of("person", person_id, viewer=request.viewer, record=record),
        "further": queries.further_organizations(person_id, viewer=request.viewer),
        "sections": sections_of("person", person_id, viewer=request.viewer, items=held.items),
    }


def changed(request: KartotekRequest, person_id: int, name: str) -> HttpResponse:
    """Return what a change leads to: the parts that show it, the page, or the list.

    Args:
        request: what asked for the change.
        person_id: what was changed.
        name: how it is called, for whoever no longer sees it.
    """
    if not queries.person_names([person_id], viewer=request.viewer):
        text = _("You no longer see %(name)s.") % {"name": name}
        return render.toast(request, render.redirect(request, "people:people"), text)
    if not request.htmx:
        return render.redirect(request, "people:person", person_id)
    return render.answer(*changed_pieces(request, person_id))


def changed_pieces(request: KartotekRequest, person_id: int) -> list[SafeString]:
    """Return head, sidebar, Focus and History anew, each to be put in place."""
    record = queries.person_record(person_id, viewer=request.viewer, with_deleted=True)
    held = Held("person", record.pk, request.viewer)
    context = _context(request, record, held)
    blocks = ("record_head", "summary", "rest")
    drawn = [
        render.in_place(f"#{block}", render.draw_part(request, SCREEN, block, context))
        for block in blocks
    ]
    return [*drawn, *side_pieces(request, "person", person_id, record=record, held=held)]
