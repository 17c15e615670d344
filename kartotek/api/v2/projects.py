"""Projects: `/api/v2/projects`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any, Final

import msgspec
from django.http import HttpResponse
from django.utils import timezone
from ninja import Query
from pydantic import AfterValidator, Field

from kartotek.api.answers import cursor_page, gone, one
from kartotek.api.custom_fields import said
from kartotek.api.formats import day, milliseconds
from kartotek.api.request import ApiRequest
from kartotek.api.v2.asked import Part
from kartotek.api.v2.door import api
from kartotek.api.v2.shapes import label_ids, own_fields
from kartotek.api.values import CustomFields, Day, Id, Strict, Title
from kartotek.flows import at_once, field_values, item_changes
from kartotek.pipeline.projects import operations
from kartotek.pipeline.projects.queries import listing

STATUSES: Final = {
    "open": "open",
    "completed": "completed",
    "canceled": "cancelled",
    "cancelled": "cancelled",
}
"""The API's word for a status, and ours; both ways to spell one are understood."""


def known_status(text: str) -> str:
    """Return our word for a status.

    Raises:
        ValueError: there is no such status.
    """
    if text not in STATUSES:
        raise ValueError("expected open, completed or canceled")
    return STATUSES[text]


def known_statuses(text: str) -> str:
    """Return our words for the statuses of a comma separated list.

    Raises:
        ValueError: one of them is none.
    """
    return ",".join(known_status(one.strip()) for one in text.split(",") if one.strip())


Status = Annotated[str, AfterValidator(known_status)]
Statuses = Annotated[str, AfterValidator(known_statuses)]


class ProjectOut(msgspec.Struct):
    """A project as v2 shows it."""

    id: int
    title: str
    description: str
    status: str
    board_id: int
    phase_id: int
    owner_id: int
    start_date: str | None
    end_date: str | None
    deal_ids: list[int]
    person_ids: list[int]
    org_ids: list[int]
    label_ids: list[int]
    health_status: int | None
    add_time: str
    update_time: str
    status_change_time: str
    archive_time: str | None
    is_deleted: bool
    custom_fields: dict[str, Any]


class ProjectChanges(Strict):
    """What can be written on a project, and what can become of it."""

    title: str = ""
    description: str | None = None
    status: Status | None = None
    board_id: Id | None = None
    phase_id: Id | None = None
    owner_id: Id = 0
    start_date: Day | None = None
    end_date: Day | None = None
    deal_ids: list[Id] = Field(default_factory=list)
    person_ids: list[Id] = Field(default_factory=list)
    org_ids: list[Id] = Field(default_factory=list)
    label_ids: list[Id] | None = None
    custom_fields: CustomFields = Field(default_factory=dict)


class NewProject(ProjectChanges):
    """A project to open."""

    title: Title


class ProjectsAsked(Part):
    """Which projects."""

    status: Statuses = ""
    phase_id: Id | None = None
    deal_id: Id | None = None
    person_id: Id | None = None
    org_id: Id | None = None


@api.get("/projects", tags=["projects"])
def projects(request: ApiRequest, asked: Query[ProjectsAsked]) -> HttpResponse:
    """List the projects that are not archived, a part at a time."""
    return _listed(request, asked, is_archived=False)


@api.get("/projects/archived", tags=["projects"])
def archived_projects(request: ApiRequest, asked: Query[ProjectsAsked]) -> HttpResponse:
    """List the archived projects, a part at a time."""
    return _listed(request, asked, is_archived=True)


@api.post("/projects", tags=["projects"])
def add_project(request: ApiRequest, payload: NewProject) -> HttpResponse:
    """Open a project."""
    open_project = partial(
        at_once.open_project,
        by=request.viewer,
        at=timezone.now(),
        turn=_turn(payload),
        **_values(payload),
    )
    project = field_values.added(
        open_project,
        values=said("project", payload.custom_fields, viewer=request.viewer),
        by=request.viewer,
        at=timezone.now(),
    )
    [shown] = _shown(request, [listing.written_project(project, viewer=request.viewer)])
    return one(shown, status=201)


