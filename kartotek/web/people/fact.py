"""One fact of a person, edited where it stands; also the owner and who sees them."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kartotek.contacts import queries
from kartotek.flows import contact_changes
from kartotek.web.people import facts
from kartotek.web.people.person import changed
from kartotek.web.records.facts import Fact, fact_form, fact_named, fact_value, was_of
from kartotek.web.records.sections import owners
from kartotek.web.viewer import KartotekRequest


def fact_of(request: KartotekRequest, person_id: int, name: str) -> Fact:
    """Return the fact `name` of a person.

    Raises:
        NotFound: there is no such person or fact.
    """
    found = queries.person(person_id, viewer=request.viewer)
    known = [*facts.details_of(found), facts.visible_to(found)]
    return fact_named([*known, facts.owner(found, owners(request.viewer))], name)


@require_http_methods(["GET", "POST"])
@fact_form(fact_of)
def fact(request: KartotekRequest, person_id: int, name: str) -> HttpResponse:
    """Save what was typed for one fact."""
    value = fact_value(request, fact_of(request, person_id, name))
    edited = contact_changes.edit_person(
        person_id=person_id,
        by=request.viewer,
        at=timezone.now(),
        was=was_of(request, name),
        **{name: value},
    )
    return changed(request, person_id, edited.name)
