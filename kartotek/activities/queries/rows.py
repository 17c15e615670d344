"""Activities, notes and files as rows: who, when, and on which records."""

from __future__ import annotations

import zoneinfo
from dataclasses import dataclass
from datetime import date, datetime, time

from kartotek.activities.models import Activity, File, Note, OnRecords
from kartotek.activities.queries.scopes import KINDS


@dataclass(frozen=True)
class OnRecord:
    """A record that an activity or note hangs on."""

    kind: str
    id: int
    title: str


@dataclass(frozen=True)
class ActivityRow:
    """An activity ready to be shown; `due` is a date, or a moment where there is a time."""

    id: int
    type: str
    type_text: str
    title: str
    note: str
    due: date | datetime | None
    due_on: date | None
    due_time: time | None
    duration_minutes: int | None
    done_at: datetime | None
    owner_id: int
    owner_name: str
    on: list[OnRecord]
    location: str = ""
    guests: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether it was done."""
        return self.done_at is not None


@dataclass(frozen=True)
class CommentRow:
    """A comment ready to be shown; `html` is empty where the text is plain."""

    id: int
    note_id: int
    text: str
    html: str
    created_at: datetime
    edited_at: datetime | None
    owner_id: int
    owner_name: str


@dataclass(frozen=True)
class NoteRow:
    """A note ready to be shown; `html` is empty where the text is plain.

    `comments` are there where a query says so, the oldest first.
    """

    id: int
    text: str
    html: str
    is_pinned: bool
    created_at: datetime
    updated_at: datetime
    edited_at: datetime | None
    owner_id: int
    owner_name: str
    on: list[OnRecord]
    comment_count: int
    comments: tuple[CommentRow, ...] = ()

    @property
    def seen(self) -> list[str]:
        """What an editor of its words sees; compared when they are written anew."""
        return [self.text, self.html]


@dataclass(frozen=True)
class FileRow:
    """A file ready to be shown; `sha256` names its bytes."""

    id: int
    name: str
    media_type: str
    size_bytes: int
    sha256: str
    created_at: datetime
    owner_id: int
    owner_name: str
    on: list[OnRecord]


def activity_row(activity: Activity) -> ActivityRow:
    """Return an activity as a row; its owner and records were read with it."""
    return ActivityRow(
        id=activity.pk,
        type=activity.type,
        type_text=activity.get_type_display(),
        title=activity.title,
        note=activity.note,
        due=due_of(activity),
        due_on=activity.due_on,
        due_time=activity.due_time,
        duration_minutes=activity.duration_minutes,
        done_at=activity.done_at,
        owner_id=activity.owner_id,
        owner_name=activity.owner.name,
        on=_records(activity),
        location=activity.location,
        guests=tuple(activity.guests),
    )


def note_row(note: Note) -> NoteRow:
    """Return a note as a row; its author and records were read with it."""
    return NoteRow(
        id=note.pk,
        text=note.text,
        html=note.html,
        is_pinned=note.is_pinned,
        created_at=note.created_at,
        updated_at=note.updated_at,
        edited_at=note.edited_at,
        owner_id=note.owner_id,
        owner_name=note.owner.name,
        on=_records(note),
        comment_count=note.comment_count,
    )


def file_row(file: File) -> FileRow:
    """Return a file as a row; its owner and records were read with it."""
    return FileRow(
        id=file.pk,
        name=file.name,
        media_type=file.media_type,
        size_bytes=file.size_bytes,
        sha256=file.sha256,
        created_at=file.created_at,
        owner_id=file.owner_id,
        owner_name=file.owner.name,
        on=_records(file),
    )


def due_of(activity: Activity) -> date | datetime | None:
    """Return when it is due: its day, or the moment in its owner's zone."""
    if activity.due_on is None or activity.due_time is None:
        return activity.due_on
    zone = zoneinfo.ZoneInfo(activity.owner.time_zone)
    return datetime.combine(activity.due_on, activity.due_time, zone)


def _records(subject: OnRecords) -> list[OnRecord]:
    """Return the living records it hangs on, deals first."""
    held = [(kind, getattr(subject, kind)) for kind in KINDS]
    return [
        OnRecord(kind, record.pk, str(record))
        for kind, record in held
        if record is not None and not record.is_deleted
    ]
