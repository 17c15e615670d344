"""Every read of activities and notes; seen only by who sees all records they hang on."""

from kartotek.activities.queries.lists import Asked, Span, activities, count_activities
from kartotek.activities.queries.on_record import (
    Focus,
    activity,
    done_of,
    focus_of,
    next_due,
    note,
    notes_of,
)
from kartotek.activities.queries.rows import ActivityRow, NoteRow, OnRecord

__all__ = [
    "ActivityRow",
    "Asked",
    "Focus",
    "NoteRow",
    "OnRecord",
    "Span",
    "activities",
    "activity",
    "count_activities",
    "done_of",
    "focus_of",
    "next_due",
    "note",
    "notes_of",
]
