"""Notes and files are written, changed and taken back, and search follows.

    write -> index its words

Doors call these, never the bare operations.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar, Unpack

from django.db import transaction

from kartotek.activities import operations
from kartotek.activities.models import Comment, File, Note
from kartotek.activities.operations import NoteFields, OnFields
from kartotek.activities.operations.files import Upload
from kartotek.activities.operations.values import NoteEdit
from kartotek.flows.indexing import reindex
from kartotek.users.viewer import Viewer

W = TypeVar("W", Note, File)


@transaction.atomic
def create_note(*, by: Viewer, at: datetime, **given: Unpack[NoteFields]) -> Note:
    """Write a note on up to five records and return it.

    Raises:
        Invalid: the text is empty, or a record is not theirs to see.
    """
    return _indexed(operations.create_note(by=by, at=at, **given), at=at)


@transaction.atomic
def edit_note(*, note_id: int, by: Viewer, at: datetime, **given: Unpack[NoteEdit]) -> Note:
    """Change what is given of a note.

    Raises:
        NotFound: there is no such note.
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
        ChangedMeanwhile: the text is no longer what the editor saw.
        Invalid: the text is empty, or a record is not theirs to see.
    """
    return _indexed(operations.edit_note(note_id=note_id, by=by, at=at, **given), at=at)


@transaction.atomic
def delete_note(*, note_id: int, by: Viewer, at: datetime) -> Note:
    """Delete a note; it can be restored.

    Raises:
        NotFound: there is no such note.
        NotPermitted: `by` may not delete it.
    """
    return _indexed(operations.delete_note(note_id=note_id, by=by, at=at), at=at)


@transaction.atomic
def restore_note(*, note_id: int, by: Viewer, at: datetime) -> Note:
    """Bring a deleted note back.

    Raises:
        NotFound: there is no such note.
    """
    return _indexed(operations.restore_note(note_id=note_id, by=by, at=at), at=at)


@transaction.atomic
def create_comment(
    *, note_id: int, by: Viewer, at: datetime, text: str = "", html: str = ""
) -> Comment:
    """Write a comment on a note and return it.

    Raises:
        NotFound: there is no such note, or it is not theirs to see.
        WasDeleted: the note was deleted.
        Invalid: nothing is written, or far too much is.
    """
    made = operations.create_comment(note_id=note_id, by=by, at=at, text=text, html=html)
    return _with_note(made, at=at)


@transaction.atomic
def edit_comment(
    *, comment_id: int, by: Viewer, at: datetime, text: str = "", html: str = ""
) -> Comment:
    """Change the words of a comment.

    Raises:
        NotFound: there is no such comment, or it is not theirs to see.
        WasDeleted: its note was deleted.
        Forbidden: somebody else wrote it.
        Invalid: nothing is written, or far too much is.
    """
    edited = operations.edit_comment(comment_id=comment_id, by=by, at=at, text=text, html=html)
    return _with_note(edited, at=at)


@transaction.atomic
def delete_comment(*, comment_id: int, by: Viewer, at: datetime) -> Comment:
    """Delete a comment; it can be restored.

    Raises:
        NotFound: there is no such comment, or it is not theirs to see.
        WasDeleted: its note was deleted.
        Forbidden: somebody else wrote it, or `by` may not delete.
    """
    return _with_note(operations.delete_comment(comment_id=comment_id, by=by, at=at), at=at)


@transaction.atomic
def restore_comment(*, comment_id: int, by: Viewer, at: datetime) -> Comment:
    """Bring a deleted comment back.

    Raises:
        NotFound: there is no such comment, or it is not theirs to see.
        WasDeleted: its note was deleted.
        Forbidden: somebody else wrote it, and `by` is no admin.
    """
    return _with_note(operations.restore_comment(comment_id=comment_id, by=by, at=at), at=at)


@transaction.atomic
def create_files(
    *, files: Sequence[Upload], by: Viewer, at: datetime, **on: Unpack[OnFields]
) -> list[File]:
    """Put several files on records, all or none, and return them.

    Raises:
        Invalid: there are none, one is too large, or a record is not theirs to see.
        StoreFull: there is no room for them.
        StoreUnwell: the store did not take them.
    """
    made = operations.create_files(files=files, by=by, at=at, **on)
    return [_indexed(one, at=at) for one in made]


@transaction.atomic
def rename_file(*, file_id: int, name: str, by: Viewer, at: datetime) -> File:
    """Call a file differently.

    Raises:
        NotFound: there is no such file, or it is not theirs to see.
        WasDeleted: it was deleted.
        Invalid: the name is empty.
    """
    return _indexed(operations.rename_file(file_id=file_id, name=name, by=by, at=at), at=at)


@transaction.atomic
def delete_file(*, file_id: int, by: Viewer, at: datetime) -> File:
    """Delete a file; it can be restored. Twice is once.

    Raises:
        NotFound: there is no such file, or it is not theirs to see.
    """
    return _indexed(operations.delete_file(file_id=file_id, by=by, at=at), at=at)


@transaction.atomic
def restore_file(*, file_id: int, by: Viewer, at: datetime) -> File:
    """Bring a deleted file back; twice is once.

    Raises:
        NotFound: there is no such file, or it is not theirs to see.
    """
    return _indexed(operations.restore_file(file_id=file_id, by=by, at=at), at=at)


def _with_note(comment: Comment, *, at: datetime) -> Comment:
    """Search finds a note by what is said of it."""
    reindex("note", [comment.note_id], company_id=comment.company_id, at=at)
    return comment


def _indexed(one: W, *, at: datetime) -> W:
    reindex(one.subject_type, [one.pk], company_id=one.company_id, at=at)
    return one
