"""One fact of a project, edited where it stands; also the owner and who sees it."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kartotek.flows import item_changes
from kartotek.pipeline.projects import queries
from kartotek.web.projects import facts
from kartotek.web.projects.project import changed
from kartotek.web.records.facts import Fact, fact_form, fact_named, fact_value, was_of
from kartotek.web.viewer import KartotekRequest


def fact_of(request: KartotekRequest, project_id: int, name: str) -> Fact:
    """Return the fact `name` of a project.

    Raises:
        NotFound: there is no such project or fact.
    """
    found = queries.project(project_id, viewer=request.viewer)
    known = [*facts.summary_of(found), *facts.details_of(found)]
    return fact_named([*known, facts.owner_of(found, request.viewer)], name)


@require_http_methods(["GET", "POST"])
@fact_form(fact_of)
def fact(request: KartotekRequest, project_id: int, name: str) -> HttpResponse:
    """Save what was typed for one fact."""
    value = fact_value(request, fact_of(request, project_id, name))
    item_changes.edit_project(
        project_id=project_id,
        by=request.viewer,
        at=timezone.now(),
        was=was_of(request, name),
        **{name: value},
    )
    return changed(request, project_id)
