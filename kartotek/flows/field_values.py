"""What a record says in its custom fields is written, and the search box follows.

find the record -> write -> index its words
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.contacts.operations.find import organization_to_change, person_to_change
from kartotek.errors import NotFound
from kartotek.fields import operations
from kartotek.fields.operations import Said
from kartotek.flows.indexing import reindex
from kartotek.history.meanwhile import Was
from kartotek.history.operations import subject_type
from kartotek.pipeline.deals.operations.find import found_alive as deal_to_change
from kartotek.pipeline.leads.operations.find import found_alive as lead_to_change
from kartotek.pipeline.projects.operations.find import found_alive as project_to_change
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedRecord

R = TypeVar("R", bound=OwnedRecord)

_FOUND: Final[Mapping[str, Callable[..., Any]]] = {
    "person": person_to_change,
    "organization": organization_to_change,
    "deal": deal_to_change,
    "lead": lead_to_change,
    "project": project_to_change,
}


@transaction.atomic
def set_values(
    *,
    kind: str,
    record_id: int,
    values: Mapping[int, Said],
    by: Viewer,
    at: datetime,
    was: Was | None = None,
) -> OwnedRecord:
    """Write what a record says in its custom fields; all of it, or nothing.

    Args:
        kind: person, organization, deal, lead or project.
        record_id: which one.
        values: by the ids of the fields.
        by: who says so.
        at: when.
        was: what the editor saw, by `field-7` (`history.meanwhile`).

    Raises:
        NotFound: there is no such record, or it is not theirs to see.
        Deleted: it was deleted.
        Invalid: a value does not fit, or a required field would be empty; named as `field-7`.
        ChangedMeanwhile: somebody changed one of the fields first.
    """
    if kind not in _FOUND:
        raise NotFound(_("There is nothing here."))
    subject: OwnedRecord = _FOUND[kind](record_id, by=by)
    operations.set_values(subject=subject, values=values, by=by, at=at, was=was)
    return _indexed(subject, at=at)


@transaction.atomic
def added(add: Callable[[], R], *, values: Mapping[int, Said], by: Viewer, at: datetime) -> R:
    """Add a record and write what it says in its custom fields: both, or nothing.

    Args:
        add: adds the record and returns it.
        values: by the ids of the fields.
        by: who adds it; on a screen, required fields may not be missing.
        at: when.

    Raises:
        Refused: whatever `add` refuses.
        Invalid: a value does not fit, or a required field is missing; named as `field-7`.
    """
    subject = add()
    operations.set_values(subject=subject, values=values, by=by, at=at, is_new=True)
    return _indexed(subject, at=at) if values else subject


@transaction.atomic
def changed(change: Callable[[], R], *, values: Mapping[int, Said], by: Viewer, at: datetime) -> R:
    """Change a record and write what it says in its custom fields: both, or nothing.

    Args:
        change: changes the record and returns it.
        values: by the ids of the fields.
        by: who changes it.
        at: when.

    Raises:
        Refused: whatever `change` refuses.
        Invalid: a value does not fit, or a required field would be empty; named as `field-7`.
    """
    subject = change()
    if not values:
        return subject
    operations.set_values(subject=subject, values=values, by=by, at=at)
    return _indexed(subject, at=at)


def _indexed(subject: R, *, at: datetime) -> R:
    reindex(subject_type(subject), [subject.pk], company_id=subject.company_id, at=at)
    return subject
