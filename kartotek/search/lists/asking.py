"""Who asks a list, and when: relative dates begin with the asker's own day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from django.utils import timezone

from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class Asking:
    """The viewer, the moment, and the zone in which the viewer's days begin."""

    viewer: Viewer
    at: datetime
    zone: tzinfo

    @classmethod
    def now(cls, viewer: Viewer, at: datetime) -> Asking:
        """Return who asks at `at`, in the zone of the screen."""
        return cls(viewer, at, timezone.get_current_timezone())

    @property
    def today(self) -> date:
        """The viewer's day."""
        return self.at.astimezone(self.zone).date()

    def start_of(self, day: date) -> datetime:
        """Return when a day begins."""
        return datetime.combine(day, time.min, self.zone)
