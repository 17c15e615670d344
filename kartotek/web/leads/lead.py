"""A lead's page: what is kept of it, who it is about, what happened."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from kartotek.pipeline.leads import queries
from kartotek.web import render
from kartotek.web.items.contacts import cards_of
from kartotek.web.leads import facts
from kartotek.web.records.custom_fields import facts_of
from kartotek.web.records.followers import following_of
from kartotek.web.records.sections import owners
from kartotek.web.records.side import side_of, side_pieces
from kartotek.web.viewer import KartotekRequest

SCREEN = "leads/lead.html"


@require_GET
def lead(request: KartotekRequest, lead_id: int) -> HttpResponse:
    """Show a lead, deleted ones with the way back."""
    context = page_context(request, lead_id)
    return render.page(request, SCREEN, context | {"side": side_of(request, "lead", lead_id)})


def page_context(request: KartotekRequest, lead_id: int) -> dict[str, object]:
    """Return what the head and the sidebar of a lead's page show."""
    found = queries.lead(lead_id, viewer=request.viewer, with_deleted=True)
    return {
        "lead": found,
        "summary": facts.summary_of(found),
        "details": facts.details_of(found, request.viewer),
        "custom_fields": facts_of("lead", lead_id, viewer=request.viewer),
        "owners": owners(request.viewer),
        "following": following_of("lead", lead_id, viewer=request.viewer),
        "cards": cards_of(found.person, found.organization, viewer=request.viewer),
    }


def changed(request: KartotekRequest, lead_id: int) -> HttpResponse:
    """Return what a change of a lead leads to: the parts that show it, or the page."""
    if not request.htmx:
        return render.redirect(request, "leads:lead", lead_id)
    return render.answer(*changed_pieces(request, lead_id))


def changed_pieces(request: KartotekRequest, lead_id: int) -> list[SafeString]:
    """Return head, sidebar, Focus and History anew, each to be put in place."""
    context = page_context(request, lead_id)
    blocks = ("record_head", "summary", "rest")
    drawn = [
        render.in_place(f"#{block}", render.draw_part(request, SCREEN, block, context))
        for block in blocks
    ]
    return [*drawn, *side_pieces(request, "lead", lead_id)]
