"""Furnishing pipelines, and what becomes of deals whose stage is deleted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kartotek.errors import Invalid, NotFound
from kartotek.history.models import Entry
from kartotek.pipeline.deals import operations, queries
from kartotek.pipeline.deals.models import Deal, Pipeline, Removal, Stage
from kartotek.users.permissions import NotPermitted


def names_of(pipeline_id: int) -> list[str]:
    stages = Stage.objects.filter(pipeline_id=pipeline_id)
    return list(stages.order_by("position").values_list("name", flat=True))


def test_a_pipeline_is_added_behind_the_others_with_its_stages(
    by_deniz: Any, stages: Any, now: Any
) -> None:
    made = operations.add_pipeline(
        by=by_deniz, at=now, name=" Service ", stage_names=("Asked", "Visited")
    )

    assert [one.name for one in queries.pipelines(viewer=by_deniz)] == ["Sales", "Service"]
    assert names_of(made.pk) == ["Asked", "Visited"]


def test_only_who_may_change_pipelines_changes_them(by_elif: Any, stages: Any, now: Any) -> None:
    with pytest.raises(NotPermitted):
        operations.add_pipeline(by=by_elif, at=now, name="Service")
    with pytest.raises(NotPermitted):
        operations.edit_stage(stage_id=stages[0].pk, by=by_elif, at=now, name="New")
    with pytest.raises(NotPermitted):
        operations.delete_stage(stage_id=stages[0].pk, to_stage_id=None, by=by_elif, at=now)


@pytest.mark.parametrize(
    "wrong",
    [{"name": "  "}, {"name": "x" * 256}, {"rotting_days": 0}, {"probability": 101}],
)
def test_a_stage_refuses_what_cannot_be(
    by_deniz: Any, stages: Any, now: Any, wrong: dict[str, Any]
) -> None:
    with pytest.raises(Invalid):
        operations.edit_stage(stage_id=stages[0].pk, by=by_deniz, at=now, **wrong)


def test_stages_are_put_in_order(by_deniz: Any, stages: Any, now: Any) -> None:
    last, first = stages[4], stages[0]

    operations.move_stage(
        stage_id=last.pk, before_id=first.pk, pipeline_id=None, by=by_deniz, at=now
    )

    assert names_of(first.pipeline_id)[:2] == ["Order", "Qualified"]


def test_a_stage_takes_its_deals_along_to_another_pipeline(
    by_deniz: Any, lobby_deal: Any, stages: Any, now: Any
) -> None:
    other = operations.add_pipeline(by=by_deniz, at=now, name="Service", stage_names=("Asked",))

    operations.move_stage(
        stage_id=stages[0].pk, before_id=None, pipeline_id=other.pk, by=by_deniz, at=now
    )

    assert names_of(other.pk) == ["Asked", "Qualified"]
    assert Deal.objects.get().stage.pipeline_id == other.pk


def test_the_deals_of_a_deleted_stage_go_where_somebody_says(
    by_deniz: Any, lobby_deal: Any, stages: Any, now: Any
) -> None:
    later = now + timedelta(days=1)

    operations.delete_stage(stage_id=stages[0].pk, to_stage_id=stages[2].pk, by=by_deniz, at=later)

    deal = Deal.objects.get()
    assert (deal.stage, deal.stage_since) == (stages[2], later)
    assert not Stage.objects.filter(pk=stages[0].pk).exists()
    told = Entry.objects.filter(subject_type="deal", kind="deal.stage-changed").get()
    assert (told.data["old_stage"], told.data["stage"]) == ("Qualified", "Quote sent")


def test_a_stage_with_deals_is_not_deleted_without_saying_where_they_go(
    by_deniz: Any, lobby_deal: Any, stages: Any, now: Any
) -> None:
    for target in (None, stages[0].pk, 999):
        with pytest.raises(Invalid):
            operations.delete_stage(stage_id=stages[0].pk, to_stage_id=target, by=by_deniz, at=now)

    assert Deal.objects.get().stage == stages[0]


def test_an_undo_brings_stage_and_deals_back_exactly(
    by_deniz: Any, by_elif: Any, lobby_deal: Any, stages: Any, now: Any
) -> None:
    Stage.objects.filter(pk=stages[0].pk).update(rotting_days=9, probability=20)
    before = Stage.objects.filter(pk=stages[0].pk).values().get()
    removal = operations.delete_stage(
        stage_id=stages[0].pk, to_stage_id=stages[2].pk, by=by_deniz, at=now + timedelta(days=1)
    )

    operations.undo_removal(removal_id=removal.pk, by=by_deniz, at=now + timedelta(days=2))

    assert Stage.objects.filter(pk=stages[0].pk).values().get() == before
    deal = Deal.objects.get()
    assert (deal.stage_id, deal.stage_since) == (stages[0].pk, now)


def test_an_undo_leaves_a_deal_where_somebody_moved_it_since(
    by_deniz: Any, by_elif: Any, lobby_deal: Any, stages: Any, now: Any
) -> None:
    removal = operations.delete_stage(
        stage_id=stages[0].pk, to_stage_id=stages[2].pk, by=by_deniz, at=now + timedelta(days=1)
    )
    operations.move_to_stage(
        deal_id=lobby_deal.pk, stage_id=stages[3].pk, by=by_elif, at=now + timedelta(days=2)
    )

    operations.undo_removal(removal_id=removal.pk, by=by_deniz, at=now + timedelta(days=3))

    assert Deal.objects.get().stage == stages[3]


def test_a_removal_is_undone_once_and_within_thirty_days(
    by_deniz: Any, stages: Any, now: Any
) -> None:
    removal = operations.delete_stage(stage_id=stages[0].pk, to_stage_id=None, by=by_deniz, at=now)

    with pytest.raises(operations.RemovalStays):
        operations.undo_removal(removal_id=removal.pk, by=by_deniz, at=now + timedelta(days=31))
    operations.undo_removal(removal_id=removal.pk, by=by_deniz, at=now)
    with pytest.raises(operations.RemovalStays):
        operations.undo_removal(removal_id=removal.pk, by=by_deniz, at=now)


def test_a_pipeline_is_deleted_and_comes_back_with_stages_and_deals(
    by_deniz: Any, lobby_deal: Any, stages: Any, now: Any
) -> None:
    other = operations.add_pipeline(by=by_deniz, at=now, name="Service", stage_names=("Asked",))
    pipeline_id, target = stages[0].pipeline_id, other.stages.get()

    removal = operations.delete_pipeline(
        pipeline_id=pipeline_id, to_stage_id=target.pk, by=by_deniz, at=now + timedelta(days=1)
    )
    assert [one.name for one in queries.pipelines(viewer=by_deniz)] == ["Service"]
    assert Deal.objects.get().stage == target
    operations.undo_removal(removal_id=removal.pk, by=by_deniz, at=now + timedelta(days=2))

    assert names_of(pipeline_id) == [one.name for one in stages]
    assert Deal.objects.get().stage_id == stages[0].pk


def test_the_last_pipeline_and_the_last_stage_stay(by_deniz: Any, stages: Any, now: Any) -> None:
    Stage.objects.exclude(pk=stages[0].pk).delete()

    with pytest.raises(operations.LastPipeline):
        operations.delete_pipeline(
            pipeline_id=stages[0].pipeline_id, to_stage_id=None, by=by_deniz, at=now
        )
    with pytest.raises(operations.LastStage):
        operations.delete_stage(stage_id=stages[0].pk, to_stage_id=None, by=by_deniz, at=now)


def test_another_company_changes_nothing_here(by_outsider: Any, stages: Any, now: Any) -> None:
    with pytest.raises(NotFound):
        operations.edit_stage(stage_id=stages[0].pk, by=by_outsider, at=now, name="Ours")
    with pytest.raises(NotFound):
        operations.edit_pipeline(
            pipeline_id=stages[0].pipeline_id, by=by_outsider, at=now, name="Ours"
        )


def test_what_was_deleted_long_ago_is_forgotten(by_deniz: Any, stages: Any, now: Any) -> None:
    operations.delete_stage(stage_id=stages[0].pk, to_stage_id=None, by=by_deniz, at=now)

    assert operations.forget_old_removals(at=now + timedelta(days=29)) == 0
    assert operations.forget_old_removals(at=now + timedelta(days=30)) == 1
    assert not Removal.objects.exists()
    assert Pipeline.objects.exists()
