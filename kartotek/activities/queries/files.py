"""Files on records: which there are, and their bytes."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kartotek.activities.models import File
from kartotek.activities.queries.rows import FileRow, file_row
from kartotek.activities.queries.scopes import about, files_seen, visible
from kartotek.errors import NotFound, WasDeleted
from kartotek.store import contents
from kartotek.users.before import Before
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer


def files_of(
    kind: str, record_id: int, *, viewer: Viewer, before: Before | None = None, limit: int = 50
) -> list[FileRow]:
    """Return the files about a record that the viewer sees, the newest first.

    Args:
        kind: person, organization, deal, lead or project.
        record_id: its id; the caller has checked that the viewer sees it.
        viewer: who is asking.
        before: where to read on; the newest of all without.
        limit: how many at most.
    """
    files = _files(kind, limit, record_id=record_id, viewer=viewer, before=before)
    return [file_row(file) for file in files]


@prepared
def _files(
    kind: str, limit: int, /, *, record_id: int, viewer: Viewer, before: Before | None
) -> QuerySet[File]:
    files = files_seen(viewer).filter(about(kind, record_id, viewer))
    if before is not None:
        files = files.filter(before.condition("created_at"))
    return files.order_by("-created_at", "-id")[:limit]


def count_files(kind: str, record_id: int, *, viewer: Viewer) -> int:
    """Return how many files about a record the viewer sees."""
    return visible(File.objects.alive(), viewer).filter(about(kind, record_id, viewer)).count()


def file(file_id: int, *, viewer: Viewer) -> FileRow:
    """Return one file.

    Raises:
        NotFound: there is none, or it hangs on something that is not theirs to see.
        WasDeleted: it was deleted.
    """
    found = visible(File.objects.all(), viewer).select_related("owner").filter(pk=file_id).first()
    if found is None:
        raise NotFound(_("This file is gone."))
    if found.is_deleted:
        raise WasDeleted(_("This file was deleted."), "file", file_id)
    return file_row(found)


def content_of(row: FileRow, *, viewer: Viewer) -> bytes:
    """Return the bytes of a file that the viewer sees.

    Raises:
        ContentDamaged: they are gone or damaged.
        StoreUnwell: the store does not answer.
    """
    return contents.load(viewer.company_id, row.sha256)
