"""Two admins, or an admin and a colleague, at the same stages at once.

Only PostgreSQL has rows locked; `python -m tests.postgres` runs these.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from kartotek.errors import Refused
from kartotek.pipeline.deals import operations
from kartotek.pipeline.deals.models import Deal, Pipeline, Stage
from tests.conftest import NOW

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """Do several things in the same moment, and return how each ended."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> str:
        start.wait()
        try:
            act()
        except Refused as refusal:
            return type(refusal).__name__
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_the_last_two_stages_are_not_deleted_both(stages: Any, by_deniz: Any) -> None:
    for stage in stages[2:]:
        operations.delete_stage(stage_id=stage.pk, to_stage_id=None, by=by_deniz, at=NOW)

    def deletes(stage: Any) -> Callable[[], Any]:
        return lambda: operations.delete_stage(
            stage_id=stage.pk, to_stage_id=None, by=by_deniz, at=NOW
        )

    ended = at_once(deletes(stages[0]), deletes(stages[1]))

    assert sorted(ended) == ["LastStage", "done"]
    assert Stage.objects.count() == 1


def test_the_last_two_pipelines_are_not_deleted_both(stages: Any, by_deniz: Any) -> None:
    other = operations.add_pipeline(by=by_deniz, at=NOW, name="Hotels", stage_names=["New"])

    def deletes(pk: int) -> Callable[[], Any]:
        return lambda: operations.delete_pipeline(
            pipeline_id=pk, to_stage_id=None, by=by_deniz, at=NOW
        )

    ended = at_once(deletes(stages[0].pipeline_id), deletes(other.pk))

    assert sorted(ended) == ["LastPipeline", "done"]
    assert Pipeline.objects.count() == 1


def test_a_deal_moved_to_a_stage_that_is_being_deleted_stands_in_one_that_is_there(
    stages: Any, lobby_deal: Any, by_elif: Any, by_deniz: Any
) -> None:
    at_once(
        lambda: operations.move_to_stage(
            deal_id=lobby_deal.pk, stage_id=stages[3].pk, by=by_elif, at=NOW
        ),
        lambda: operations.delete_stage(
            stage_id=stages[3].pk, to_stage_id=stages[0].pk, by=by_deniz, at=NOW
        ),
    )

    assert Stage.objects.filter(pk=Deal.objects.get(pk=lobby_deal.pk).stage_id).exists()
    assert not Stage.objects.filter(pk=stages[3].pk).exists()
