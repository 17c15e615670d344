"""One fact of an organization, edited where it stands; also the owner and who sees it."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kartotek.contacts import queries
from kartotek.flows import contact_changes
from kartotek.web.organizations import facts
from kartotek.web.organizations.organization import changed
from kartotek.web.records.facts import Fact, fact_form, fact_named, fact_value, was_of
from kartotek.web.records.sections import owners
from kartotek.web.viewer import KartotekRequest


def fact_of(request: KartotekRequest, organization_id: int, name: str) -> Fact:
    """Return the fact `name` of an organization.

    Raises:
        NotFound: there is no such organization or fact.
    """
    found = queries.organization(organization_id, viewer=request.viewer)
    known = [*facts.summary_of(found), *facts.details_of(found)]
    return fact_named([*known, facts.owner(found, owners(request.viewer))], name)


@require_http_methods(["GET", "POST"])
@fact_form(fact_of)
def fact(request: KartotekRequest, organization_id: int, name: str) -> HttpResponse:
    """Save what was typed for one fact."""
    value = fact_value(request, fact_of(request, organization_id, name))
    edited = contact_changes.edit_organization(
        organization_id=organization_id,
        by=request.viewer,
        at=timezone.now(),
        was=was_of(request, name),
        **{name: value},
    )
    return changed(request, organization_id, edited.name)
