"""Writing notes, pinning them, and taking them back."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.activities.models import Note
from kartotek.activities.operations.values import NoteEdit, NoteFields, checked
from kartotek.activities.operations.writing import newly_mentioned, written
from kartotek.activities.queries.scopes import visible
from kartotek.errors import NotFound, WasDeleted
from kartotek.history.meanwhile import refuse_changed
from kartotek.history.operations import changes, record
from kartotek.users.permissions import Permission, refuse_unless, refuse_unless_editable
from kartotek.users.viewer import Viewer


@transaction.atomic
def create_note(*, by: Viewer, at: datetime, **given: Unpack[NoteFields]) -> Note:
    """Write a note on up to five records and return it.

    Args:
        by: who writes it.
        at: when.
        **given: the text or the HTML, whether it is pinned, and the records.

    Raises:
        Invalid: nothing is written, far too much is, or a record is not theirs to see.
    """
    kept = {"owner_id": by.user_id} | checked(given, by=by)
    now = written(kept.get("text", ""), kept.get("html", ""), by=by)
    kept.update(text=now.text, html=now.html)
    note = Note.objects.create(company_id=by.company_id, created_at=at, updated_at=at, **kept)
    mentioned = newly_mentioned(now, "", by=by)
    record("note.created", subject=note, by=by, at=at, mentioned=mentioned)
    return note


@transaction.atomic
def edit_note(*, note_id: int, by: Viewer, at: datetime, **given: Unpack[NoteEdit]) -> Note:
    """Change what is given of a note; text that is not new keeps its form.

    Raises:
        NotFound: there is no such note.
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
        ChangedMeanwhile: the text is no longer what the editor saw.
        Invalid: nothing is written, far too much is, or a record is not theirs to see.
    """
    note = _to_change(note_id, by=by)
    was = given.pop("was", {})
    kept = checked(given, by=by)
    told: dict[str, Any] = {}
    if "text" in kept or "html" in kept:
        now = written(kept.pop("text", ""), kept.pop("html", ""), by=by)
        if now.html or now.text != note.text:
            kept.update(text=now.text, html=now.html)
            told["mentioned"] = newly_mentioned(now, note.html, by=by)
    # Words and their form are one thing to whoever edits them.
    new = {"text": [kept["text"], kept["html"]]} if "text" in kept else {}
    refuse_changed(note, was, new, current={"text": [note.text, note.html]})
    differs = changes(note, kept)
    if differs:
        if "text" in differs or "html" in differs:
            kept["edited_at"] = at
        note.save(update_fields=note.touch(at, **kept))
        # The form is left out: it would say the words a second time.
        differs.pop("html", None)
        record("note.edited", subject=note, by=by, at=at, changes=differs, **told)
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
        NotPermitted: `by` may not delete, not even their own.
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
    """
    note = _to_change(note_id, by=by, with_deleted=True)
    refuse_unless(by, Permission.DELETE)
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


def _to_change(note_id: int, *, by: Viewer, with_deleted: bool = False) -> Note:
    seen = visible(Note.objects.all(), by).select_for_update(of=("self",))
    found = seen.filter(pk=note_id).first()
    if found is None:
        raise NotFound(_("This note is gone."))
    if found.is_deleted and not with_deleted:
        raise WasDeleted(_("This note was deleted."), "note", note_id)
    refuse_unless_editable(by, found.owner_id)
    return found
