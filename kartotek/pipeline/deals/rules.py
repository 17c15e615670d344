"""Decisions about deals: pure."""

from __future__ import annotations

from datetime import datetime, timedelta


def is_rotting(stage_since: datetime, limit_days: int | None, now: datetime) -> bool:
    """Return whether a deal has stood in its stage for longer than the stage allows.

    Args:
        stage_since: when it came into the stage.
        limit_days: the stage's limit; None when it has none.
        now: the time to judge by.
    """
    return limit_days is not None and now - stage_since > timedelta(days=limit_days)
