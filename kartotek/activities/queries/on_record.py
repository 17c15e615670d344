"""What is planned, done and noted on a record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, QuerySet
from django.utils.translation import gettext as _

from kartotek.activities.models import Activity, Note
from kartotek.activities.queries.comments import with_comments
from kartotek.activities.queries.rows import ActivityRow, NoteRow, activity_rows, note_row
from kartotek.activities.queries.scopes import (
    KINDS,
    about,
    activities_seen,
    notes_seen,
    visible,
)
from kartotek.errors import NotFound, WasDeleted
from kartotek.users.before import Before
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class Focus:
    """What a record's page asks attention for: open activities, soonest first; pinned notes."""

    activities: list[ActivityRow]
    notes: list[NoteRow]

    @property
    def count(self) -> int:
        """How many there are of both."""
        return len(self.activities) + len(self.notes)


def focus_of(
    kind: str,
    record_id: int,
    *,
    viewer: Viewer,
    limit: int = 50,
    notes: list[NoteRow] | None = None,
) -> Focus:
    """Return the open activities and pinned notes about a record that the viewer sees.

    Args:
        kind: person, organization, deal, lead or project.
        record_id: its id; the caller has checked that the viewer sees it.
        viewer: who is asking.
        limit: of each at most.
        notes: all that `notes_of` says of the record, where the page has read them already.
    """
    planned = _planned(kind, limit, record_id=record_id, viewer=viewer)
    if notes is None:
        found = notes_seen(viewer).filter(about(kind, record_id, viewer), is_pinned=True)
        notes = [note_row(note) for note in found.order_by("-created_at", "-id")[:limit]]
    return Focus(
        sorted(activity_rows(planned), key=soonest_first),
        [note for note in notes if note.is_pinned][:limit],
    )


@prepared
def _planned(kind: str, limit: int, /, *, record_id: int, viewer: Viewer) -> QuerySet[Activity]:
    of_record = about(kind, record_id, viewer, Activity)
    planned = activities_seen(viewer).filter(of_record, done_at=None)
    return planned.order_by("sorted_at", "id")[:limit]


def done_of(
    kind: str, record_id: int, *, viewer: Viewer, before: Before | None = None, limit: int = 50
) -> list[ActivityRow]:
    """Return the activities about a record that were done, the last one first."""
    done = _done(kind, limit, record_id=record_id, viewer=viewer, before=before)
    return activity_rows(done)


@prepared
def _done(
    kind: str, limit: int, /, *, record_id: int, viewer: Viewer, before: Before | None
) -> QuerySet[Activity]:
    of_record = about(kind, record_id, viewer, Activity)
    done = activities_seen(viewer).filter(of_record, done_at__isnull=False)
    if before is not None:
        done = done.filter(before.condition("done_at"))
    return done.order_by("-done_at", "-id")[:limit]


def notes_of(
    kind: str, record_id: int, *, viewer: Viewer, before: Before | None = None, limit: int = 50
) -> list[NoteRow]:
    """Return the notes about a record, the newest first."""
    notes = _notes(kind, limit, record_id=record_id, viewer=viewer, before=before)
    return with_comments([note_row(note) for note in notes], viewer=viewer)


@prepared
def _notes(
    kind: str, limit: int, /, *, record_id: int, viewer: Viewer, before: Before | None
) -> QuerySet[Note]:
    notes = notes_seen(viewer).filter(about(kind, record_id, viewer))
    if before is not None:
        notes = notes.filter(before.condition("created_at"))
    return notes.order_by("-created_at", "-id")[:limit]


def count_done(kind: str, record_id: int, *, viewer: Viewer) -> int:
    """Return how many activities about a record were done, of those the viewer sees."""
    done = visible(Activity.objects.alive(), viewer)
    return done.filter(about(kind, record_id, viewer, Activity), done_at__isnull=False).count()


def count_notes(kind: str, record_id: int, *, viewer: Viewer) -> int:
    """Return how many notes about a record the viewer sees."""
    return visible(Note.objects.alive(), viewer).filter(about(kind, record_id, viewer)).count()


def activity(activity_id: int, *, viewer: Viewer, with_deleted: bool = False) -> ActivityRow:
    """Return one activity.

    Raises:
        NotFound: there is none, or it hangs on something that is not theirs to see.
    """
    found = (
        visible(Activity.objects.all(), viewer)
        .select_related("owner", *KINDS)
        .filter(pk=activity_id)
        .first()
    )
    if found is None:
        raise NotFound(_("This activity is gone."))
    if found.is_deleted and not with_deleted:
        raise WasDeleted(_("This activity was deleted."), "activity", activity_id)
    return activity_rows([found])[0]


def note(note_id: int, *, viewer: Viewer, with_deleted: bool = False) -> NoteRow:
    """Return one note.

    Raises:
        NotFound: there is none, or it hangs on something that is not theirs to see.
    """
    found = visible(Note.objects.all(), viewer).select_related("owner").filter(pk=note_id).first()
    if found is None:
        raise NotFound(_("This note is gone."))
    if found.is_deleted and not with_deleted:
        raise WasDeleted(_("This note was deleted."), "note", note_id)
    return with_comments([note_row(found)], viewer=viewer)[0]


def next_due(kind: str, ids: Iterable[int], *, viewer: Viewer) -> dict[int, date]:
    """Return the day of the next open activity that hangs on each record itself."""
    planned = visible(Activity.objects.alive(), viewer).filter(
        done_at=None, due_on__isnull=False, **{f"{kind}_id__in": list(ids)}
    )
    return dict(planned.values_list(f"{kind}_id").annotate(next_on=Min("due_on")))


def soonest_first(row: ActivityRow) -> tuple[bool, str, str, int]:
    """Return what sorts activities by when they are due; those without a day come last."""
    day = row.due_on.isoformat() if row.due_on else ""
    clock = row.due_time.isoformat() if row.due_time else ""
    return (row.due_on is None, day, clock, row.id)
