"""Writing notes, pinning them, and taking them back."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.activities.models import Note
from kartotek.activities.operations.values import NoteEdit, NoteFields, checked
from kartotek.activities.queries.scopes import visible
from kartotek.errors import Invalid, NotFound, WasDeleted
from kartotek.history.meanwhile import refuse_changed
from kartotek.history.operations import changes, record
from kartotek.users.permissions import refuse_unless_editable
from kartotek.users.viewer import Viewer


@transaction.atomic
def create_note(*, by: Viewer, at: datetime, **given: Unpack[NoteFields]) -> Note:
    """Write a note on up to five records and return it.

    Args:
        by: who writes it.
        at: when.
        **given: the text, whether it is pinned, and the records.

    Raises:
        Invalid: the text is empty, or a record is not theirs to see.
    """
    kept = {"owner_id": by.user_id} | checked(given, by=by)
    _refuse_empty(kept.get("text", ""))
    note = Note.objects.create(company_id=by.company_id, created_at=at, updated_at=at, **kept)
    record("note.created", subject=note, by=by, at=at)
    return note


@transaction.atomic
def edit_note(*, note_id: int, by: Viewer, at: datetime, **given: Unpack[NoteEdit]) -> Note:
    """Change what is given of a note.

    Raises:
        NotFound: there is no such note.
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
        ChangedMeanwhile: the text is no longer what the editor saw.
        Invalid: the text is empty, or a record is not theirs to see.
    """
    note = _to_change(note_id, by=by)
    was = given.pop("was", {})
    kept = checked(given, by=by)
    refuse_changed(note, was, kept)
    if "text" in kept:
        _refuse_empty(kept["text"])
    differs = changes(note, kept)
    if differs:
        note.save(update_fields=note.touch(at, **{name: kept[name] for name in differs}))
        record("note.edited", subject=note, by=by, at=at, changes=differs)
    return note


@transaction.atomic
def pin_note(*, note_id: int, is_pinned: bool, by: Viewer, at: datetime) -> Note:
    """Pin a note to the Focus of its records, or take the pin out.

    Raises:
        NotFound: there is no such note.
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
    """
    note = _to_change(note_id, by=by)
    if note.is_pinned != is_pinned:
        note.save(update_fields=note.touch(at, is_pinned=is_pinned))
        record("note.pinned" if is_pinned else "note.unpinned", subject=note, by=by, at=at)
    return note


@transaction.atomic
def delete_note(*, note_id: int, by: Viewer, at: datetime) -> Note:
    """Delete a note; it can be restored. Twice is once.

    Raises:
        NotFound: there is no such note.
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
    """
    note = _to_change(note_id, by=by, with_deleted=True)
    if not note.is_deleted:
        note.save(update_fields=note.touch(at, deleted_at=at))
        record("note.deleted", subject=note, by=by, at=at)
    return note


@transaction.atomic
def restore_note(*, note_id: int, by: Viewer, at: datetime) -> Note:
    """Bring a deleted note back; twice is once.

    Raises:
        NotFound: there is no such note.
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
    """
    note = _to_change(note_id, by=by, with_deleted=True)
    if note.is_deleted:
        note.save(update_fields=note.touch(at, deleted_at=None))
        record("note.restored", subject=note, by=by, at=at)
    return note


def _refuse_empty(text: str) -> None:
    if not text:
        message = _("Write something first.")
        raise Invalid(message, {"text": message})


def _to_change(note_id: int, *, by: Viewer, with_deleted: bool = False) -> Note:
    seen = visible(Note.objects.all(), by).select_for_update(of=("self",))
    found = seen.filter(pk=note_id).first()
    if found is None:
        raise NotFound(_("This note is gone."))
    if found.is_deleted and not with_deleted:
        raise WasDeleted(_("This note was deleted."), "note", note_id)
    refuse_unless_editable(by, found.owner_id)
    return found
