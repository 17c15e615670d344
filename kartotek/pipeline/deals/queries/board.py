"""The board of a pipeline: its stages as columns, what was moved there last on top."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.pipeline.deals.models import Deal, Outcome
from kartotek.pipeline.deals.queries.pipelines import PipelineRow, StageRow, pipelines, stages
from kartotek.pipeline.deals.queries.rows import DealRow
from kartotek.pipeline.shown import Money, Ref, shows, sums
from kartotek.users.paging import Order, Page, page_from, page_of
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer

CARDS = 10
LAST_MOVED = Order("stage_since", is_descending=True)
CARD_FIELDS = (
    "pk", "title", "amount", "currency", "stage_id", "stage_since", "owner_id", "owner__name",
    "person_id", "person__name", "shows_person", "organization_id", "organization__name",
    "shows_organization", "expected_close_on", "created_at", "next_activity_on",
)  # fmt: skip


@dataclass(frozen=True)
class Showing:
    """Which of a pipeline's open deals a board shows: of one owner, or those of a condition."""

    owner_id: int | None = None
    condition: Q | None = None


EVERY_DEAL = Showing()


@dataclass(frozen=True)
class Column:
    """A stage with its first cards; `next` is where the following ones start, empty at the end.

    `weighted` is what its deals are worth times the stage's probability; nothing where the
    pipeline does not use any.
    """

    stage_id: int
    name: str
    count: int
    totals: tuple[Money, ...]
    deals: list[DealRow]
    next: str
    probability: int | None = None

    @property
    def weighted(self) -> tuple[Money, ...]:
        """What its deals are likely to bring."""
        share = Decimal(self.probability or 0) / 100
        if self.probability is None:
            return ()
        return tuple(replace(one, amount=one.amount * share) for one in self.totals)


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
    showing: Showing = EVERY_DEAL,
    has_cards: bool = True,
) -> Board:
    """Return a pipeline's board; the first pipeline's without an id.

    Args:
        viewer: who is asking.
        pipeline_id: which pipeline.
        showing: which of its deals.
        has_cards: reads the first cards of each column; without, columns are only counted.

    Raises:
        NotFound: there is no such pipeline.
    """
    known = pipelines(viewer=viewer)
    chosen = next((one for one in known if pipeline_id in (None, one.id)), None)
    if chosen is None:
        if pipeline_id is not None:
            raise NotFound(_("This pipeline is gone."))
        return Board(None, known, [])
    own = [one for one in stages(viewer=viewer) if one.pipeline_id == chosen.id]
    counted = _counted([one.id for one in own], viewer, showing)
    columns = [_column(one, *counted.get(one.id, (0, ()))) for one in own]
    if has_cards:
        columns = [
            _with_cards(one, _cards_of(stage, viewer, showing)) if one.count else one
            for one, stage in zip(columns, own, strict=True)
        ]
    return Board(chosen, known, columns)


def column(
    *, stage_id: int, viewer: Viewer, showing: Showing = EVERY_DEAL, after: str = ""
) -> Page[DealRow]:
    """Return the cards of a column that follow the cursor `after`.

    Raises:
        NotFound: there is no such stage.
        CursorLost: `after` cannot be read.
    """
    stage = next((one for one in stages(viewer=viewer) if one.id == stage_id), None)
    if stage is None:
        raise NotFound(_("This stage is gone."))
    return _cards_of(stage, viewer, showing, after)


def card(deal_id: int, *, viewer: Viewer) -> DealRow | None:
    """Return the card of a deal that stands on a board, None for one that does not."""
    found = _one_card(deal_id=deal_id, viewer=viewer)
    known = {one.id: one for one in stages(viewer=viewer)}
    return _card(found[0], known[found[0].stage_id]) if found else None


def _cards_of(stage: StageRow, viewer: Viewer, showing: Showing, after: str = "") -> Page[DealRow]:
    if showing == EVERY_DEAL and not after:
        found = _first_cards(stage_id=stage.id, viewer=viewer)
        page: Page[Any] = page_from(found, order=LAST_MOVED, limit=CARDS)
    else:
        deals: QuerySet[Any, Any] = _as_cards(
            _open(viewer, showing).filter(stage_id=stage.id), viewer
        )
        page = page_of(deals, order=LAST_MOVED, after=after, limit=CARDS)
    return Page([_card(row, stage) for row in page.rows], page.next)


