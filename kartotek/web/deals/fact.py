"""One fact of a deal, edited where it stands; also the owner and who sees it."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kartotek.flows import item_changes
from kartotek.pipeline.deals import operations, queries
from kartotek.web.deals import facts
from kartotek.web.deals.answers import changed
from kartotek.web.records.facts import Fact, fact_form, fact_named, fact_value, was_of
from kartotek.web.viewer import KartotekRequest


def fact_of(request: KartotekRequest, deal_id: int, name: str) -> Fact:
    """Return the fact `name` of a deal.

    Raises:
        NotFound: there is no such deal or fact.
    """
    found = queries.deal(deal_id, viewer=request.viewer)
    known = [*facts.summary_of(found), *facts.details_of(found, request.viewer)]
    return fact_named([*known, facts.owner_of(found, request.viewer)], name)


@require_http_methods(["GET", "POST"])
@fact_form(fact_of)
def fact(request: KartotekRequest, deal_id: int, name: str) -> HttpResponse:
    """Save what was typed for one fact."""
    value = fact_value(request, fact_of(request, deal_id, name))
    if name == "closed_on":
        operations.set_closed_on(
            deal_id=deal_id, closed_on=value, by=request.viewer, at=timezone.now()
        )
        return changed(request, deal_id)
    item_changes.edit_deal(
        deal_id=deal_id,
        by=request.viewer,
        at=timezone.now(),
        was=was_of(request, name),
        **{name: value},
    )
    return changed(request, deal_id)
