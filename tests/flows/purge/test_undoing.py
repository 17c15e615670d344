"""What was kept to undo goes when it can no longer be undone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from kartotek.flows.models import ActStatus, BulkAct, BulkChange
from kartotek.flows.purge import purge


def test_an_act_on_many_records_goes_with_its_changes(
    company: Any, elif_: Any, now: datetime
) -> None:
    act = BulkAct.objects.create(
        company=company,
        kind="person",
        verb="edit",
        user=elif_,
        status=ActStatus.DONE,
        created_at=now,
    )
    BulkChange.objects.create(company=company, act=act, subject_id=1)

    purge(at=now + timedelta(days=31))

    assert not BulkAct.objects.exists()
    assert not BulkChange.objects.exists()


def test_an_act_that_still_runs_stays(company: Any, elif_: Any, now: datetime) -> None:
    BulkAct.objects.create(
        company=company,
        kind="person",
        verb="edit",
        user=elif_,
        status=ActStatus.RUNNING,
        created_at=now,
    )

    purge(at=now + timedelta(days=31))

    assert BulkAct.objects.count() == 1
