"""A board: its phases as columns, the newest open projects first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.pipeline.projects.models import Phase, Project
from kartotek.pipeline.projects.queries.boards import BoardRow, boards, phases
from kartotek.pipeline.projects.queries.rows import ProjectRow, ready, rows_of
from kartotek.users.paging import Order, Page, page_of
from kartotek.users.viewer import Viewer

CARDS = 15
NEWEST = Order("created_at", is_descending=True)


@dataclass(frozen=True)
class Column:
    """A phase with its first cards; `next` is where the following ones start, empty at the end."""

    phase_id: int
    name: str
    count: int
    projects: list[ProjectRow]
    next: str


@dataclass(frozen=True)
class BoardPage:
    """The open projects of a board; `board` is None in a company that has none."""

    board: BoardRow | None
    boards: list[BoardRow]
    columns: list[Column]

    @property
    def count(self) -> int:
        """How many open projects stand on it."""
        return sum(column.count for column in self.columns)

    @property
    def projects(self) -> list[ProjectRow]:
        """The cards of all columns."""
        return [one for column in self.columns for one in column.projects]


def board(
    *,
    viewer: Viewer,
    board_id: int | None = None,
    owner_id: int | None = None,
    phase_ids: Collection[int] | None = None,
) -> BoardPage:
    """Return a board; the first one without an id.

    Args:
        viewer: who is asking.
        board_id: which board.
        owner_id: shows only the projects of one owner.
        phase_ids: reads only the cards of these columns; all are counted.

    Raises:
        NotFound: there is no such board.
    """
    known = boards(viewer=viewer)
    chosen = next((one for one in known if board_id in (None, one.id)), None)
    if chosen is None:
        if board_id is not None:
            raise NotFound(_("This board is gone."))
        return BoardPage(None, known, [])
    standing = _open(viewer, owner_id).filter(phase__board_id=chosen.id).order_by()
    counts = dict(standing.values_list("phase_id").annotate(count=Count("pk")))
    columns = []
    for phase in phases(viewer=viewer):
        if phase.board_id != chosen.id:
            continue
        page: Page[ProjectRow] = Page([])
        if phase.id in counts and (phase_ids is None or phase.id in phase_ids):
            page = column(phase_id=phase.id, viewer=viewer, owner_id=owner_id)
        count = counts.get(phase.id, 0)
        columns.append(Column(phase.id, phase.name, count, page.rows, page.next))
    return BoardPage(chosen, known, columns)


def column(
    *, phase_id: int, viewer: Viewer, owner_id: int | None = None, after: str = ""
) -> Page[ProjectRow]:
    """Return the cards of a column that follow the cursor `after`.

    Raises:
        NotFound: there is no such phase.
        CursorLost: `after` cannot be read.
    """
    if after and not Phase.objects.filter(company_id=viewer.company_id, pk=phase_id).exists():
        raise NotFound(_("This phase is gone."))
    found = ready(_open(viewer, owner_id).filter(phase_id=phase_id))
    page = page_of(found, order=NEWEST, after=after, limit=CARDS)
    return Page(rows_of(page.rows, viewer=viewer), page.next)


def _open(viewer: Viewer, owner_id: int | None) -> QuerySet[Project]:
    found: QuerySet[Project] = Project.objects.open().visible_to(viewer)
    return found if owner_id is None else found.filter(owner_id=owner_id)
