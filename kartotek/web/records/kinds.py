"""The five kinds of records that have a page, and how each is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

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

ITEMS = {"deal": deals, "lead": leads, "project": projects}


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


def related_to(kind: str, record_id: int, *, viewer: Viewer) -> dict[tuple[str, int], str]:
    """Return the titles of the items whose news belongs on the page of a person or organization."""
    if kind not in {"person", "organization"}:
        return {}
    return {
        (item, row.id): row.title
        for item, queries in ITEMS.items()
        for row in getattr(queries, f"items_of_{kind}")(record_id, viewer=viewer, limit=MOST)
    }
