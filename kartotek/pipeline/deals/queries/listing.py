"""Deals, pipelines and stages as programs read them: everything kept, in a stable order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.fields.queries import LabelRow, labels_of
from kartotek.history.queries import Opening, openings
from kartotek.pipeline.deals.models import Deal, DealParticipant, Outcome, Pipeline, Stage
from kartotek.pipeline.shown import person_seen, shows
from kartotek.users.listing import ANY, START, Slice, Wanted, narrowed, sliced
from kartotek.users.paging import Order, Page, page_of
from kartotek.users.viewer import Viewer

DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class DealEntry:
    """A deal with all that is kept; person and organization only where the viewer sees them."""

    record: Deal
    person_id: int | None
    organization_id: int | None
    labels: Sequence[LabelRow]
    opening: Opening | None


@dataclass(frozen=True)
class DealsWanted:
    """Which deals, beside what is asked of any record; what is empty does not narrow.

    `status` is `open`, `won`, `lost` or `deleted`. Archived deals are a list of their own.
    """

    person_id: int | None = None
    organization_id: int | None = None
    pipeline_id: int | None = None
    stage_id: int | None = None
    status: str = ""
    is_archived: bool = False


EVERY_DEAL = DealsWanted()


def deal_entries(
    *,
    viewer: Viewer,
    to: Wanted = ANY,
    which: DealsWanted = EVERY_DEAL,
    part: Slice = START,
) -> Page[DealEntry]:
    """Return a part of the deals the viewer sees.

    Raises:
        CursorLost: where the part starts cannot be read.
    """
    deals = _of(narrowed(Deal.objects.visible_to(viewer), to), which, viewer)
    page = sliced(_ready(_in_state(deals, which), viewer), part)
    return Page(_entries(page.rows, viewer), page.next)


def deal_entry(deal_id: int, *, viewer: Viewer) -> DealEntry:
    """Return a deal the viewer sees, deleted or not.

    Raises:
        NotFound: there is no such deal, or it is not theirs to see.
    """
    found = _entries(_ready(Deal.objects.visible_to(viewer), viewer).filter(pk=deal_id), viewer)
    if not found:
        raise NotFound(_("This deal is gone."))
    return found[0]


def written_deal(deal: Deal, *, viewer: Viewer) -> DealEntry:
    """Return a deal the viewer has just written, even where it is no longer theirs to see."""
    again = Deal.objects.filter(company_id=viewer.company_id, pk=deal.pk)
    return _entries(_ready(again, viewer), viewer)[0]


def persons_of_deal(deal_id: int, *, viewer: Viewer) -> list[int]:
    """Return the ids of everybody on a deal, as far as the viewer sees deal and people."""
    deal = _ready(Deal.objects.visible_to(viewer), viewer).filter(pk=deal_id).first()
    if deal is None:
        return []
    further = DealParticipant.objects.filter(
        person_seen(viewer), company_id=viewer.company_id, deal=deal
    )
    own = [deal.person_id] if getattr(deal, "shows_person", False) and deal.person_id else []
    return [*own, *further.values_list("person_id", flat=True)]


def pipeline_entries(*, viewer: Viewer, part: Slice = START) -> Page[Pipeline]:
    """Return a part of the company's pipelines.

    Raises:
        CursorLost: where the part starts cannot be read.
    """
    found = Pipeline.objects.filter(company_id=viewer.company_id)
    order = Order("id", part.is_descending)
    return page_of(found, order=order, after=part.after, limit=part.limit)


def pipeline_entry(pipeline_id: int, *, viewer: Viewer) -> Pipeline:
    """Return a pipeline of the company.

    Raises:
        NotFound: there is no such pipeline.
    """
    found = Pipeline.objects.filter(company_id=viewer.company_id, pk=pipeline_id).first()
    if found is None:
        raise NotFound(_("This pipeline is gone."))
    return found


def stage_entries(
    *, viewer: Viewer, pipeline_id: int | None = None, part: Slice = START
) -> Page[Stage]:
    """Return a part of the company's stages, of one pipeline or of all.

    Raises:
        CursorLost: where the part starts cannot be read.
    """
    found = Stage.objects.filter(company_id=viewer.company_id)
    if pipeline_id is not None:
        found = found.filter(pipeline_id=pipeline_id)
    order = Order("position" if part.sort == "order_nr" else "id", part.is_descending)
    return page_of(found, order=order, after=part.after, limit=part.limit)


def stage_entry(stage_id: int, *, viewer: Viewer) -> Stage:
    """Return a stage of the company.

    Raises:
        NotFound: there is no such stage.
    """
    found = Stage.objects.filter(company_id=viewer.company_id, pk=stage_id).first()
    if found is None:
        raise NotFound(_("This stage is gone."))
    return found


def first_stage(pipeline_id: int, *, viewer: Viewer) -> Stage | None:
    """Return the leftmost stage of a pipeline, or None where there is no such pipeline."""
    stages = Stage.objects.filter(company_id=viewer.company_id, pipeline_id=pipeline_id)
    return stages.order_by("position", "pk").first()


def _ready(deals: QuerySet[Deal], viewer: Viewer) -> QuerySet[Deal]:
    return deals.select_related("stage").annotate(
        shows_person=shows("person", viewer), shows_organization=shows("organization", viewer)
    )


def _of(deals: QuerySet[Deal], which: DealsWanted, viewer: Viewer) -> QuerySet[Deal]:
    if which.person_id is not None:
        deals = deals.filter(shows("person", viewer), person_id=which.person_id)
    if which.organization_id is not None:
        shown = shows("organization", viewer)
        deals = deals.filter(shown, organization_id=which.organization_id)
    if which.pipeline_id is not None:
        deals = deals.filter(stage__pipeline_id=which.pipeline_id)
    if which.stage_id is not None:
        deals = deals.filter(stage_id=which.stage_id)
    return deals


def _in_state(deals: QuerySet[Deal], which: DealsWanted) -> QuerySet[Deal]:
    if which.status == DELETED:
        return deals.filter(deleted_at__isnull=False)
    deals = deals.filter(deleted_at=None, archived_at__isnull=not which.is_archived)
    return deals.filter(status=which.status) if which.status in Outcome.values else deals


def _entries(deals: Iterable[Deal], viewer: Viewer) -> list[DealEntry]:
    found = list(deals)
    ids = [one.pk for one in found]
    marks = labels_of("deal", ids, viewer=viewer)
    opened = openings("deal", ids, company_id=viewer.company_id)
    return [
        DealEntry(
            record=one,
            person_id=one.person_id if getattr(one, "shows_person", False) else None,
            organization_id=one.organization_id
            if getattr(one, "shows_organization", False)
            else None,
            labels=marks.get(one.pk, ()),
            opening=opened.get(one.pk),
        )
        for one in found
    ]
