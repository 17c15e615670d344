"""When something takes place, which of it meets, and which guests can be written to."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from kartotek.lib.addresses import is_well_formed

# Days outside are slips of the finger, and would not survive a change of zone.
EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2199, 12, 31)

# How long something without a duration is thought to take.
USUAL_MINUTES: Final = 30


def sorting_moment(day: date, clock: time | None, zone: str) -> datetime:
    """Return the moment that sorts: in UTC, where a day without a time begins at midnight."""
    if clock is None:
        return datetime.combine(day, time.min, UTC)
    return datetime.combine(day, clock, zoneinfo.ZoneInfo(zone)).astimezone(UTC)


def in_zone(day: date, clock: time | None, *, old: str, new: str) -> tuple[date, time | None]:
    """Return how a time of one zone is said in another; a day without a time stays that day."""
    if clock is None or old == new:
        return day, clock
    there = datetime.combine(day, clock, zoneinfo.ZoneInfo(old))
    here = there.astimezone(zoneinfo.ZoneInfo(new))
    return here.date(), here.time()


def span(begins: datetime, minutes: int | None) -> tuple[datetime, datetime]:
    """Return when something begins and ends, in UTC, as minutes pass there."""
    start = begins.astimezone(UTC)
    return start, start + timedelta(minutes=minutes or USUAL_MINUTES)


@dataclass(frozen=True)
class Lane:
    """The place of something beside what it meets: the `index`th of `count` lanes."""

    index: int
    count: int


def lanes(spans: Sequence[tuple[datetime, datetime]]) -> list[Lane]:
    """Return a lane for each span, so that no two in one lane meet; as few as will do.

    Args:
        spans: when each begins and ends, in order of their beginnings.
    """
    found: list[Lane] = []
    cluster: list[int] = []
    ends: list[datetime] = []
    for begins, until in spans:
        if cluster and begins >= max(ends):
            found += [Lane(index, len(ends)) for index in cluster]
            cluster, ends = [], []
        free = next((index for index, end in enumerate(ends) if end <= begins), len(ends))
        ends[free : free + 1] = [until]
        cluster.append(free)
    return found + [Lane(index, len(ends)) for index in cluster]


def unreachable(guests: Iterable[str]) -> tuple[str, ...]:
    """Return the guests that look like addresses and are none; names are as good as addresses."""
    return tuple(one for one in guests if "@" in one and not is_well_formed(_address_in(one)))


def _address_in(guest: str) -> str:
    """Return what stands in angle brackets at the end, else all of it."""
    _name, opens, address = guest.removesuffix(">").rpartition("<")
    return address if opens and guest.endswith(">") else guest
