"""Pipelines and stages, to be read: `/api/v2/pipelines`, `/api/v2/stages`."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec
from django.http import HttpResponse
from ninja import Query

from kartotek.api.answers import cursor_page, one
from kartotek.api.formats import seconds
from kartotek.api.request import ApiRequest
from kartotek.api.v2.asked import MOST, Direction, Part, SortedPart
from kartotek.api.v2.door import api
from kartotek.api.values import Id
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


def _since(request: ApiRequest) -> datetime:
    """Return since when pipelines are there: they come with the company, and keep no date."""
    return company_of(viewer=request.viewer).created_at


def _pipeline(found: Pipeline, since: datetime) -> PipelineOut:
    return PipelineOut(
        id=found.pk,
        name=found.name,
        order_nr=found.position + 1,
        is_deleted=False,
        is_deal_probability_enabled=False,
        add_time=seconds(since),
        update_time=seconds(since),
    )


def _stage(found: Stage, since: datetime) -> StageOut:
    return StageOut(
        id=found.pk,
        order_nr=found.position + 1,
        name=found.name,
        is_deleted=False,
        deal_probability=100,
        pipeline_id=found.pipeline_id,
        is_deal_rot_enabled=found.rotting_days is not None,
        days_to_rotten=found.rotting_days,
        add_time=seconds(since),
        update_time=seconds(since),
    )