@prepared
def _first_cards(*, stage_id: int, viewer: Viewer) -> QuerySet[Any, Any]:
    deals = _as_cards(Deal.objects.open().visible_to(viewer).filter(stage_id=stage_id), viewer)
    return deals.order_by("-stage_since", "-id")[: CARDS + 1]


@prepared
def _one_card(*, deal_id: int, viewer: Viewer) -> QuerySet[Any, Any]:
    return _as_cards(Deal.objects.open().visible_to(viewer).filter(pk=deal_id), viewer)


def _as_cards(deals: QuerySet[Deal], viewer: Viewer) -> QuerySet[Any, Any]:
    """Return what cards show, and no more: whole records with all they name cost ten times that."""
    shown = deals.annotate(
        shows_person=shows("person", viewer), shows_organization=shows("organization", viewer)
    )
    return shown.values_list(*CARD_FIELDS, named=True)


def _card(row: Any, stage: StageRow) -> DealRow:
    person = Ref(row.person_id, row.person__name) if row.shows_person else None
    there = Ref(row.organization_id, row.organization__name) if row.shows_organization else None
    return DealRow(
        id=row.pk,
        title=row.title,
        amount=row.amount,
        currency=row.currency,
        stage=Ref(stage.id, stage.name),
        stage_since=row.stage_since,
        rotting_days=stage.rotting_days,
        pipeline_id=stage.pipeline_id,
        state=Outcome.OPEN,
        person=person,
        organization=there,
        owner=Ref(row.owner_id, row.owner__name),
        expected_close_on=row.expected_close_on,
        created_at=row.created_at,
        closed_at=None,
        next_activity_on=row.next_activity_on,
    )


def _open(viewer: Viewer, showing: Showing) -> QuerySet[Deal]:
    deals = Deal.objects.open().visible_to(viewer)
    if showing.owner_id is not None:
        deals = deals.filter(owner_id=showing.owner_id)
    return deals if showing.condition is None else deals.filter(showing.condition)


def _column(stage: StageRow, count: int, totals: tuple[Money, ...]) -> Column:
    return Column(stage.id, stage.name, count, totals, [], "", stage.probability)


def _with_cards(column: Column, page: Page[DealRow]) -> Column:
    return replace(column, deals=page.rows, next=page.next)


def _counted(
    stage_ids: Collection[int], viewer: Viewer, showing: Showing
) -> dict[int, tuple[int, tuple[Money, ...]]]:
    """Return how many deals each stage has and what they are worth."""
    counts: dict[int, int] = {}
    worth: dict[int, list[tuple[str, Decimal | None]]] = {}
    for stage_id, currency, count, amount in _groups(stage_ids, viewer, showing):
        counts[stage_id] = counts.get(stage_id, 0) + count
        worth.setdefault(stage_id, []).append((currency, amount))
    return {stage_id: (count, sums(worth[stage_id])) for stage_id, count in counts.items()}


def _groups(
    stage_ids: Collection[int], viewer: Viewer, showing: Showing
) -> Iterable[tuple[int, str, int, Decimal | None]]:
    if showing == EVERY_DEAL:
        return _every_group(stage_ids=list(stage_ids), viewer=viewer)
    return _grouped(_open(viewer, showing).filter(stage_id__in=stage_ids))


@prepared
def _every_group(*, stage_ids: list[int], viewer: Viewer) -> QuerySet[Any, Any]:
    deals = Deal.objects.open().visible_to(viewer)
    return _grouped(deals.filter(stage_id__in=stage_ids))


def _grouped(deals: QuerySet[Deal]) -> QuerySet[Any, Any]:
    groups = deals.order_by().values("stage_id", "currency")
    told = groups.annotate(count=Count("pk"), worth=Sum("amount"))
    return told.values_list("stage_id", "currency", "count", "worth")
