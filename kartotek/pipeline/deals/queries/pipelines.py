"""The pipelines of a company and their stages, in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from kartotek.pipeline.deals.models import Pipeline, Stage
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer


@dataclass(frozen=True, slots=True)
class PipelineRow:
    """A pipeline as a picker shows it."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage, with its pipeline's name for pickers that offer several pipelines.

    The `probability` is in percent, None where its pipeline does not use any.
    """

    id: int
    name: str
    pipeline_id: int
    pipeline_name: str
    rotting_days: int | None
    probability: int | None = None


def pipelines(*, viewer: Viewer) -> list[PipelineRow]:
    """Return the pipelines in order."""
    rows = Pipeline.objects.filter(company_id=viewer.company_id).order_by("position", "pk")
    return [PipelineRow(one.pk, one.name) for one in rows]


def stages(*, viewer: Viewer) -> list[StageRow]:
    """Return the stages of every pipeline, in order."""
    return [
        StageRow(
            one.pk,
            one.name,
            one.pipeline_id,
            one.pipeline.name,
            one.rotting_days,
            one.probability if one.pipeline.uses_probability else None,
        )
        for one in _in_order(company_id=viewer.company_id)
    ]


@prepared
def _in_order(*, company_id: int) -> QuerySet[Stage]:
    found = Stage.objects.filter(company_id=company_id).select_related("pipeline")
    return found.order_by("pipeline__position", "pipeline_id", "position", "pk")


def stages_of(pipeline_ids: Iterable[int], *, viewer: Viewer) -> dict[int, list[StageRow]]:
    """Return the stages of each of the pipelines, in order."""
    wanted = set(pipeline_ids)
    found: dict[int, list[StageRow]] = {one: [] for one in wanted}
    for stage in stages(viewer=viewer) if wanted else ():
        if stage.pipeline_id in wanted:
            found[stage.pipeline_id].append(stage)
    return found
