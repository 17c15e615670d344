"""Whether the viewer is free at the time that is typed, and when it would end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from kartotek.activities.queries import ActivityRow, clashes
from kartotek.web.numbers import record_number
from kartotek.web.records.activity_form import TimeForm
from kartotek.web.viewer import KartotekRequest


@dataclass(frozen=True)
class Free:
    """What stands in the way of a time; `ends_at` is None where no duration is typed."""

    clashes: list[ActivityRow]
    ends_at: datetime | None


def free_at(request: KartotekRequest) -> Free | None:
    """Return what the viewer has planned at the time that is typed; None where none is."""
    form = TimeForm(request.GET)
    typed = form.cleaned_data if form.is_valid() else {}
    day, clock = typed.get("due_on"), typed.get("due_time")
    if not day or not clock:
        return None
    begins = timezone.make_aware(datetime.combine(day, clock))
    minutes = typed.get("duration_minutes")
    besides = request.GET.get("besides", "")
    found = clashes(
        begins=begins,
        minutes=minutes,
        viewer=request.viewer,
        besides=record_number(besides) or 0,
    )
    ends = begins.astimezone(UTC) + timedelta(minutes=minutes) if minutes else None
    return Free(found, ends)
