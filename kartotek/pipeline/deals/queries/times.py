"""How long a deal stood in each stage, as its history tells."""

from __future__ import annotations

from datetime import datetime, timedelta

from kartotek.history.queries import Wanted, newest
from kartotek.pipeline.deals.queries.page import DealPage
from kartotek.pipeline.deals.rules import Move, time_in_stages
from kartotek.users.viewer import Viewer

# A deal that was moved more often than this is told from its latest moves.
MOST_MOVES = 500


def stage_times(deal: DealPage, *, viewer: Viewer, now: datetime) -> dict[int, timedelta]:
    """Return how long a deal stood in each stage until it was closed, or until now."""
    wanted = Wanted("deal", [deal.id], ["deal.stage-changed"])
    lines = newest([wanted], viewer=viewer, limit=MOST_MOVES)
    moves = [
        Move(line.at, line.data["old_stage_id"], line.data["stage_id"])
        for line in lines
        if "old_stage_id" in line.data
    ]
    return time_in_stages(
        deal.stage.id, opened_at=deal.created_at, moves=moves, until=deal.closed_at or now
    )
