"""Every read of activities, notes and files; seen only by who sees all records they hang on."""

from kartotek.activities.queries.clashes import clashes
from kartotek.activities.queries.comments import comment, mentioned_blind
from kartotek.activities.queries.files import content_of, count_files, file, files_of
from kartotek.activities.queries.lists import (
    MOST_COUNTED,
    Asked,
    Span,
    activities,
    count_activities,
    in_calendar,
)
from kartotek.activities.queries.on_record import (
    Focus,
    activity,
    count_done,
    count_notes,
    done_of,
    focus_of,
    next_due,
    note,
    notes_of,
)
from kartotek.activities.queries.rows import (
    ActivityRow,
    CommentRow,
    FileRow,
    NoteRow,
    OnRecord,
)
from kartotek.activities.queries.types import TypeRow, looks, types, uses_of_types

__all__ = [
    "MOST_COUNTED",
    "ActivityRow",
    "Asked",
    "CommentRow",
    "FileRow",
    "Focus",
    "NoteRow",
    "OnRecord",
    "Span",
    "TypeRow",
    "activities",
    "activity",
    "clashes",
    "comment",
    "content_of",
    "count_activities",
    "count_done",
    "count_files",
    "count_notes",
    "done_of",
    "file",
    "files_of",
    "focus_of",
    "in_calendar",
    "looks",
    "mentioned_blind",
    "next_due",
    "note",
    "notes_of",
    "types",
    "uses_of_types",
]
