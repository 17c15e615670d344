"""Pipelines as their settings show them: stages with their deals, and what was deleted lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.pipeline.deals.models import Deal, Pipeline, Removal, Stage
from kartotek.users.viewer import Viewer

UNDONE_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class StageLine:
    """A stage with the number of its deals, whatever their state."""

    id: int
    name: str
    rotting_days: int | None
    probability: int
    deal_count: int


@dataclass(frozen=True)
class PipelineCard:
    """A pipeline with its stages in order."""

    id: int
    name: str
    uses_probability: bool
    stages: list[StageLine]

    @property
    def deal_count(self) -> int:
        """How many deals stand in it."""
        return sum(one.deal_count for one in self.stages)


@dataclass(frozen=True)
class RemovalRow:
    """A stage or pipeline that was deleted and can be brought back."""

    id: int
    name: str
    is_pipeline: bool
    deal_count: int
    removed_at: datetime
    who: str


def furnishing(*, viewer: Viewer) -> list[PipelineCard]:
    """Return every pipeline with its stages, in order."""
    mine = {"company_id": viewer.company_id}
    found = Deal.objects.filter(**mine).order_by().values("stage_id")
    counts = dict(found.annotate(count=Count("pk")).values_list("stage_id", "count"))
    inside: dict[int, list[StageLine]] = {}
    for one in Stage.objects.filter(**mine).order_by("position", "pk"):
        line = StageLine(one.pk, one.name, one.rotting_days, one.probability, counts.get(one.pk, 0))
        inside.setdefault(one.pipeline_id, []).append(line)
    return [
        PipelineCard(one.pk, one.name, one.uses_probability, inside.get(one.pk, []))
        for one in Pipeline.objects.filter(**mine).order_by("position", "pk")
    ]


def pipeline_card(pipeline_id: int, *, viewer: Viewer) -> PipelineCard:
    """Return one pipeline with its stages.

    Raises:
        NotFound: there is no such pipeline.
    """
    for card in furnishing(viewer=viewer):
        if card.id == pipeline_id:
            return card
    raise NotFound(_("This pipeline is gone."))


def stage_line(stage_id: int, *, viewer: Viewer) -> tuple[PipelineCard, StageLine]:
    """Return one stage with its pipeline.

    Raises:
        NotFound: there is no such stage.
    """
    for card in furnishing(viewer=viewer):
        for line in card.stages:
            if line.id == stage_id:
                return card, line
    raise NotFound(_("This stage is gone."))


def recent_removals(*, viewer: Viewer, at: datetime) -> list[RemovalRow]:
    """Return what was deleted lately and can still be brought back, the newest first."""
    found = Removal.objects.filter(
        company_id=viewer.company_id, undone_at=None, removed_at__gt=at - UNDONE_WITHIN
    )
    return [
        RemovalRow(
            one.pk,
            one.name,
            bool(one.pipeline),
            len(one.deals),
            one.removed_at,
            one.user.name if one.user else "",
        )
        for one in found.select_related("user").order_by("-removed_at", "-pk")
    ]
