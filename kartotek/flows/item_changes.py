"""A deal, a lead or a project changes, and what hangs on it follows.

    write -> tell its conversations when it goes or comes back -> index its words

Doors call these for whatever changes an item's words or takes it away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.flows.indexing import reindex
from kartotek.linking.operations import item_deleted, item_restored
from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.pipeline.deals import operations as deals
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads import operations as leads
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects import operations as projects
from kartotek.pipeline.projects.models import Project
from kartotek.users.viewer import Viewer

Item = Deal | Lead | Project
T = TypeVar("T", bound=Item)

_DELETES: Mapping[str, Callable[..., Item]] = {
    ItemKind.DEAL: lambda item_id, **more: deals.delete(deal_id=item_id, **more),
    ItemKind.LEAD: lambda item_id, **more: leads.delete(lead_id=item_id, **more),
    ItemKind.PROJECT: lambda item_id, **more: projects.delete(project_id=item_id, **more),
}
_RESTORES: Mapping[str, Callable[..., Item]] = {
    ItemKind.DEAL: lambda item_id, **more: deals.restore(deal_id=item_id, **more),
    ItemKind.LEAD: lambda item_id, **more: leads.restore(lead_id=item_id, **more),
    ItemKind.PROJECT: lambda item_id, **more: projects.restore(project_id=item_id, **more),
}


@transaction.atomic
def edit_deal(*, deal_id: int, by: Viewer, at: datetime, **new: Unpack[deals.DealValues]) -> Deal:
    """Write new values on a deal.

    Raises:
        NotFound: there is no such deal, or it is not theirs to see.
        DealDeleted: it was deleted.
        Invalid: a value cannot be used, or nobody would be left on the deal.
    """
    return _indexed(deals.edit(deal_id=deal_id, by=by, at=at, **new), at=at)


@transaction.atomic
def edit_lead(*, lead_id: int, by: Viewer, at: datetime, **new: Unpack[leads.LeadValues]) -> Lead:
    """Write new values on a lead.

    Raises:
        NotFound: there is no such lead, or it is not theirs to see.
        LeadDeleted: it was deleted.
        Invalid: a value cannot be used, or nobody would be left on the lead.
    """
    return _indexed(leads.edit(lead_id=lead_id, by=by, at=at, **new), at=at)


@transaction.atomic
def edit_project(
    *, project_id: int, by: Viewer, at: datetime, **new: Unpack[projects.ProjectValues]
) -> Project:
    """Write new values on a project.

    Raises:
        NotFound: there is no such project, or it is not theirs to see.
        ProjectDeleted: it was deleted.
        Invalid: a value cannot be used, or the project would end before it starts.
    """
    return _indexed(projects.edit(project_id=project_id, by=by, at=at, **new), at=at)


@transaction.atomic
def add_member(*, project_id: int, kind: str, record_id: int, by: Viewer, at: datetime) -> Project:
    """Put a person, an organization or a deal on a project.

    Raises:
        NotFound: there is no such project, or it is not theirs to see, or no such kind.
        ProjectDeleted: it was deleted.
        Invalid: there is no such record, or it is not theirs to see.
    """
    project = projects.add_member(
        project_id=project_id, kind=kind, record_id=record_id, by=by, at=at
    )
    return _indexed(project, at=at)


@transaction.atomic
def remove_member(
    *, project_id: int, kind: str, record_id: int, by: Viewer, at: datetime
) -> Project:
    """Take a person, an organization or a deal off a project.

    Raises:
        NotFound: there is no such project, or it is not theirs to see, or no such kind.
        ProjectDeleted: it was deleted.
    """
    project = projects.remove_member(
        project_id=project_id, kind=kind, record_id=record_id, by=by, at=at
    )
    return _indexed(project, at=at)


@transaction.atomic
def delete_item(*, kind: str, item_id: int, by: Viewer, at: datetime) -> Item:
    """Delete an item; its conversations keep the slot and say that it is gone (row 57).

    Raises:
        NotFound: there is no such item, or it is not theirs to see.
    """
    ref = _ref(kind, item_id)
    item = _DELETES[ref.kind](item_id, by=by, at=at)
    item_deleted(item=ref, by=by, at=at)
    return _indexed(item, at=at)


@transaction.atomic
def restore_item(*, kind: str, item_id: int, by: Viewer, at: datetime) -> Item:
    """Bring a deleted item back, and its conversations with it (row 57).

    Raises:
        NotFound: there is no such item, or it is not theirs to see.
    """
    ref = _ref(kind, item_id)
    item = _RESTORES[ref.kind](item_id, by=by, at=at)
    item_restored(item=ref, by=by, at=at)
    return _indexed(item, at=at)


def _ref(kind: str, item_id: int) -> ItemRef:
    if kind not in _DELETES:
        raise NotFound(_("There is no such item."))
    return ItemRef(ItemKind(kind), item_id)


def _indexed(item: T, *, at: datetime) -> T:
    reindex(item.subject_type, [item.pk], company_id=item.company_id, at=at)
    return item
