"""Everything that is sent of a stage is written at once, or nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import transaction

from kartotek.pipeline.deals import operations
from kartotek.pipeline.deals.models import Stage
from kartotek.pipeline.deals.operations.pipelines import StageValues
from kartotek.users.viewer import Viewer


@transaction.atomic
def set_stage(
    *,
    stage_id: int,
    pipeline_id: int | None,
    by: Viewer,
    at: datetime,
    **values: Unpack[StageValues],
) -> Stage:
    """Write new values on a stage, and put it at the end of another pipeline where one is named.

    Raises:
        NotPermitted: `by` may not change pipelines.
        NotFound: there is no such stage or pipeline.
        LastStage: its pipeline would have none.
        TooManyStages: no further one fits into the other pipeline.
        Invalid: a value cannot be used.
    """
    stage = operations.edit_stage(stage_id=stage_id, by=by, at=at, **values)
    if pipeline_id is None or pipeline_id == stage.pipeline_id:
        return stage
    return operations.move_stage(
        stage_id=stage_id, pipeline_id=pipeline_id, before_id=None, by=by, at=at
    )
