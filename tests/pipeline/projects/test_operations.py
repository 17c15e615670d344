from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from kartotek.errors import Invalid, NotFound
from kartotek.history.models import Entry
from kartotek.pipeline.projects import operations, queries
from kartotek.pipeline.projects.models import Project
from kartotek.pipeline.projects.operations import (
    ProjectArchived,
    ProjectClosed,
    ProjectDeleted,
)
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility


def test_a_project_is_opened_from_a_deal_in_the_first_phase(
    lobby_deal: Any, phases: list[Any], by_elif: Viewer, now: datetime
) -> None:
    project = operations.create(by=by_elif, at=now, title="Lobby", deal_ids=[lobby_deal.pk])

    page = queries.project(project.pk, viewer=by_elif)
    assert project.phase == phases[0]
    assert [deal.id for deal in page.deals] == [lobby_deal.pk]
    assert [one.id for one in queries.items_of_deal(lobby_deal.pk, viewer=by_elif)] == [project.pk]


def test_a_project_may_be_free_of_everybody(phases: Any, by_elif: Viewer, now: datetime) -> None:
    assert operations.create(by=by_elif, at=now, title="Own stand").is_open


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("description", "x" * 20_001),
        ("person_ids", [0]),
        ("organization_ids", [0]),
        ("deal_ids", [0]),
        ("phase_id", 0),
        ("end_on", date(2026, 1, 1)),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_its_field(
    phases: Any, by_elif: Viewer, now: datetime, field: str, value: Any
) -> None:
    values: dict[str, Any] = {"title": "Lobby", "start_on": date(2026, 2, 1), field: value}

    with pytest.raises(Invalid) as refusal:
        operations.create(by=by_elif, at=now, **values)

    assert list(refusal.value.fields) == [field]
    assert not Project.objects.exists()


def test_the_order_of_people_is_kept(
    bodrum_project: Project, zeynep: Any, daniel: Any, by_elif: Viewer, now: datetime
) -> None:
    operations.edit(
        project_id=bodrum_project.pk,
        by=by_elif,
        at=now,
        person_ids=[daniel.pk, zeynep.pk, daniel.pk],
    )

    page = queries.project(bodrum_project.pk, viewer=by_elif)
    assert [person.name for person in page.people] == ["Daniel Okafor", "Zeynep Karaca"]


def test_an_edit_that_changes_nothing_leaves_no_trace(
    bodrum_project: Project, zeynep: Any, by_elif: Viewer, now: datetime
) -> None:
    operations.edit(
        project_id=bodrum_project.pk,
        by=by_elif,
        at=now,
        title=bodrum_project.title,
        person_ids=[zeynep.pk],
    )

    assert not Entry.objects.filter(kind="project.edited").exists()


def test_who_is_on_a_project_stays_though_the_writer_may_not_see_them(
    bodrum_project: Project,
    zeynep: Any,
    daniel: Any,
    by_elif: Viewer,
    by_robin: Viewer,
    now: datetime,
) -> None:
    zeynep.visibility = Visibility.GROUP
    zeynep.save()

    operations.add_member(
        project_id=bodrum_project.pk, kind="person", record_id=daniel.pk, by=by_robin, at=now
    )

    page = queries.project(bodrum_project.pk, viewer=by_elif)
    assert [person.name for person in page.people] == ["Zeynep Karaca", "Daniel Okafor"]


def test_members_are_put_on_and_taken_off(
    bodrum_project: Project, lobby_deal: Any, marmara: Any, by_elif: Viewer, now: datetime
) -> None:
    mine: dict[str, Any] = {"project_id": bodrum_project.pk, "by": by_elif, "at": now}
    for _time in range(2):
        operations.add_member(kind="deal", record_id=lobby_deal.pk, **mine)
    operations.remove_member(kind="organization", record_id=marmara.pk, **mine)
    operations.remove_member(kind="organization", record_id=marmara.pk, **mine)

    page = queries.project(bodrum_project.pk, viewer=by_elif)
    assert [deal.id for deal in page.deals] == [lobby_deal.pk]
    assert page.organizations == []
    told = Entry.objects.filter(subject_type="project").order_by("pk")
    assert list(told.values_list("kind", flat=True)) == [
        "project.created",
        "project.deal-added",
        "project.organization-removed",
    ]


