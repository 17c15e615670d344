"""What is done again and again, and how often; every chore is safe to do twice or late."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kartotek.flows import news, purge, send_digests, statistics, tell_users
from kartotek.flows.bulk import run
from kartotek.flows.merge_contacts import forget_old_merges
from kartotek.jobs import chores
from kartotek.pipeline.deals.operations import forget_old_removals
from kartotek.users.operations import drop_stale_entries


@dataclass(frozen=True)
class Chore:
    """Something done every so often; `run` is told the time."""

    name: str
    every: timedelta
    run: Callable[[datetime], object]


# In every job worker: mail of several companies is taken on side by side.
MAIL: tuple[Chore, ...] = (
    Chore("go on with waiting mail", timedelta(seconds=1), chores.go_on_with_mail),
)

# In one job worker of an installation.
SCHEDULE: tuple[Chore, ...] = (
    Chore("go on with bulk acts", timedelta(seconds=1), lambda at: run.go_on(at=at)),
    Chore("go on with duplicates", timedelta(seconds=1), chores.go_on_with_duplicates),
    Chore("tell users", timedelta(seconds=1), lambda at: tell_users.go_on(at=at)),
    Chore("send digests", timedelta(minutes=1), lambda at: send_digests.send_digests(at=at)),
    Chore("forget old merges", timedelta(hours=6), lambda at: forget_old_merges(at=at)),
    Chore("forget old removals", timedelta(hours=6), lambda at: forget_old_removals(at=at)),
    Chore("drop announcements", timedelta(minutes=1), lambda at: news.drop_old(at=at)),
    Chore("drop stale entries", timedelta(minutes=10), lambda at: drop_stale_entries(at=at)),
    Chore("drop ended sessions", timedelta(hours=6), chores.drop_ended_sessions),
    Chore("purge", timedelta(hours=1), lambda at: purge.purge(at=at)),
    Chore("keep statistics", timedelta(hours=6), lambda _at: statistics.keep_statistics()),
    Chore("drop finished jobs", timedelta(hours=6), chores.drop_finished_jobs),
)
