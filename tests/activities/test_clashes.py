"""Whether somebody is free: what else of theirs takes place at the same time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from kartotek.activities.operations import create_activity, set_done
from kartotek.activities.queries import clashes

DAY = date(2026, 11, 19)


def _plan(by: Any, at: Any, clock: time | None, minutes: int | None = None, **more: Any) -> Any:
    return create_activity(
        by=by,
        at=at,
        title="Site visit",
        due_on=DAY,
        due_time=clock,
        duration_minutes=minutes,
        **more,
    )


def _at(clock: time, minutes: int | None, viewer: Any) -> list[str]:
    found = clashes(
        begins=datetime.combine(DAY, clock, UTC),
        minutes=minutes,
        viewer=viewer,
    )
    return [one.title for one in found]


@pytest.mark.parametrize(
    ("clock", "minutes", "is_free"),
    [
        (time(9, 0), 60, True),
        (time(9, 0), 61, False),
        (time(10, 30), 15, False),
        (time(11, 30), 60, True),
        (time(11, 29), None, False),
        (time(9, 45), None, False),
        (time(9, 30), None, True),
    ],
)
def test_what_overlaps_is_said(
    by_elif: Any, now: Any, clock: time, minutes: int | None, *, is_free: bool
) -> None:
    _plan(by_elif, now, time(10, 0), 90)

    assert _at(clock, minutes, by_elif) == ([] if is_free else ["Site visit"])


def test_what_is_done_or_has_no_time_takes_none(by_elif: Any, now: Any) -> None:
    done = _plan(by_elif, now, time(10, 0), 90)
    set_done(activity_id=done.pk, is_done=True, by=by_elif, at=now)
    _plan(by_elif, now, None)

    assert _at(time(10, 0), 60, by_elif) == []


def test_the_time_of_others_is_their_own(by_elif: Any, by_mert: Any, now: Any) -> None:
    _plan(by_mert, now, time(10, 0), 90)

    assert _at(time(10, 0), 60, by_elif) == []
