"""A deleted record comes back by the flow of its kind, so that all that left with it returns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.flows import activity_changes, contact_changes, item_changes, written_changes
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedRecord

Ref = tuple[str, int]
"""Kind and id, such as `("person", 12)`."""

Restore = Callable[[int, Viewer, datetime], OwnedRecord]

RESTORES: Mapping[str, Restore] = {
    "person": lambda pk, by, at: contact_changes.restore_person(person_id=pk, by=by, at=at),
    "organization": lambda pk, by, at: contact_changes.restore_organization(
        organization_id=pk, by=by, at=at
    ),
    "deal": lambda pk, by, at: item_changes.restore_item(kind="deal", item_id=pk, by=by, at=at),
    "lead": lambda pk, by, at: item_changes.restore_item(kind="lead", item_id=pk, by=by, at=at),
    "project": lambda pk, by, at: item_changes.restore_item(
        kind="project", item_id=pk, by=by, at=at
    ),
    "activity": lambda pk, by, at: activity_changes.restore_activity(activity_id=pk, by=by, at=at),
    "note": lambda pk, by, at: written_changes.restore_note(note_id=pk, by=by, at=at),
    "file": lambda pk, by, at: written_changes.restore_file(file_id=pk, by=by, at=at),
}


def restore(kind: str, record_id: int, *, by: Viewer, at: datetime) -> OwnedRecord:
    """Bring a deleted record back, and return it; one that is not deleted stays as it is.

    Raises:
        NotFound: there is no such kind or record, it is not theirs to see, or it was purged.
    """
    if kind not in RESTORES:
        raise NotFound(_("There is nothing here."))
    return RESTORES[kind](record_id, by, at)


@transaction.atomic
def restore_many(refs: Iterable[Ref], *, by: Viewer, at: datetime) -> list[OwnedRecord]:
    """Bring deleted records back, all or none, and return them.

    Raises:
        NotFound: there is no such kind or record, it is not theirs to see, or it was purged.
    """
    return [restore(kind, record_id, by=by, at=at) for kind, record_id in refs]
