"""Who is told of what, and why; and when an email of what they were told is due.

something happened -> facts about one colleague -> the first row that applies
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from kartotek.lib.decisions import Row, otherwise


class Told(StrEnum):
    """As what somebody is told; the values but the first are the kinds one can choose of."""

    NOTHING = ""
    MENTION = "mention"
    COMMENT = "comment"
    ASSIGNED = "assigned"
    FOLLOWED = "followed"
    MAIL = "mail"


class Happening(StrEnum):
    """What happened, as far as the rules care."""

    WRITTEN = "written"
    COMMENTED = "commented"
    CHANGED = "changed"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one colleague when something happens to a record, note or conversation."""

    happening: Happening
    did_it: bool = False
    sees_it: bool = True
    is_mentioned: bool = False
    got_it: bool = False
    lost_it: bool = False
    wrote_note: bool = False
    wrote_comment: bool = False
    has_mail: bool = False
    owns_it: bool = False
    follows_it: bool = False


TELLING_TABLE: tuple[Row[Facts, Told], ...] = (
    Row("OWN_ACT", lambda f: f.did_it, Told.NOTHING, "They did it themselves."),
    Row("UNSEEN", lambda f: not f.sees_it, Told.NOTHING, "They may not see it."),
    Row("MENTIONED", lambda f: f.is_mentioned, Told.MENTION, "They are mentioned."),
    Row("GIVEN", lambda f: f.got_it, Told.ASSIGNED, "It was given to them."),
    Row("TAKEN", lambda f: f.lost_it, Told.FOLLOWED, "It was their record."),
    Row(
        "OWN_NOTE",
        lambda f: f.happening is Happening.COMMENTED and f.wrote_note,
        Told.COMMENT,
        "It is a comment on their note.",
    ),
    Row(
        "SAME_THREAD",
        lambda f: f.happening is Happening.COMMENTED and f.wrote_comment,
        Told.COMMENT,
        "They wrote a comment there too.",
    ),
    Row(
        "OWN_MAIL",
        lambda f: f.happening is Happening.MAIL and f.has_mail,
        Told.NOTHING,
        "It lies in their own inbox.",
    ),
    Row(
        "FOLLOWED_MAIL",
        lambda f: f.happening is Happening.MAIL and f.follows_it,
        Told.MAIL,
        "They follow a record it belongs to.",
    ),
    Row(
        "OWN_RECORD",
        lambda f: f.happening is Happening.CHANGED and f.owns_it,
        Told.FOLLOWED,
        "It is their record.",
    ),
    Row(
        "FOLLOWED_RECORD",
        lambda f: f.happening is Happening.CHANGED and f.follows_it,
        Told.FOLLOWED,
        "They follow the record.",
    ),
    Row("NOT_CONCERNED", otherwise, Told.NOTHING, "It does not concern them."),
)

DAILY_AT: Final = time(8)
HOUR: Final = timedelta(hours=1)


def is_hourly_due(sent_at: datetime | None, now: datetime) -> bool:
    """Return whether an hour has passed since the last email."""
    return sent_at is None or now - sent_at >= HOUR


def is_daily_due(sent_at: datetime | None, now: datetime, zone: ZoneInfo) -> bool:
    """Return whether it was eight in the morning since the last email, where the user is."""
    here = now.astimezone(zone)
    day = here.date() if here.time() >= DAILY_AT else here.date() - timedelta(days=1)
    return sent_at is None or sent_at < datetime.combine(day, DAILY_AT, zone)