@api.get("/projects/{int:project_id}", tags=["projects"])
def project(request: ApiRequest, project_id: int) -> HttpResponse:
    """Return a project."""
    [shown] = _shown(request, [listing.project_entry(project_id, viewer=request.viewer)])
    return one(shown)


@api.patch("/projects/{int:project_id}", tags=["projects"])
def change_project(request: ApiRequest, project_id: int, payload: ProjectChanges) -> HttpResponse:
    """Change what is sent of a project, and leave the rest: all of it, or nothing."""
    set_project = partial(
        at_once.set_project,
        project_id=project_id,
        by=request.viewer,
        at=timezone.now(),
        turn=_turn(payload),
        **_values(payload),
    )
    changed = field_values.changed(
        set_project,
        values=said("project", payload.custom_fields, viewer=request.viewer),
        by=request.viewer,
        at=timezone.now(),
    )
    [shown] = _shown(request, [listing.written_project(changed, viewer=request.viewer)])
    return one(shown)


@api.post("/projects/{int:project_id}/archive", tags=["projects"])
def archive_project(request: ApiRequest, project_id: int) -> HttpResponse:
    """Put a project into the archive."""
    held = operations.archive(project_id=project_id, by=request.viewer, at=timezone.now())
    [shown] = _shown(request, [listing.written_project(held, viewer=request.viewer)])
    return one(shown)


@api.delete("/projects/{int:project_id}", tags=["projects"])
def delete_project(request: ApiRequest, project_id: int) -> HttpResponse:
    """Delete a project; it can be read, and restored on its page."""
    item_changes.delete_item(
        kind="project", item_id=project_id, by=request.viewer, at=timezone.now()
    )
    return gone(project_id)


def _values(sent: ProjectChanges) -> dict[str, Any]:
    """Return what was sent of the project's values in the words of the house."""
    given = sent.given()
    words = {
        "title": "title",
        "owner_id": "owner_id",
        "start_date": "start_on",
        "end_date": "end_on",
        "deal_ids": "deal_ids",
        "person_ids": "person_ids",
        "org_ids": "organization_ids",
    }
    values = {ours: given[theirs] for theirs, ours in words.items() if theirs in given}
    return values | ({"description": sent.description or ""} if "description" in given else {})


def _turn(sent: ProjectChanges) -> at_once.ProjectTurn:
    return at_once.ProjectTurn(
        phase_id=sent.phase_id,
        board_id=sent.board_id,
        status=sent.status,
        label_ids=sent.label_ids,
    )


def _listed(request: ApiRequest, asked: ProjectsAsked, *, is_archived: bool) -> HttpResponse:
    which = listing.ProjectsWanted(
        statuses=[one for one in asked.status.split(",") if one],
        phase_id=asked.phase_id,
        person_id=asked.person_id,
        organization_id=asked.org_id,
        deal_id=asked.deal_id,
        is_archived=is_archived,
    )
    page = listing.project_entries(viewer=request.viewer, which=which, part=asked.slice())
    return cursor_page(_shown(request, page.rows), page.next)


def _shown(request: ApiRequest, entries: Sequence[listing.ProjectEntry]) -> list[ProjectOut]:
    ids = [entry.record.pk for entry in entries]
    own = own_fields("project", ids, None, viewer=request.viewer)
    return [_out(entry, own[entry.record.pk]) for entry in entries]


def _out(entry: listing.ProjectEntry, own: dict[str, Any]) -> ProjectOut:
    project = entry.record
    return ProjectOut(
        id=project.pk,
        title=project.title,
        description=project.description,
        status="canceled" if project.status == "cancelled" else project.status,
        board_id=project.phase.board_id,
        phase_id=project.phase_id,
        owner_id=project.owner_id,
        start_date=day(project.start_on),
        end_date=day(project.end_on),
        deal_ids=list(entry.deal_ids),
        person_ids=list(entry.person_ids),
        org_ids=list(entry.organization_ids),
        label_ids=label_ids(entry.labels),
        health_status=None,
        add_time=milliseconds(project.created_at),
        update_time=milliseconds(project.updated_at),
        status_change_time=milliseconds(project.closed_at or project.created_at),
        archive_time=milliseconds(project.archived_at),
        is_deleted=project.is_deleted,
        custom_fields=own,
    )
