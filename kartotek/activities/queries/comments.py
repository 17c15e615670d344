"""Comments on notes: read for all notes of a page at once, and only where there are some."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from kartotek.activities.models import Comment, Note
from kartotek.activities.queries.rows import CommentRow, NoteRow
from kartotek.activities.queries.scopes import visible
from kartotek.errors import NotFound
from kartotek.lib.rich_text import mentioned_in
from kartotek.users.models import User
from kartotek.users.viewer import Viewer

# So many of the newest are read with the notes of a page.
MOST = 500


def with_comments(rows: Sequence[NoteRow], *, viewer: Viewer) -> list[NoteRow]:
    """Return notes that the viewer sees with their comments, the oldest first."""
    ids = [row.id for row in rows if row.comment_count]
    if not ids:
        return list(rows)
    found = Comment.objects.filter(company_id=viewer.company_id, note_id__in=ids, deleted_at=None)
    held: dict[int, list[CommentRow]] = defaultdict(list)
    for one in reversed(found.select_related("owner").order_by("-id")[:MOST]):
        held[one.note_id].append(_row(one))
    return [replace(row, comments=tuple(held[row.id])) if row.id in held else row for row in rows]


def comment(comment_id: int, *, viewer: Viewer) -> CommentRow:
    """Return one comment.

    Raises:
        NotFound: there is none, or its note is not theirs to see.
    """
    held = Comment.objects.filter(company_id=viewer.company_id, pk=comment_id, deleted_at=None)
    found = held.select_related("owner").first()
    notes = visible(Note.objects.alive(), viewer)
    if found is None or not notes.filter(pk=found.note_id).exists():
        raise NotFound(_("This comment is gone."))
    return _row(found)


def mentioned_blind(note_id: int, html: str, *, viewer: Viewer) -> list[str]:
    """Return the names of those mentioned in a text on a note who may not see the note.

    Args:
        note_id: the note, or that of a comment.
        html: what was written.
        viewer: who wrote it.
    """
    ids = mentioned_in(html)
    if not ids:
        return []
    users = User.objects.filter(company_id=viewer.company_id, pk__in=ids, is_active=True)
    return [
        user.name
        for user in users.select_related("group__parent", "permission_set").order_by("name", "pk")
        if not visible(Note.objects.filter(pk=note_id), Viewer.of(user)).exists()
    ]


def _row(comment: Comment) -> CommentRow:
    return CommentRow(
        id=comment.pk,
        note_id=comment.note_id,
        text=comment.text,
        html=comment.html,
        created_at=comment.created_at,
        edited_at=comment.edited_at,
        owner_id=comment.owner_id,
        owner_name=comment.owner.name,
    )
