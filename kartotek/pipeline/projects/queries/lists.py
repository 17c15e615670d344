"""The list of projects, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import DateField, F, QuerySet, Value
from django.db.models.functions import Coalesce

from kartotek.pipeline.projects.models import Project, ProjectStatus
from kartotek.pipeline.projects.queries.rows import ProjectRow, ready, rows_of
from kartotek.users.paging import Order, Page, chosen, page_of
from kartotek.users.viewer import Viewer

# What has no date sorts after what has one.
NO_DATE = Value(date.max, output_field=DateField())

PROJECT_ORDERS: Mapping[str, Order] = {
    "newest": Order("created_at", is_descending=True),
    "title": Order("title"),
    "end": Order("end_sort"),
    "owner": Order("owner__name"),
    "updated": Order("updated_at", is_descending=True),
}
STATES = ("open", "completed", "cancelled", "archived", "all")


@dataclass(frozen=True)
class Narrowing:
    """What the list is narrowed to; what is empty does not narrow.

    `state` is one of `STATES`.
    """

    state: str = "open"
    board_id: int | None = None
    phase_id: int | None = None
    owner_id: int | None = None


def projects(
    *,
    viewer: Viewer,
    to: Narrowing,
    sort: str = "newest",
    after: str = "",
    limit: int = 50,
) -> Page[ProjectRow]:
    """Return a page of the projects the viewer sees.

    Args:
        viewer: who is asking.
        to: what the list is narrowed to.
        sort: a name of `PROJECT_ORDERS`, with a leading minus to turn it round.
        after: the `next` of the page before.
        limit: rows at most.

    Raises:
        CursorLost: `after` cannot be read.
    """
    query = ready(_narrowed(to, viewer)).annotate(end_sort=Coalesce(F("end_on"), NO_DATE))
    page = page_of(query, order=chosen(PROJECT_ORDERS, sort), after=after, limit=limit)
    return Page(rows_of(page.rows, viewer=viewer), page.next)


def count_projects(*, viewer: Viewer, to: Narrowing) -> int:
    """Return how many projects the whole list has."""
    return _narrowed(to, viewer).count()


def _narrowed(to: Narrowing, viewer: Viewer) -> QuerySet[Project]:
    found = _in_state(Project.objects.alive().visible_to(viewer), to.state)
    if to.board_id is not None:
        found = found.filter(phase__board_id=to.board_id)
    if to.phase_id is not None:
        found = found.filter(phase_id=to.phase_id)
    if to.owner_id is not None:
        found = found.filter(owner_id=to.owner_id)
    return found


def _in_state(found: QuerySet[Project], state: str) -> QuerySet[Project]:
    if state == "archived":
        return found.filter(archived_at__isnull=False)
    if state in ProjectStatus.values:
        return found.filter(status=state, archived_at=None)
    return found
