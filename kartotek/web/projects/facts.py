"""The facts of a project that are edited one at a time."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kartotek.pipeline.projects.queries import ProjectPage
from kartotek.users.viewer import Viewer
from kartotek.web.records.facts import Fact, visibility_options
from kartotek.web.records.sections import owners


def summary_of(project: ProjectPage) -> list[Fact]:
    """Return when a project starts and ends."""
    return [
        Fact("start_on", _("Start"), project.start_on, _url(project, "start_on"), input="date"),
        Fact("end_on", _("End"), project.end_on, _url(project, "end_on"), input="date"),
    ]


def details_of(project: ProjectPage) -> list[Fact]:
    """Return the facts of the details section."""
    return [
        Fact("title", _("Title"), project.title, _url(project, "title")),
        Fact(
            "description",
            _("Description"),
            project.description,
            _url(project, "description"),
            input="area",
            longest=20_000,
        ),
        Fact(
            "visibility",
            _("Visible to"),
            project.visibility,
            _url(project, "visibility"),
            input="select",
            options=visibility_options(),
        ),
    ]


def owner_of(project: ProjectPage, viewer: Viewer) -> Fact:
    """Return the fact that says who owns a project."""
    return Fact(
        "owner_id",
        _("Owner"),
        project.owner.id,
        _url(project, "owner_id"),
        input="select",
        options=owners(viewer),
    )


def _url(project: ProjectPage, name: str) -> str:
    return reverse("projects:fact", args=(project.id, name))
