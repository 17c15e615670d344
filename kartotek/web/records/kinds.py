"""The five kinds of records that have a page, and how each is read, once a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from kartotek.activities import queries as activities
from kartotek.activities.queries import FileRow, NoteRow
from kartotek.contacts import queries as contacts
from kartotek.errors import NotFound
from kartotek.pipeline.deals import queries as deals
from kartotek.pipeline.leads import queries as leads
from kartotek.pipeline.projects import queries as projects
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedRecord

RECORDS: Mapping[str, Callable[..., OwnedRecord]] = {
    "person": contacts.person_record,
    "organization": contacts.organization_record,
    "deal": deals.deal_record,
    "lead": leads.lead_record,
    "project": projects.project_record,
}

# The newest items alone have news.
MOST = 100

# Notes and files are read so many at once; few records have more.
READ = 50

ITEMS = {"deal": deals, "lead": leads, "project": projects}
CONTACTS = frozenset({"person", "organization"})

Row = deals.DealRow | leads.LeadRow | projects.ProjectRow


@dataclass(frozen=True)
class Held:
    """A record and what hangs on it, read once for all parts of its page, when first wanted.

    The caller has checked that the viewer sees it.
    """

    kind: str
    id: int
    viewer: Viewer

    @cached_property
    def items(self) -> Mapping[str, Sequence[Row]]:
        """The deals, leads and projects of a person or organization."""
        return items_of(self.kind, self.id, viewer=self.viewer)

    @cached_property
    def _notes(self) -> list[NoteRow]:
        return activities.notes_of(self.kind, self.id, viewer=self.viewer, limit=READ)

    @property
    def all_notes(self) -> list[NoteRow] | None:
        """All notes about it, or None where there are more than were read at once."""
        return self._notes if len(self._notes) < READ else None

    @cached_property
    def note_count(self) -> int:
        """How many notes about it there are."""
        if len(self._notes) < READ:
            return len(self._notes)
        return activities.count_notes(self.kind, self.id, viewer=self.viewer)

    @cached_property
    def files(self) -> list[FileRow]:
        """The newest files about it."""
        return activities.files_of(self.kind, self.id, viewer=self.viewer, limit=READ)

    @cached_property
    def file_count(self) -> int:
        """How many files about it there are."""
        if len(self.files) < READ:
            return len(self.files)
        return activities.count_files(self.kind, self.id, viewer=self.viewer)

    def newest_notes(self, limit: int) -> list[NoteRow]:
        """Return the newest notes about it, so many at most."""
        if limit <= READ or len(self._notes) < READ:
            return self._notes[:limit]
        return activities.notes_of(self.kind, self.id, viewer=self.viewer, limit=limit)

    def newest_files(self, limit: int) -> list[FileRow]:
        """Return the newest files about it, so many at most."""
        if limit <= READ or len(self.files) < READ:
            return self.files[:limit]
        return activities.files_of(self.kind, self.id, viewer=self.viewer, limit=limit)


def record_of(
    kind: str, record_id: int, *, viewer: Viewer, with_deleted: bool = False
) -> OwnedRecord:
    """Return a record of one of the kinds.

    Raises:
        NotFound: there is no such kind or record, or it is not theirs to see.
    """
    if kind not in RECORDS:
        raise NotFound(_("There is nothing here."))
    return RECORDS[kind](record_id, viewer=viewer, with_deleted=with_deleted)


def items_of(kind: str, record_id: int, *, viewer: Viewer) -> dict[str, Sequence[Row]]:
    """Return the newest deals, leads and projects of a person or organization, open ones first."""
    if kind not in CONTACTS:
        return {}
    return {
        item: getattr(queries, f"items_of_{kind}")(record_id, viewer=viewer, limit=MOST)
        for item, queries in ITEMS.items()
    }


def titles_of(items: Mapping[str, Sequence[Row]]) -> dict[tuple[str, int], str]:
    """Return the titles of items, whose news belongs on the page of their contact."""
    return {(item, row.id): row.title for item, rows in items.items() for row in rows}
