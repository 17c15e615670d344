"""A deal's page: what is kept of it, who is on it, what happened."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from kartotek.pipeline.deals import queries
from kartotek.pipeline.deals.queries import DealPage
from kartotek.pipeline.projects import queries as projects
from kartotek.web import render
from kartotek.web.deals import facts
from kartotek.web.duplicates.gone import led_on
from kartotek.web.items.contacts import cards_of
from kartotek.web.records.custom_fields import facts_of
from kartotek.web.records.followers import following_of
from kartotek.web.records.sections import owners
from kartotek.web.records.side import side_of, side_pieces
from kartotek.web.viewer import KartotekRequest
from kartotek.web.words import number

SCREEN = "deals/deal.html"


@require_GET
def deal(request: KartotekRequest, deal_id: int) -> HttpResponse:
    """Show a deal, deleted ones with the way back, merged ones where they are now."""
    elsewhere = led_on(request, "deal", deal_id)
    if elsewhere is not None:
        return elsewhere
    context = page_context(request, deal_id)
    return render.page(request, SCREEN, context | {"side": side_of(request, "deal", deal_id)})


def page_context(request: KartotekRequest, deal_id: int) -> dict[str, object]:
    """Return what the head and the sidebar of a deal's page show."""
    found = queries.deal(deal_id, viewer=request.viewer, with_deleted=True)
    details = facts.details_of(found, request.viewer)
    return {
        "deal": found,
        "days_in_stage": _days_in_stage(found),
        "stage_times": _stage_times(request, found),
        "summary": facts.summary_of(found),
        "details": details,
        "custom_fields": facts_of("deal", deal_id, viewer=request.viewer),
        "owners": owners(request.viewer),
        "following": following_of("deal", deal_id, viewer=request.viewer),
        "cards": cards_of(found.person, found.organization, viewer=request.viewer),
        "projects": projects.items_of_deal(deal_id, viewer=request.viewer),
        "add_project_url": f"{reverse('projects:add')}?deal={deal_id}",
    }


def changed_pieces(request: KartotekRequest, deal_id: int) -> list[SafeString]:
    """Return head, sidebar, Focus and History anew, each to be put in place."""
    context = page_context(request, deal_id)
    blocks = ("record_head", "summary", "rest")
    drawn = [
        render.in_place(f"#{block}", render.draw_part(request, SCREEN, block, context))
        for block in blocks
    ]
    return [*drawn, *side_pieces(request, "deal", deal_id)]


def _stage_times(request: KartotekRequest, found: DealPage) -> dict[int, str]:
    """Return in words how long the deal stood in each stage it was in."""
    times = queries.stage_times(found, viewer=request.viewer, now=timezone.now())
    return {
        stage_id: ngettext("%(count)s day", "%(count)s days", spent.days)
        % {"count": number(spent.days)}
        for stage_id, spent in times.items()
    }


def _days_in_stage(found: DealPage) -> int:
    return (timezone.now() - found.stage_since).days
