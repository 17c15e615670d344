"""Decisions about deals: pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum


def is_rotting(stage_since: datetime, limit_days: int | None, now: datetime) -> bool:
    """Return whether a deal has stood in its stage for longer than the stage allows.

    Args:
        stage_since: when it came into the stage.
        limit_days: the stage's limit; None when it has none.
        now: the time to judge by.
    """
    return limit_days is not None and now - stage_since > timedelta(days=limit_days)


class CloseFlaw(Enum):
    """Why a deal cannot have been closed on a day."""

    BEFORE_OPENING = "before opening"
    IN_FUTURE = "in the future"


def close_flaw(closed_on: date, *, opened_on: date, today: date) -> CloseFlaw | None:
    """Return why a deal opened on one day cannot have been closed on another, or None.

    Args:
        closed_on: the day in question.
        opened_on: when it was opened.
        today: the last day there is.
    """
    if closed_on < opened_on:
        return CloseFlaw.BEFORE_OPENING
    return CloseFlaw.IN_FUTURE if closed_on > today else None


@dataclass(frozen=True, slots=True)
class Move:
    """A deal went from one stage to another."""

    at: datetime
    old_id: int
    new_id: int


def time_in_stages(
    stage_id: int, *, opened_at: datetime, moves: Iterable[Move], until: datetime
) -> dict[int, timedelta]:
    """Return how long a deal stood in each stage, by the stage's id.

    Args:
        stage_id: where it stands now.
        opened_at: when it came into its first stage.
        moves: in any order; a stage may be visited more than once.
        until: when it was closed, or now.
    """
    found: dict[int, timedelta] = {}
    here, since = stage_id, opened_at
    ordered = sorted(moves, key=lambda move: move.at)
    if ordered:
        here = ordered[0].old_id
    for move in ordered:
        found[here] = found.get(here, timedelta()) + (move.at - since)
        here, since = move.new_id, move.at
    found[here] = found.get(here, timedelta()) + max(until - since, timedelta())
    return found
