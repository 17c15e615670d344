"""A project's page: what is kept of it, who is on it, what happened."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from kartotek.activities.queries.tasks import tasks_of
from kartotek.pipeline.projects import queries
from kartotek.web import render
from kartotek.web.projects import facts
from kartotek.web.records.custom_fields import facts_of
from kartotek.web.records.followers import following_of
from kartotek.web.records.sections import owners
from kartotek.web.records.side import side_of, side_pieces
from kartotek.web.viewer import KartotekRequest

SCREEN = "projects/project.html"


@require_GET
def project(request: KartotekRequest, project_id: int) -> HttpResponse:
    """Show a project, deleted ones with the way back."""
    context = page_context(request, project_id)
    return render.page(request, SCREEN, context | {"side": side_of(request, "project", project_id)})


def page_context(request: KartotekRequest, project_id: int) -> dict[str, object]:
    """Return what the head and the sidebar of a project's page show."""
    found = queries.project(project_id, viewer=request.viewer, with_deleted=True)
    return {
        "project": found,
        "summary": facts.summary_of(found),
        "details": facts.details_of(found),
        "custom_fields": facts_of("project", project_id, viewer=request.viewer),
        "owners": owners(request.viewer),
        "tasks": tasks_of(project_id, viewer=request.viewer),
        "following": following_of("project", project_id, viewer=request.viewer),
    }


def changed(request: KartotekRequest, project_id: int) -> HttpResponse:
    """Return what a change of a project leads to: the parts that show it, or the page."""
    if not request.htmx:
        return render.redirect(request, "projects:project", project_id)
    return render.answer(*changed_pieces(request, project_id))


def changed_pieces(request: KartotekRequest, project_id: int) -> list[SafeString]:
    """Return head, sidebar, Focus and History anew, each to be put in place."""
    context = page_context(request, project_id)
    blocks = ("record_head", "summary", "rest")
    drawn = [
        render.in_place(f"#{block}", render.draw_part(request, SCREEN, block, context))
        for block in blocks
    ]
    return [*drawn, *side_pieces(request, "project", project_id)]
