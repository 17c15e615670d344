"""The board of a pipeline: its stages as columns, the newest open deals first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.pipeline.deals.models import Deal, Stage
from kartotek.pipeline.deals.queries.pipelines import PipelineRow, pipelines, stages
from kartotek.pipeline.deals.queries.rows import DealRow, ready, row_of
from kartotek.pipeline.shown import Money, sums
from kartotek.users.paging import Order, Page, page_of
from kartotek.users.viewer import Viewer

CARDS = 15
NEWEST = Order("created_at", is_descending=True)


@dataclass(frozen=True)
class Column:
    """A stage with its first cards; `next` is where the following ones start, empty at the end."""

    stage_id: int
    name: str
    count: int
    totals: tuple[Money, ...]
    deals: list[DealRow]
    next: str


@dataclass(frozen=True)
class Board:
    """A pipeline's open deals; `pipeline` is None in a company that has none."""

    pipeline: PipelineRow | None
    pipelines: list[PipelineRow]
    columns: list[Column]

    @property
    def count(self) -> int:
        """How many open deals stand on it."""
        return sum(column.count for column in self.columns)

    @property
    def totals(self) -> tuple[Money, ...]:
        """What they are worth, one sum a currency."""
        return sums((one.currency, one.amount) for column in self.columns for one in column.totals)

    @property
    def deals(self) -> list[DealRow]:
        """The cards of all columns."""
        return [deal for column in self.columns for deal in column.deals]


def board(
    *,
    viewer: Viewer,
    pipeline_id: int | None = None,
    owner_id: int | None = None,
    stage_ids: Collection[int] | None = None,
) -> Board:
    """Return a pipeline's board; the first pipeline's without an id.

    Args:
        viewer: who is asking.
        pipeline_id: which pipeline.
        owner_id: shows only the deals of one owner.
        stage_ids: reads only the cards of these columns; all are counted.

    Raises:
        NotFound: there is no such pipeline.
    """
    known = pipelines(viewer=viewer)
    chosen = next((one for one in known if pipeline_id in (None, one.id)), None)
    if chosen is None:
        if pipeline_id is not None:
            raise NotFound(_("This pipeline is gone."))
        return Board(None, known, [])
    counted = _counted(_open(viewer, owner_id).filter(stage__pipeline_id=chosen.id))
    columns = []
    for stage in stages(viewer=viewer):
        if stage.pipeline_id != chosen.id:
            continue
        count, totals = counted.get(stage.id, (0, ()))
        page: Page[DealRow] = Page([])
        if count and (stage_ids is None or stage.id in stage_ids):
            page = column(stage_id=stage.id, viewer=viewer, owner_id=owner_id)
        columns.append(Column(stage.id, stage.name, count, totals, page.rows, page.next))
    return Board(chosen, known, columns)


def column(
    *, stage_id: int, viewer: Viewer, owner_id: int | None = None, after: str = ""
) -> Page[DealRow]:
    """Return the cards of a column that follow the cursor `after`.

    Raises:
        NotFound: there is no such stage.
        CursorLost: `after` cannot be read.
    """
    if after and not Stage.objects.filter(company_id=viewer.company_id, pk=stage_id).exists():
        raise NotFound(_("This stage is gone."))
    deals = ready(_open(viewer, owner_id).filter(stage_id=stage_id), viewer)
    page = page_of(deals, order=NEWEST, after=after, limit=CARDS)
    return Page([row_of(deal) for deal in page.rows], page.next)


def _open(viewer: Viewer, owner_id: int | None) -> QuerySet[Deal]:
    deals = Deal.objects.open().visible_to(viewer)
    return deals if owner_id is None else deals.filter(owner_id=owner_id)


def _counted(deals: QuerySet[Deal]) -> dict[int, tuple[int, tuple[Money, ...]]]:
    """Return how many deals each stage has and what they are worth."""
    counts: dict[int, int] = {}
    worth: dict[int, list[tuple[str, Decimal | None]]] = {}
    groups = deals.values("stage_id", "currency").annotate(count=Count("pk"), worth=Sum("amount"))
    for group in groups.order_by():
        stage_id = group["stage_id"]
        counts[stage_id] = counts.get(stage_id, 0) + group["count"]
        worth.setdefault(stage_id, []).append((group["currency"], group["worth"]))
    return {stage_id: (count, sums(worth[stage_id])) for stage_id, count in counts.items()}
