"""A deal, a lead or a project is opened, with whoever is new brought in at the same time.

    newcomers -> item -> labels -> conversation -> counters -> search

All in one transaction: either everything is saved, or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Unpack, cast

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.fields.operations import set_labels
from kartotek.flows.counters import recount_about
from kartotek.flows.inbox_changes import link_conversation, link_conversations
from kartotek.flows.indexing import reindex
from kartotek.flows.newcomers import Contacts, Newcomers, bring_in, without_newcomers
from kartotek.linking.queries.letters import conversation_seen
from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.pipeline.deals import operations as deals
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads import operations as leads
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects import operations as projects
from kartotek.pipeline.projects.models import Project
from kartotek.users.viewer import Viewer


class DealToAdd(deals.NewDeal, Newcomers, total=False):
    """A new deal, who is new with it, and the conversations it is opened from."""

    conversation_id: int | None
    also: Sequence[int]
    label_ids: Sequence[int]


class LeadToAdd(leads.LeadValues, Newcomers, total=False):
    """A new lead, who is new with it, and the conversations it is opened from."""

    conversation_id: int | None
    also: Sequence[int]
    label_ids: Sequence[int]


class ProjectToAdd(projects.NewProject, Newcomers, total=False):
    """A new project, who is new with it, and the conversations it is opened from.

    The one person and organization come before those of the lists.
    """

    person_id: int | None
    organization_id: int | None
    conversation_id: int | None
    also: Sequence[int]
    label_ids: Sequence[int]


@transaction.atomic
def add_deal(*, by: Viewer, at: datetime, **given: Unpack[DealToAdd]) -> Deal:
    """Open a deal; a person or organization that is only named is added with it.

    A new person whose address somebody has already is that somebody: no twin is made. Without a
    title the deal is called after its contact.

    Raises:
        Invalid: a value cannot be used, or nobody is named.
        NotFound: the conversation is gone or not theirs to see.
        Forbidden: they see the conversation but may not link it.
    """
    conversation_id = _seen(given.pop("conversation_id", None), by=by)
    also, label_ids = given.pop("also", ()), given.pop("label_ids", ())
    contacts = bring_in(given, by=by, at=at)
    values = _called(given, contacts, _("%(contact)s deal"))
    values |= {"person_id": contacts.person_id, "organization_id": contacts.organization_id}
    deal = deals.create(by=by, at=at, **cast("deals.NewDeal", values))
    if label_ids:
        set_labels(label_ids=label_ids, subject=deal, by=by, at=at)
    _follow(ItemRef(ItemKind.DEAL, deal.pk), conversation_id, also, by=by, at=at)
    recount_about(deal)
    return deal


@transaction.atomic
def add_lead(*, by: Viewer, at: datetime, **given: Unpack[LeadToAdd]) -> Lead:
    """Open a lead; a person or organization that is only named is added with it.

    Raises:
        Invalid: a value cannot be used, or nobody is named.
        NotFound: the conversation is gone or not theirs to see.
        Forbidden: they see the conversation but may not link it.
    """
    conversation_id = _seen(given.pop("conversation_id", None), by=by)
    also, label_ids = given.pop("also", ()), given.pop("label_ids", ())
    contacts = bring_in(given, by=by, at=at)
    values = _called(given, contacts, _("%(contact)s lead"))
    values |= {"person_id": contacts.person_id, "organization_id": contacts.organization_id}
    lead = leads.create(by=by, at=at, **cast("leads.LeadValues", values))
    if label_ids:
        set_labels(label_ids=label_ids, subject=lead, by=by, at=at)
    _follow(ItemRef(ItemKind.LEAD, lead.pk), conversation_id, also, by=by, at=at)
    recount_about(lead)
    return lead


@transaction.atomic
def add_project(*, by: Viewer, at: datetime, **given: Unpack[ProjectToAdd]) -> Project:
    """Open a project; a person or organization that is only named is added with it.

    Raises:
        Invalid: a value cannot be used.
        NotFound: the conversation is gone or not theirs to see.
        Forbidden: they see the conversation but may not link it.
    """
    conversation_id = _seen(given.pop("conversation_id", None), by=by)
    also, label_ids = given.pop("also", ()), given.pop("label_ids", ())
    contacts = bring_in(given, by=by, at=at)
    values = _called(given, contacts, _("%(contact)s project"))
    for kind, first in (
        ("person", contacts.person_id),
        ("organization", contacts.organization_id),
    ):
        values.pop(f"{kind}_id", None)
        further = values.get(f"{kind}_ids", ())
        values[f"{kind}_ids"] = [*([] if first is None else [first]), *further]
    project = projects.create(by=by, at=at, **cast("projects.NewProject", values))
    if label_ids:
        set_labels(label_ids=label_ids, subject=project, by=by, at=at)
    _follow(ItemRef(ItemKind.PROJECT, project.pk), conversation_id, also, by=by, at=at)
    return project


def _seen(conversation_id: int | None, *, by: Viewer) -> int | None:
    """Return the id of a conversation the viewer sees already.

    Asked before anybody is added: a new person may well bring the conversation into view.

    Raises:
        NotFound: it is gone or not theirs to see.
    """
    if conversation_id is None:
        return None
    found, _access = conversation_seen(conversation_id, viewer=by)
    return found.pk


def _called(given: Mapping[str, Any], contacts: Contacts, text: str) -> dict[str, Any]:
    """Return the item's own values; one without a title is called after its contact."""
    values = without_newcomers(given)
    if not values.get("title", "").strip() and contacts.name:
        values["title"] = text % {"contact": contacts.name}
    return values


def _follow(
    item: ItemRef,
    conversation_id: int | None,
    also: Sequence[int],
    *,
    by: Viewer,
    at: datetime,
) -> None:
    """Link the conversation it was opened from, and those that were ticked with it."""
    if conversation_id is not None:
        link_conversation(conversation_id=conversation_id, item=item, by=by, at=at)
    if also:
        link_conversations(conversation_ids=also, item=item, by=by, at=at)
    reindex(item.kind, [item.id], company_id=by.company_id, at=at)
