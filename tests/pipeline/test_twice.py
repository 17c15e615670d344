"""What is done twice is done once: nothing changes the second time, and history says it once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from kartotek.history.models import Entry
from kartotek.pipeline.deals import operations as deals
from kartotek.pipeline.leads import operations as leads
from kartotek.pipeline.projects import operations as projects
from kartotek.users.viewer import Viewer

ITEMS = {
    "deal": ("lobby_deal", deals),
    "lead": ("clinic_lead", leads),
    "project": ("bodrum_project", projects),
}


@pytest.mark.parametrize("kind", ITEMS)
@pytest.mark.parametrize(
    ("acts", "happened"),
    [
        (("archive", "archive"), ["archived"]),
        (("unarchive",), []),
        (("archive", "unarchive", "unarchive"), ["archived", "unarchived"]),
        (("delete", "delete"), ["deleted"]),
        (("restore",), []),
        (("delete", "restore", "restore"), ["deleted", "restored"]),
    ],
)
def test_twice_is_once(
    request: Any, by_elif: Viewer, now: datetime, kind: str, acts: list[str], happened: list[str]
) -> None:
    fixture, operations = ITEMS[kind]
    item = request.getfixturevalue(fixture)

    for act in acts:
        getattr(operations, act)(**{f"{kind}_id": item.pk}, by=by_elif, at=now)

    told = Entry.objects.filter(subject_type=kind).exclude(kind=f"{kind}.created").order_by("pk")
    assert list(told.values_list("kind", flat=True)) == [f"{kind}.{one}" for one in happened]


def test_a_move_to_where_it_stands_is_not_told(
    bodrum_project: Any, phases: list[Any], by_elif: Viewer, now: datetime
) -> None:
    mine: dict[str, Any] = {"project_id": bodrum_project.pk, "by": by_elif, "at": now}

    projects.move_to_phase(phase_id=phases[0].pk, **mine)
    projects.set_status(status="open", **mine)

    assert Entry.objects.filter(subject_type="project").count() == 1
