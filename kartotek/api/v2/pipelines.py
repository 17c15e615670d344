"""Pipelines and stages: `/api/v2/pipelines`, `/api/v2/stages`."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

import msgspec
from django.http import HttpResponse
from django.utils import timezone
from ninja import Query

from kartotek.api.answers import cursor_page, gone, one
from kartotek.api.formats import seconds
from kartotek.api.request import ApiRequest
from kartotek.api.v2.asked import MOST, Direction, Part, SortedPart
from kartotek.api.v2.door import api
from kartotek.api.values import Id, Strict
from kartotek.flows.at_once.pipelines import set_stage
from kartotek.pipeline.deals import operations
from kartotek.pipeline.deals.models import Pipeline, Stage
from kartotek.pipeline.deals.queries import listing
from kartotek.users.listing import Slice
from kartotek.users.queries import company_of


class PipelineOut(msgspec.Struct):
    """A pipeline as v2 shows it."""

    id: int
    name: str
    order_nr: int
    is_deleted: bool
    is_deal_probability_enabled: bool
    add_time: str
    update_time: str


class StageOut(msgspec.Struct):
    """A stage as v2 shows it."""

    id: int
    order_nr: int
    name: str
    is_deleted: bool
    deal_probability: int
    pipeline_id: int
    is_deal_rot_enabled: bool
    days_to_rotten: int | None
    add_time: str
    update_time: str


class StagesAsked(Part):
    """Which stages, in which order."""

    pipeline_id: Id | None = None
    sort_by: Literal["id", "update_time", "add_time", "order_nr"] = "id"
    sort_direction: Direction = "asc"

    def slice(self) -> Slice:
        """Return the part as queries know it."""
        is_descending = self.sort_direction == "desc"
        return Slice(self.sort_by, is_descending, self.cursor, min(self.limit, MOST))


class PipelineChanges(Strict):
    """What can be written on a pipeline."""

    name: str = ""
    is_deal_probability_enabled: bool = False


class NewPipeline(PipelineChanges):
    """A pipeline to add."""

    name: str


class StageChanges(Strict):
    """What can be written on a stage; days count only where deals rot at all."""

    name: str = ""
    pipeline_id: Id | None = None
    deal_probability: int = 100
    is_deal_rot_enabled: bool = False
    days_to_rotten: int | None = None


class NewStage(StageChanges):
    """A stage to add at the end of a pipeline."""

    name: str
    pipeline_id: Id


@api.get("/pipelines", tags=["pipelines"])
def pipelines(request: ApiRequest, asked: Query[SortedPart]) -> HttpResponse:
    """List the pipelines."""
    page = listing.pipeline_entries(viewer=request.viewer, part=asked.slice())
    since = _since(request)
    return cursor_page([_pipeline(one, since) for one in page.rows], page.next)


@api.get("/pipelines/{int:pipeline_id}", tags=["pipelines"])
def pipeline(request: ApiRequest, pipeline_id: int) -> HttpResponse:
    """Return a pipeline."""
    found = listing.pipeline_entry(pipeline_id, viewer=request.viewer)
    return one(_pipeline(found, _since(request)))


@api.post("/pipelines", tags=["pipelines"])
def add_pipeline(request: ApiRequest, payload: NewPipeline) -> HttpResponse:
    """Add a pipeline without stages, behind the others."""
    made = operations.add_pipeline(
        by=request.viewer,
        at=timezone.now(),
        name=payload.name,
        uses_probability=payload.is_deal_probability_enabled,
    )
    return one(_pipeline(made, _since(request)))


@api.patch("/pipelines/{int:pipeline_id}", tags=["pipelines"])
def change_pipeline(
    request: ApiRequest, pipeline_id: int, payload: PipelineChanges
) -> HttpResponse:
    """Change what is sent of a pipeline, and leave the rest."""
    words = {"name": "name", "is_deal_probability_enabled": "uses_probability"}
    given = payload.given()
    values: dict[str, Any] = {ours: given[name] for name, ours in words.items() if name in given}
    changed = operations.edit_pipeline(
        pipeline_id=pipeline_id, by=request.viewer, at=timezone.now(), **values
    )
    return one(_pipeline(changed, _since(request)))


@api.delete("/pipelines/{int:pipeline_id}", tags=["pipelines"])
def delete_pipeline(request: ApiRequest, pipeline_id: int) -> HttpResponse:
    """Delete a pipeline in which no deal stands; the screen asks where deals go."""
    operations.delete_pipeline(
        pipeline_id=pipeline_id, to_stage_id=None, by=request.viewer, at=timezone.now()
    )
    return gone(pipeline_id)


@api.get("/stages", tags=["pipelines"])
def stages(request: ApiRequest, asked: Query[StagesAsked]) -> HttpResponse:
    """List the stages of one pipeline, or of all."""
    page = listing.stage_entries(
        viewer=request.viewer, pipeline_id=asked.pipeline_id, part=asked.slice()
    )
    since = _since(request)
    return cursor_page([_stage(one, since) for one in page.rows], page.next)


@api.get("/stages/{int:stage_id}", tags=["pipelines"])
def stage(request: ApiRequest, stage_id: int) -> HttpResponse:
    """Return a stage."""
    return one(_stage(listing.stage_entry(stage_id, viewer=request.viewer), _since(request)))


@api.post("/stages", tags=["pipelines"])
def add_stage(request: ApiRequest, payload: NewStage) -> HttpResponse:
    """Add a stage at the end of a pipeline."""
    made = operations.add_stage(
        pipeline_id=payload.pipeline_id,
        by=request.viewer,
        at=timezone.now(),
        **_values(payload),
    )
    return one(_stage(made, _since(request)))


@api.patch("/stages/{int:stage_id}", tags=["pipelines"])
def change_stage(request: ApiRequest, stage_id: int, payload: StageChanges) -> HttpResponse:
    """Change what is sent of a stage, and leave the rest: all of it, or nothing."""
    changed = set_stage(
        stage_id=stage_id,
        pipeline_id=payload.pipeline_id,
        by=request.viewer,
        at=timezone.now(),
        **_values(payload),
    )
    return one(_stage(changed, _since(request)))


@api.delete("/stages/{int:stage_id}", tags=["pipelines"])
def delete_stage(request: ApiRequest, stage_id: int) -> HttpResponse:
    """Delete a stage in which no deal stands; the screen asks where deals go."""
    operations.delete_stage(
        stage_id=stage_id, to_stage_id=None, by=request.viewer, at=timezone.now()
    )
    return gone(stage_id)


def _values(sent: StageChanges) -> dict[str, Any]:
    """Return what was sent of a stage in the words of the house."""
    given = sent.given()
    words = {
        "name": "name",
        "deal_probability": "probability",
        "days_to_rotten": "rotting_days",
    }
    values = {ours: given[theirs] for theirs, ours in words.items() if theirs in given}
    if given.get("is_deal_rot_enabled") is False:
        values["rotting_days"] = None
    return values


def _since(request: ApiRequest) -> datetime:
    """Return since when pipelines are there: they come with the company, and keep no date."""
    return company_of(viewer=request.viewer).created_at


def _pipeline(found: Pipeline, since: datetime) -> PipelineOut:
    return PipelineOut(
        id=found.pk,
        name=found.name,
        order_nr=found.position + 1,
        is_deleted=False,
        is_deal_probability_enabled=found.uses_probability,
        add_time=seconds(since),
        update_time=seconds(since),
    )


def _stage(found: Stage, since: datetime) -> StageOut:
    return StageOut(
        id=found.pk,
        order_nr=found.position + 1,
        name=found.name,
        is_deleted=False,
        deal_probability=found.probability,
        pipeline_id=found.pipeline_id,
        is_deal_rot_enabled=found.rotting_days is not None,
        days_to_rotten=found.rotting_days,
        add_time=seconds(since),
        update_time=seconds(since),
    )