def test_a_project_has_no_list_of_leads(
    bodrum_project: Project, by_elif: Viewer, now: datetime
) -> None:
    with pytest.raises(NotFound):
        operations.add_member(
            project_id=bodrum_project.pk, kind="lead", record_id=1, by=by_elif, at=now
        )


def test_a_project_moves_to_another_phase(
    bodrum_project: Project, phases: list[Any], by_elif: Viewer, now: datetime
) -> None:
    project = operations.move_to_phase(
        project_id=bodrum_project.pk, phase_id=phases[1].pk, by=by_elif, at=now
    )

    assert project.phase == phases[1]


def test_a_project_cannot_move_to_a_phase_that_is_gone(
    bodrum_project: Project, by_elif: Viewer, now: datetime
) -> None:
    with pytest.raises(NotFound):
        operations.move_to_phase(project_id=bodrum_project.pk, phase_id=0, by=by_elif, at=now)


def test_a_closed_project_does_not_move_until_it_is_reopened(
    bodrum_project: Project, phases: list[Any], by_elif: Viewer, now: datetime
) -> None:
    closed = operations.set_status(
        project_id=bodrum_project.pk, status="completed", by=by_elif, at=now
    )
    assert (closed.is_open, closed.closed_at) == (False, now)
    with pytest.raises(ProjectClosed):
        operations.move_to_phase(
            project_id=bodrum_project.pk, phase_id=phases[1].pk, by=by_elif, at=now
        )

    reopened = operations.set_status(
        project_id=bodrum_project.pk, status="open", by=by_elif, at=now
    )

    assert (reopened.is_open, reopened.closed_at) == (True, None)


def test_an_archived_project_is_left_alone(
    bodrum_project: Project, phases: list[Any], by_elif: Viewer, now: datetime
) -> None:
    assert not operations.archive(project_id=bodrum_project.pk, by=by_elif, at=now).is_open
    with pytest.raises(ProjectArchived):
        operations.move_to_phase(
            project_id=bodrum_project.pk, phase_id=phases[1].pk, by=by_elif, at=now
        )
    with pytest.raises(ProjectArchived):
        operations.set_status(project_id=bodrum_project.pk, status="cancelled", by=by_elif, at=now)

    assert operations.unarchive(project_id=bodrum_project.pk, by=by_elif, at=now).is_open


def test_there_are_three_statuses(bodrum_project: Project, by_elif: Viewer, now: datetime) -> None:
    with pytest.raises(Invalid):
        operations.set_status(project_id=bodrum_project.pk, status="won", by=by_elif, at=now)


def test_a_project_deleted_meanwhile_is_not_edited(
    bodrum_project: Project, by_elif: Viewer, now: datetime
) -> None:
    operations.delete(project_id=bodrum_project.pk, by=by_elif, at=now)

    with pytest.raises(ProjectDeleted):
        operations.edit(project_id=bodrum_project.pk, by=by_elif, at=now, title="Mine")

    assert operations.restore(project_id=bodrum_project.pk, by=by_elif, at=now).is_open


ACTS: list[Any] = [
    lambda one, by, at: operations.edit(project_id=one, by=by, at=at, title="Mine"),
    lambda one, by, at: operations.move_to_phase(project_id=one, phase_id=1, by=by, at=at),
    lambda one, by, at: operations.set_status(project_id=one, status="open", by=by, at=at),
    lambda one, by, at: operations.archive(project_id=one, by=by, at=at),
    lambda one, by, at: operations.unarchive(project_id=one, by=by, at=at),
    lambda one, by, at: operations.delete(project_id=one, by=by, at=at),
    lambda one, by, at: operations.restore(project_id=one, by=by, at=at),
    lambda one, by, at: operations.add_member(
        project_id=one, kind="person", record_id=1, by=by, at=at
    ),
    lambda one, by, at: operations.remove_member(
        project_id=one, kind="person", record_id=1, by=by, at=at
    ),
]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["by_robin", "by_outsider"])
def test_nobody_changes_a_project_they_may_not_see(
    bodrum_project: Project, request: Any, now: datetime, act: Any, who: str
) -> None:
    bodrum_project.visibility = Visibility.GROUP
    bodrum_project.save()

    with pytest.raises(NotFound):
        act(bodrum_project.pk, request.getfixturevalue(who), now)
