"""A deal, a lead or a project changes, and what hangs on it follows.

    write -> tell its conversations when it goes or comes back -> count -> index its words

Doors call these for whatever changes an item's words or takes it away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar, Unpack, cast

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import Invalid, NotFound
from kartotek.flows.counters import recount_about
from kartotek.flows.indexing import reindex
from kartotek.flows.merge_contacts.merging import refuse_merged
from kartotek.flows.newcomers import Newcomers, bring_in, without_newcomers
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


class DealChanges(deals.DealEdit, Newcomers, total=False):
    """What is written anew on a deal, and who is new with it."""


class LeadChanges(leads.LeadEdit, Newcomers, total=False):
    """What is written anew on a lead, and who is new with it."""


@transaction.atomic
def edit_deal(*, deal_id: int, by: Viewer, at: datetime, **new: Unpack[DealChanges]) -> Deal:
    """Write new values on a deal; a contact that is only named is added with it.

    Raises:
        NotFound: there is no such deal, or it is not theirs to see.
        DealDeleted: it was deleted.
        ChangedMeanwhile: a field is no longer what the editor saw.
        Invalid: a value cannot be used, or nobody would be left on the deal.
    """
    values = cast("deals.DealEdit", _with_newcomers(new, by=by, at=at))
    before = Deal.objects.filter(company_id=by.company_id, pk=deal_id).first()
    after = deals.edit(deal_id=deal_id, by=by, at=at, **values)
    recount_about(before, after)
    return _indexed(after, at=at)


@transaction.atomic
def edit_lead(*, lead_id: int, by: Viewer, at: datetime, **new: Unpack[LeadChanges]) -> Lead:
    """Write new values on a lead; a contact that is only named is added with it.

    Raises:
        NotFound: there is no such lead, or it is not theirs to see.
        LeadDeleted: it was deleted.
        ChangedMeanwhile: a field is no longer what the editor saw.
        Invalid: a value cannot be used, or nobody would be left on the lead.
    """
    values = cast("leads.LeadEdit", _with_newcomers(new, by=by, at=at))
    before = Lead.objects.filter(company_id=by.company_id, pk=lead_id).first()
    after = leads.edit(lead_id=lead_id, by=by, at=at, **values)
    recount_about(before, after)
    return _indexed(after, at=at)


@transaction.atomic
def add_participant(
    *,
    deal_id: int,
    by: Viewer,
    at: datetime,
    person_id: int | None = None,
    role: str = "",
    **new: Unpack[Newcomers],
) -> Deal:
    """Put a further person on a deal; one who is only named is added first.

    Raises:
        NotFound: there is no such deal, or it is not theirs to see.
        DealDeleted: it was deleted.
        Invalid: nobody is named, it is the deal's own person, or the role is too long.
    """
    found = _one("person", person_id, new, by=by, at=at)
    return deals.add_participant(deal_id=deal_id, person_id=found, role=role, by=by, at=at)


@transaction.atomic
def edit_project(
    *, project_id: int, by: Viewer, at: datetime, **new: Unpack[projects.ProjectEdit]
) -> Project:
    """Write new values on a project.

    Raises:
        NotFound: there is no such project, or it is not theirs to see.
        ProjectDeleted: it was deleted.
        Invalid: a value cannot be used, or the project would end before it starts.
    """
    return _indexed(projects.edit(project_id=project_id, by=by, at=at, **new), at=at)


@transaction.atomic
def add_member(
    *,
    project_id: int,
    kind: str,
    by: Viewer,
    at: datetime,
    record_id: int | None = None,
    **new: Unpack[Newcomers],
) -> Project:
    """Put a person, an organization or a deal on a project; who is only named is added first.

    Raises:
        NotFound: there is no such project, or it is not theirs to see, or no such kind.
        ProjectDeleted: it was deleted.
        Invalid: nobody is named, or there is no such record, or it is not theirs to see.
    """
    found = _one(kind, record_id, new, by=by, at=at)
    project = projects.add_member(project_id=project_id, kind=kind, record_id=found, by=by, at=at)
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
    recount_about(item)
    return _indexed(item, at=at)


@transaction.atomic
def restore_item(*, kind: str, item_id: int, by: Viewer, at: datetime) -> Item:
    """Bring a deleted item back, and its conversations with it (row 57).

    Raises:
        NotFound: there is no such item, or it is not theirs to see.
        MergedAlready: it is a deal that became part of another one.
    """
    ref = _ref(kind, item_id)
    if ref.kind is ItemKind.DEAL:
        refuse_merged("deal", item_id, company_id=by.company_id)
    item = _RESTORES[ref.kind](item_id, by=by, at=at)
    item_restored(item=ref, by=by, at=at)
    recount_about(item)
    return _indexed(item, at=at)


@transaction.atomic
def set_outcome(
    *, deal_id: int, outcome: str, by: Viewer, at: datetime, lost_reason: str = ""
) -> Deal:
    """Close a deal as won or lost, or reopen it.

    Raises:
        NotFound: there is no such deal, or it is not theirs to see.
        DealDeleted: it was deleted.
        DealArchived: it is archived.
        Invalid: there is no such outcome, or the reason is too long.
    """
    deal = deals.set_outcome(
        deal_id=deal_id, outcome=outcome, lost_reason=lost_reason, by=by, at=at
    )
    recount_about(deal)
    return deal


@transaction.atomic
def set_deal_archived(*, deal_id: int, is_archived: bool, by: Viewer, at: datetime) -> Deal:
    """Put a deal into the archive, or take it out.

    Raises:
        NotFound: there is no such deal, or it is not theirs to see.
        DealDeleted: it was deleted.
    """
    act = deals.archive if is_archived else deals.unarchive
    deal = act(deal_id=deal_id, by=by, at=at)
    recount_about(deal)
    return deal


@transaction.atomic
def set_lead_archived(*, lead_id: int, is_archived: bool, by: Viewer, at: datetime) -> Lead:
    """Put a lead into the archive, or take it out.

    Raises:
        NotFound: there is no such lead, or it is not theirs to see.
        LeadDeleted: it was deleted.
        LeadConverted: it is a deal by now, and stays in the archive.
    """
    act = leads.archive if is_archived else leads.unarchive
    lead = act(lead_id=lead_id, by=by, at=at)
    recount_about(lead)
    return lead


def _with_newcomers(new: Mapping[str, Any], *, by: Viewer, at: datetime) -> dict[str, Any]:
    """Return the values with the ids of those who were only named."""
    values = without_newcomers(new)
    contacts = bring_in(new, by=by, at=at)
    if contacts.person_id is not None:
        values["person_id"] = contacts.person_id
    if contacts.organization_id is not None:
        values["organization_id"] = contacts.organization_id
    return values


def _one(kind: str, record_id: int | None, new: Newcomers, *, by: Viewer, at: datetime) -> int:
    """Return the id that was chosen, or of who was only named.

    Raises:
        Invalid: neither was given.
    """
    if record_id is not None:
        return record_id
    contacts = bring_in(new, by=by, at=at)
    ids = {"person": contacts.person_id, "organization": contacts.organization_id}
    found = ids.get(kind)
    if found is None:
        text = _("Choose one from the list, or type a name.")
        raise Invalid(text, {kind: text})
    return found


def _ref(kind: str, item_id: int) -> ItemRef:
    if kind not in _DELETES:
        raise NotFound(_("There is no such item."))
    return ItemRef(ItemKind(kind), item_id)


def _indexed(item: T, *, at: datetime) -> T:
    reindex(item.subject_type, [item.pk], company_id=item.company_id, at=at)
    return item
