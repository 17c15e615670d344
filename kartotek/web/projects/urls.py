"""Addresses of the area projects."""

from __future__ import annotations

from django.urls import URLPattern, path

from kartotek.web.projects import (
    add,
    archive,
    board,
    deletion,
    fact,
    members,
    phase,
    project,
    projects,
    status,
    tasks,
)

app_name = "projects"

urlpatterns: list[URLPattern] = [
    path("", board.board, name="projects"),
    path("board/", board.board, name="board"),
    path("list/", projects.projects, name="list"),
    path("columns/<int:phase_id>/", board.column, name="column"),
    path("add/", add.add, name="add"),
    path("<int:project_id>/", project.project, name="project"),
    path("<int:project_id>/facts/<str:name>/", fact.fact, name="fact"),
    path("<int:project_id>/phase/", phase.phase, name="phase"),
    path("<int:project_id>/status/", status.status, name="status"),
    path("<int:project_id>/archive/", archive.archive, name="archive"),
    path("<int:project_id>/deletion/", deletion.delete, name="delete"),
    path("<int:project_id>/restoration/", deletion.restore, name="restore"),
    path("<int:project_id>/tasks/", tasks.tasks, name="tasks"),
    path("<int:project_id>/tasks/<int:activity_id>/", tasks.tick, name="tick"),
    path("<int:project_id>/members/<str:kind>/", members.members, name="members"),
    path(
        "<int:project_id>/members/<str:kind>/<int:record_id>/removal/",
        members.removal,
        name="member_removal",
    ),
]
