"""Furnishing pipelines: adding, naming and ordering them and their stages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypedDict, TypeVar, Unpack

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from kartotek.errors import NotFound, Refused
from kartotek.history.operations import changes, record
from kartotek.pipeline import checks
from kartotek.pipeline.deals.models import Pipeline, Stage
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.prepared import FITS
from kartotek.users.viewer import Viewer

Row = TypeVar("Row", Pipeline, Stage)

NAME_LENGTH = 255
LONGEST_ROTTING = 3650
MOST_STAGES = 50


class LastStage(Refused):
    """It is the only stage of its pipeline, which needs one."""


class TooManyStages(Refused):
    """The pipeline has as many stages as a board can show."""


class PipelineValues(TypedDict, total=False):
    """What is written of a pipeline; what is left out stays as it is."""

    name: str
    uses_probability: bool


class StageValues(TypedDict, total=False):
    """What is written of a stage; `probability` is in percent, no rotting days mean never."""

    name: str
    rotting_days: int | None
    probability: int


@transaction.atomic
def add_pipeline(
    *, by: Viewer, at: datetime, stage_names: Sequence[str] = (), **values: Unpack[PipelineValues]
) -> Pipeline:
    """Add a pipeline behind the others, with stages of these names.

    Raises:
        NotPermitted: `by` may not change pipelines.
        Invalid: it has no name, or one is too long.
    """
    refuse_unless(by, Permission.MANAGE_PIPELINES)
    values.setdefault("name", "")
    kept = _pipeline_values(values)
    names = [checked_name(one) for one in stage_names]
    place = _next_place(_pipelines(by))
    pipeline = Pipeline.objects.create(company_id=by.company_id, position=place, **kept)
    Stage.objects.bulk_create(
        Stage(company_id=by.company_id, pipeline=pipeline, name=name, position=position)
        for position, name in enumerate(names)
    )
    record("pipeline.created", subject=pipeline, by=by, at=at, name=pipeline.name)
    return pipeline


@transaction.atomic
def edit_pipeline(
    *, pipeline_id: int, by: Viewer, at: datetime, **new: Unpack[PipelineValues]
) -> Pipeline:
    """Write new values on a pipeline; values it already has change nothing.

    Raises:
        NotPermitted: `by` may not change pipelines.
        NotFound: there is no such pipeline.
        Invalid: nothing is left of the name, or it is too long.
    """
    refuse_unless(by, Permission.MANAGE_PIPELINES)
    pipeline = pipeline_to_change(pipeline_id, by=by)
    changed = changes(pipeline, _pipeline_values(new))
    if changed:
        _write(pipeline, {name: now for name, (_old, now) in changed.items()})
        record(
            "pipeline.edited", subject=pipeline, by=by, at=at, name=pipeline.name, changes=changed
        )
    return pipeline


@transaction.atomic
def move_pipeline(*, pipeline_id: int, before_id: int | None, by: Viewer) -> Pipeline:
    """Put a pipeline before another one, or at the end; the first one is where deals start.

    Raises:
        NotPermitted: `by` may not change pipelines.
        NotFound: there is no such pipeline.
    """
    refuse_unless(by, Permission.MANAGE_PIPELINES)
    pipeline = pipeline_to_change(pipeline_id, by=by)
    rest = [one for one in _pipelines(by).order_by("position", "pk") if one.pk != pipeline.pk]
    _number(_placed(rest, pipeline, before_id))
    return pipeline


@transaction.atomic
def add_stage(
    *, pipeline_id: int, by: Viewer, at: datetime, **values: Unpack[StageValues]
) -> Stage:
    """Add a stage at the end of a pipeline.

    Raises:
        NotPermitted: `by` may not change pipelines.
        NotFound: there is no such pipeline.
        TooManyStages: no further one fits on its board.
        Invalid: it has no name, or a value cannot be used.
    """
    refuse_unless(by, Permission.MANAGE_PIPELINES)
    values.setdefault("name", "")
    kept = _stage_values(values)
    pipeline = pipeline_to_change(pipeline_id, by=by)
    there = _stages(by).filter(pipeline=pipeline)
    _refuse_full(there)
    stage = Stage.objects.create(
        company_id=by.company_id, pipeline=pipeline, position=_next_place(there), **kept
    )
    told = {"name": stage.name, "pipeline": pipeline.name}
    record("stage.created", subject=stage, by=by, at=at, **told)
    return stage


@transaction.atomic
def edit_stage(*, stage_id: int, by: Viewer, at: datetime, **new: Unpack[StageValues]) -> Stage:
    """Write new values on a stage; values it already has change nothing.

    Raises:
        NotPermitted: `by` may not change pipelines.
        NotFound: there is no such stage.
        Invalid: a value cannot be used.
    """
    refuse_unless(by, Permission.MANAGE_PIPELINES)
    stage = stage_to_change(stage_id, by=by)
    changed = changes(stage, _stage_values(new))
    if changed:
        _write(stage, {name: now for name, (_old, now) in changed.items()})
        told = {"name": stage.name, "pipeline": stage.pipeline.name, "changes": changed}
        record("stage.edited", subject=stage, by=by, at=at, **told)
    return stage


@transaction.atomic
def move_stage(
    *, stage_id: int, before_id: int | None, by: Viewer, at: datetime, pipeline_id: int | None
) -> Stage:
    """Put a stage before another one or at the end, in its own pipeline or in another.

    Its deals go with it.

    Raises:
        NotPermitted: `by` may not change pipelines.
        NotFound: there is no such stage or pipeline.
        LastStage: its pipeline would have none.
        TooManyStages: no further one fits on the other board.
    """
    refuse_unless(by, Permission.MANAGE_PIPELINES)
    hold_all(by)
    stage = stage_to_change(stage_id, by=by)
    old_id = stage.pipeline_id
    pipeline = pipeline_to_change(pipeline_id or old_id, by=by)
    rest = [
        one
        for one in _stages(by).filter(pipeline=pipeline).order_by("position", "pk")
        if one.pk != stage.pk
    ]
    if pipeline.pk != old_id:
        refuse_last(stage)
        _refuse_full(_stages(by).filter(pipeline=pipeline))
        _write(stage, {"pipeline": pipeline})
        told = {"name": stage.name, "pipeline": pipeline.name}
        record("stage.moved", subject=stage, by=by, at=at, **told)
    _number(_placed(rest, stage, before_id))
    return stage


def hold_all(by: Viewer, stage_ids: Iterable[int] = ()) -> None:
    """Lock every pipeline, then some stages: nobody else takes one away or moves deals in.

    Whoever locks deals too does so afterwards.
    """
    list(_pipelines(by).select_for_update().order_by("pk"))
    known = [pk for pk in stage_ids if pk in FITS]
    list(_stages(by).select_for_update().filter(pk__in=known).order_by("pk"))


def pipeline_to_change(pipeline_id: int, *, by: Viewer) -> Pipeline:
    """Return a pipeline of the company, locked.

    Raises:
        NotFound: there is no such pipeline.
    """
    found = _pipelines(by).select_for_update().filter(pk=pipeline_id).first()
    if found is None:
        raise NotFound(_("This pipeline is gone."))
    return found


def stage_to_change(stage_id: int, *, by: Viewer) -> Stage:
    """Return a stage of the company, locked.

    Raises:
        NotFound: there is no such stage.
    """
    locked = _stages(by).select_for_update(of=("self",)).select_related("pipeline")
    found = locked.filter(pk=stage_id).first()
    if found is None:
        raise NotFound(_("This stage is gone."))
    return found


def refuse_last(stage: Stage) -> None:
    """Let a stage pass that is not the only one of its pipeline.

    Raises:
        LastStage: it is.
    """
    rest = Stage.objects.filter(company_id=stage.company_id, pipeline_id=stage.pipeline_id)
    if not rest.exclude(pk=stage.pk).exists():
        text = _("“%(stage)s” is the only stage of its pipeline. Add another one first.")
        raise LastStage(text % {"stage": stage.name})


def checked_name(text: str) -> str:
    """Return the name of a pipeline or stage as it is kept.

    Raises:
        Invalid: nothing is left of it, or it is too long.
    """
    name = checks.checked_line(text, "name", NAME_LENGTH)
    if not name:
        raise checks.invalid("name", _("Give it a name."))
    return name


def _refuse_full(stages: QuerySet[Stage]) -> None:
    if stages.count() >= MOST_STAGES:
        text = _("A pipeline has at most %(count)s stages.")
        raise TooManyStages(text % {"count": MOST_STAGES})


def _pipeline_values(given: PipelineValues) -> dict[str, Any]:
    kept: dict[str, Any] = dict(given)
    if "name" in given:
        kept["name"] = checked_name(given["name"])
    return kept


def _stage_values(given: StageValues) -> dict[str, Any]:
    kept: dict[str, Any] = dict(given)
    if "name" in given:
        kept["name"] = checked_name(given["name"])
    days = given.get("rotting_days")
    if days is not None and not 1 <= days <= LONGEST_ROTTING:
        text = _("Deals rot after 1 to %(count)s days.") % {"count": LONGEST_ROTTING}
        raise checks.invalid("rotting_days", text)
    if not 0 <= given.get("probability", 0) <= 100:
        raise checks.invalid("probability", _("A probability lies between 0 and 100 percent."))
    return kept


def _pipelines(by: Viewer) -> QuerySet[Pipeline]:
    return Pipeline.objects.filter(company_id=by.company_id)


def _stages(by: Viewer) -> QuerySet[Stage]:
    return Stage.objects.filter(company_id=by.company_id)


def _next_place(rows: QuerySet[Pipeline] | QuerySet[Stage]) -> int:
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1


def _placed(rest: list[Row], one: Row, before_id: int | None) -> list[Row]:
    """Return the rows with `one` before the row of that id, or at the end."""
    found = list(rest)
    place: int = next((n for n, other in enumerate(rest) if other.pk == before_id), len(rest))
    found.insert(place, one)
    return found


def _number(rows: Sequence[Pipeline | Stage]) -> None:
    for position, one in enumerate(rows):
        if one.position != position:
            _write(one, {"position": position})


def _write(row: Pipeline | Stage, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
