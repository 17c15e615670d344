"""Commenting on notes, and taking comments back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.activities.models import Comment, Note
from kartotek.activities.operations.writing import newly_mentioned, written
from kartotek.activities.queries.scopes import visible
from kartotek.errors import Forbidden, NotFound, WasDeleted
from kartotek.history.operations import record
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer

# What was deleted earlier is about to go for good.
UNDONE_WITHIN = timedelta(days=30)


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
    note = _note(note_id, by=by)
    now = written(text, html, by=by)
    made = Comment.objects.create(
        company_id=by.company_id,
        note=note,
        owner_id=by.own_id,
        text=now.text,
        html=now.html,
        created_at=at,
    )
    _count(note)
    mentioned = newly_mentioned(now, "", by=by)
    record("note.commented", subject=note, by=by, at=at, comment=made.pk, mentioned=mentioned)
    return made


@transaction.atomic
def edit_comment(
    *, comment_id: int, by: Viewer, at: datetime, text: str = "", html: str = ""
) -> Comment:
    """Change the words of a comment; text that is not new keeps its form.

    Raises:
        NotFound: there is no such comment, or it is not theirs to see.
        WasDeleted: its note was deleted.
        Forbidden: somebody else wrote it.
        Invalid: nothing is written, or far too much is.
    """
    comment = _to_change(comment_id, by=by)
    if comment.owner_id != by.user_id:
        raise Forbidden(_("Only who wrote a comment changes it."))
    now = written(text, html, by=by)
    if (now.text, now.html) == (comment.text, comment.html) or (
        not now.html and now.text == comment.text
    ):
        return comment
    mentioned = newly_mentioned(now, comment.html, by=by)
    comment.text, comment.html, comment.edited_at = now.text, now.html, at
    comment.save(update_fields=["text", "html", "edited_at"])
    told = {"comment": comment.pk, "mentioned": mentioned}
    record("note.comment-edited", subject=comment.note, by=by, at=at, **told)
    return comment


@transaction.atomic
def delete_comment(*, comment_id: int, by: Viewer, at: datetime) -> Comment:
    """Delete a comment; it can be restored. Twice is once.

    Raises:
        NotFound: there is no such comment, or it is not theirs to see.
        WasDeleted: its note was deleted.
        Forbidden: somebody else wrote it, and `by` is no admin.
        NotPermitted: `by` may not delete, not even their own.
    """
    comment = _to_take_back(comment_id, by=by)
    refuse_unless(by, Permission.DELETE)
    if comment.deleted_at is None:
        comment.deleted_at = at
        comment.save(update_fields=["deleted_at"])
        _count(comment.note)
        record("note.comment-deleted", subject=comment.note, by=by, at=at, comment=comment.pk)
    return comment


@transaction.atomic
def restore_comment(*, comment_id: int, by: Viewer, at: datetime) -> Comment:
    """Bring a deleted comment back; twice is once.

    Raises:
        NotFound: there is no such comment, it is not theirs to see, or it was deleted more than
            30 days ago.
        WasDeleted: its note was deleted.
        Forbidden: somebody else wrote it, and `by` is no admin.
    """
    comment = _to_take_back(comment_id, by=by)
    if comment.deleted_at is not None:
        if at - comment.deleted_at > UNDONE_WITHIN:
            raise NotFound(_("This comment is gone."))
        comment.deleted_at = None
        comment.save(update_fields=["deleted_at"])
        _count(comment.note)
        record("note.comment-restored", subject=comment.note, by=by, at=at, comment=comment.pk)
    return comment


def _note(note_id: int, *, by: Viewer) -> Note:
    """Return a note to comment on, locked so that its comments are counted one by one."""
    seen = visible(Note.objects.all(), by).select_for_update(of=("self",))
    found = seen.filter(pk=note_id).first()
    if found is None:
        raise NotFound(_("This note is gone."))
    if found.is_deleted:
        raise WasDeleted(_("This note was deleted."), "note", note_id)
    return found


def _to_change(comment_id: int, *, by: Viewer, with_deleted: bool = False) -> Comment:
    found = Comment.objects.filter(company_id=by.company_id, pk=comment_id).first()
    if found is None or (found.deleted_at is not None and not with_deleted):
        raise NotFound(_("This comment is gone."))
    found.note = _note(found.note_id, by=by)
    return found


def _to_take_back(comment_id: int, *, by: Viewer) -> Comment:
    comment = _to_change(comment_id, by=by, with_deleted=True)
    if comment.owner_id != by.user_id and not by.is_admin:
        raise Forbidden(_("Only who wrote a comment and admins delete it."))
    return comment


def _count(note: Note) -> None:
    alive = Comment.objects.filter(company_id=note.company_id, note=note, deleted_at=None)
    Note.objects.filter(pk=note.pk).update(comment_count=alive.count())
