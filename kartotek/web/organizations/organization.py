"""An organization's page: what is kept of it, its people, what happened."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kartotek.contacts import queries
from kartotek.contacts.models import Organization
from kartotek.pipeline.deals.queries import counts_by_person
from kartotek.web import render
from kartotek.web.duplicates.gone import led_on
from kartotek.web.duplicates.hint import hint_of
from kartotek.web.organizations import facts
from kartotek.web.records.custom_fields import facts_of
from kartotek.web.records.followers import following_of
from kartotek.web.records.kinds import Held
from kartotek.web.records.sections import owners, sections_of
from kartotek.web.records.side import side_of, side_pieces
from kartotek.web.viewer import KartotekRequest

SCREEN = "organizations/organization.html"


@require_GET
def organization(request: KartotekRequest, organization_id: int) -> HttpResponse:
    """Show an organization, deleted ones with the way back, merged ones where they are now."""
    elsewhere = led_on(request, "organization", organization_id)
    if elsewhere is not None:
        return elsewhere
    record = queries.organization_record(organization_id, viewer=request.viewer, with_deleted=True)
    held = Held("organization", record.pk, request.viewer)
    side = side_of(request, "organization", organization_id, record=record, held=held)
    return render.page(request, SCREEN, _context(request, record, held) | {"side": side})


def _context(request: KartotekRequest, record: Organization, held: Held) -> dict[str, object]:
    """Return what the head and the sidebar of an organization's page show."""
    viewer, organization_id = request.viewer, record.pk
    found = queries.organization_page(record, viewer=viewer)
    people = queries.people_of(organization_id, viewer=viewer)
    details = facts.details_of(found)
    return {
        "organization": found,
        "summary_facts": [one for one in facts.summary_of(found) if one.name != "address"],
        "details": details,
        "custom_fields": facts_of("organization", organization_id, viewer=request.viewer),
        "filled": sum(fact.is_filled for fact in details),
        "twice": hint_of("organization", organization_id, viewer=request.viewer),
        "owners": owners(viewer),
        "following": following_of("organization", organization_id, viewer=viewer, record=record),
        "map_url": facts.map_url(found.address),
        "related": queries.related_organizations(organization_id, viewer=viewer),
        "further": queries.further_people(organization_id, viewer=viewer),
        "people": people,
        "deals": counts_by_person([row.id for row in people], viewer=viewer),
        "sections": sections_of("organization", organization_id, viewer=viewer, items=held.items),
    }


def changed(request: KartotekRequest, organization_id: int, name: str) -> HttpResponse:
    """Return what a change leads to: the parts that show it, the page, or the list.

    Args:
        request: what asked for the change.
        organization_id: what was changed.
        name: how it is called, for whoever no longer sees it.
    """
    if not queries.organization_names([organization_id], viewer=request.viewer):
        text = _("You no longer see %(name)s.") % {"name": name}
        return render.toast(request, render.redirect(request, "organizations:organizations"), text)
    if not request.htmx:
        return render.redirect(request, "organizations:organization", organization_id)
    return render.answer(*changed_pieces(request, organization_id))


def changed_pieces(request: KartotekRequest, organization_id: int) -> list[SafeString]:
    """Return head, sidebar, Focus and History anew, each to be put in place."""
    record = queries.organization_record(organization_id, viewer=request.viewer, with_deleted=True)
    held = Held("organization", record.pk, request.viewer)
    context = _context(request, record, held)
    blocks = ("record_head", "summary", "rest")
    drawn = [
        render.in_place(f"#{block}", render.draw_part(request, SCREEN, block, context))
        for block in blocks
    ]
    return [
        *drawn,
        *side_pieces(request, "organization", organization_id, record=record, held=held),
    ]
