"""Deleting a stage or a pipeline: its deals go where somebody says, and all of it can come back.

refuse -> lock -> move every deal -> keep what is gone -> delete -> tell
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import NotFound, Refused
from kartotek.history.operations import Event, record, record_all
from kartotek.pipeline import checks
from kartotek.pipeline.deals.models import Deal, Pipeline, Removal, Stage
from kartotek.pipeline.deals.operations.pipelines import (
    hold_all,
    pipeline_to_change,
    refuse_last,
    stage_to_change,
)
from kartotek.pipeline.deals.queries.furnishing import UNDONE_WITHIN
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer

BATCH = 500

Kept = tuple[int, int, str]
"""A deal, the stage it stood in, and since when."""


class LastPipeline(Refused):
    """It is the only pipeline of the company, which needs one."""


class RemovalStays(Refused):
    """What was deleted can no longer be brought back."""


@transaction.atomic
def delete_stage(*, stage_id: int, to_stage_id: int | None, by: Viewer, at: datetime) -> Removal:
    """Delete a stage; every deal in it, whatever its state, moves to another one.

    Raises:
        NotPermitted: `by` may not change pipelines.
        NotFound: there is no such stage.
        LastStage: it is the only one of its pipeline.
        Invalid: it has deals, and no other stage is named for them.
    """
    refuse_unless(by, Permission.MANAGE_PIPELINES)
    hold_all(by, [stage_id, to_stage_id or 0])
    stage = stage_to_change(stage_id, by=by)
    refuse_last(stage)
    removal = Removal(name=stage.name)
    return _removed(removal, [stage], to_stage_id, by=by, at=at)


@transaction.atomic
def delete_pipeline(
    *, pipeline_id: int, to_stage_id: int | None, by: Viewer, at: datetime
) -> Removal:
    """Delete a pipeline with its stages; every deal in it moves to a stage of another one.

    Raises:
        NotPermitted: `by` may not change pipelines.
        NotFound: there is no such pipeline.
        LastPipeline: it is the only one of the company.
        Invalid: it has deals, and no stage of another pipeline is named for them.
    """
    refuse_unless(by, Permission.MANAGE_PIPELINES)
    hold_all(by)
    pipeline = pipeline_to_change(pipeline_id, by=by)
    if not Pipeline.objects.filter(company_id=by.company_id).exclude(pk=pipeline.pk).exists():
        raise LastPipeline(_("This is the only pipeline. Add another one first."))
    removal = Removal(name=pipeline.name, pipeline=_row(pipeline))
    stages = Stage.objects.filter(company_id=by.company_id, pipeline_id=pipeline.pk)
    hold_all(by, [*stages.values_list("pk", flat=True), to_stage_id or 0])
    held = list(stages.order_by("position", "pk"))
    done = _removed(removal, held, to_stage_id, by=by, at=at)
    record("pipeline.deleted", subject=pipeline, by=by, at=at, name=pipeline.name)
    Pipeline.objects.filter(company_id=by.company_id, pk=pipeline.pk).delete()
    return done


@transaction.atomic
def undo_removal(*, removal_id: int, by: Viewer, at: datetime) -> Removal:
    """Bring a deleted stage or pipeline back, and its deals into it.

    A deal that was moved on since stays where somebody put it.

    Raises:
        NotPermitted: `by` may not change pipelines.
        NotFound: there is no such removal.
        RemovalStays: it was undone already, is older than 30 days, or its pipeline is gone.
    """
    refuse_unless(by, Permission.MANAGE_PIPELINES)
    locked = Removal.objects.select_for_update().filter(company_id=by.company_id)
    removal = locked.filter(pk=removal_id).first()
    if removal is None:
        raise NotFound(_("There is nothing to undo."))
    _refuse_unless_possible(removal, at)
    mine = {"company_id": by.company_id}
    if removal.pipeline:
        Pipeline.objects.create(**mine, **removal.pipeline)
    for row in removal.stages:
        Stage.objects.create(**mine, **row)
    _bring_back(removal, by=by, at=at)
    removal.undone_at = at
    removal.save(update_fields=["undone_at"])
    first = Stage.objects.get(**mine, pk=removal.stages[0]["id"]) if removal.stages else None
    if first is not None:
        told = {"name": removal.name, "pipeline": first.pipeline.name}
        record("stage.restored", subject=first, by=by, at=at, **told)
    return removal


def forget_old_removals(*, at: datetime) -> int:
    """Forget what was deleted too long ago to come back, and return how many they are."""
    old = Removal.objects.filter(removed_at__lte=at - UNDONE_WITHIN)
    return old.delete()[0]


def _removed(
    removal: Removal, stages: Sequence[Stage], to_stage_id: int | None, *, by: Viewer, at: datetime
) -> Removal:
    """Empty and delete stages, and return the removal that remembers them."""
    ids = [one.pk for one in stages]
    there = Deal.objects.select_for_update(of=("self",)).filter(
        company_id=by.company_id, stage_id__in=ids
    )
    kept = list(there.order_by("pk").values_list("pk", "stage_id", "stage_since"))
    target = _target(to_stage_id, ids, by=by) if kept or to_stage_id is not None else None
    if target is not None:
        names = {one.pk: one.name for one in stages}
        _move([(pk, names[old], old) for pk, old, _since in kept], target, by=by, at=at)
    removal.company_id, removal.user_id, removal.removed_at = by.company_id, by.own_id, at
    removal.stages = [_row(one) for one in stages]
    removal.deals = [(pk, old, since.isoformat()) for pk, old, since in kept]
    removal.to_stage_id = target.pk if target else None
    removal.save()
    for one in stages:
        told = {"name": one.name, "pipeline": one.pipeline.name, "count": len(kept)}
        record("stage.deleted", subject=one, by=by, at=at, **told)
    Stage.objects.filter(company_id=by.company_id, pk__in=ids).delete()
    return removal


def _target(stage_id: int | None, leaving_out: Sequence[int], *, by: Viewer) -> Stage:
    stages = Stage.objects.filter(company_id=by.company_id).exclude(pk__in=leaving_out)
    target = stages.select_for_update(of=("self",)).filter(pk=stage_id or 0).first()
    if target is None:
        raise checks.invalid("to_stage_id", _("Choose a stage for its deals."))
    return target


def _move(
    deals: Iterable[tuple[int, str, int]], target: Stage, *, by: Viewer, at: datetime
) -> None:
    """Move deals of stages that go away to another one, and tell it in the history of each."""
    moved = list(deals)
    for start in range(0, len(moved), BATCH):
        part = moved[start : start + BATCH]
        rows = Deal.objects.filter(company_id=by.company_id, pk__in=[pk for pk, *_old in part])
        rows.update(stage=target, stage_since=at, updated_at=at)
        record_all(
            [
                Event("deal.stage-changed", "deal", pk, _told(target, name, old_id))
                for pk, name, old_id in part
            ],
            by=by,
            at=at,
        )


def _bring_back(removal: Removal, *, by: Viewer, at: datetime) -> None:
    names = {row["id"]: row["name"] for row in removal.stages}
    if removal.to_stage_id is None:
        return
    target = Stage.objects.filter(company_id=by.company_id, pk=removal.to_stage_id).first()
    was = target.name if target else ""
    mine = Deal.objects.filter(
        company_id=by.company_id, stage_id=removal.to_stage_id, stage_since=removal.removed_at
    )
    untouched = set(mine.values_list("pk", flat=True))
    events = []
    for pk, stage_id, since in removal.deals:
        if pk in untouched:
            Deal.objects.filter(company_id=by.company_id, pk=pk).update(
                stage_id=stage_id, stage_since=datetime.fromisoformat(since), updated_at=at
            )
            stage = Stage(pk=stage_id, name=names[stage_id])
            told = _told(stage, was, removal.to_stage_id)
            events.append(Event("deal.stage-changed", "deal", pk, told))
    record_all(events, by=by, at=at)


def _refuse_unless_possible(removal: Removal, at: datetime) -> None:
    if removal.undone_at is not None:
        raise RemovalStays(_("This was undone already."))
    if removal.removed_at <= at - UNDONE_WITHIN:
        raise RemovalStays(_("A deleted stage can be brought back for 30 days."))
    ids = {row["pipeline_id"] for row in removal.stages}
    there = Pipeline.objects.filter(company_id=removal.company_id, pk__in=ids)
    if not removal.pipeline and there.count() < len(ids):
        raise RemovalStays(_("The pipeline of this stage is gone. Bring the pipeline back first."))


def _told(stage: Stage, old_name: str, old_id: int) -> dict[str, Any]:
    return {
        "stage": stage.name,
        "stage_id": stage.pk,
        "old_stage": old_name,
        "old_stage_id": old_id,
    }


def _row(row: Pipeline | Stage) -> dict[str, Any]:
    """Return every column of a row but its company, as JSON keeps it."""
    names = [one.attname for one in row._meta.concrete_fields]
    return {name: getattr(row, name) for name in names if name != "company_id"}
