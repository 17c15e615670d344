"""Making a pipeline with its stages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kartotek.history.operations import record
from kartotek.pipeline import checks
from kartotek.pipeline.deals.models import Pipeline, Stage
from kartotek.users.viewer import Viewer


@transaction.atomic
def create_pipeline(*, name: str, stage_names: Sequence[str], by: Viewer, at: datetime) -> Pipeline:
    """Make a pipeline, last in order, with stages of these names from left to right.

    Raises:
        Invalid: a name is empty or too long.
    """
    pipeline = Pipeline.objects.create(
        company_id=by.company_id,
        name=checks.checked_title(name)[:255],
        position=Pipeline.objects.filter(company_id=by.company_id).count(),
    )
    Stage.objects.bulk_create(
        Stage(
            company_id=by.company_id,
            pipeline=pipeline,
            name=checks.checked_title(stage_name)[:255],
            position=position,
        )
        for position, stage_name in enumerate(stage_names)
    )
    record("pipeline.created", subject=pipeline, by=by, at=at, name=pipeline.name)
    return pipeline
