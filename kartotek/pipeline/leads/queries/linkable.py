"""Leads as linking reads them: one query a call, in any state, deleted ones too."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from kartotek.history.queries import touched_by
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.linkable import LEAD, Linkable

_FIELDS = (
    "id", "title", "created_at", "updated_at", "archived_at", "deleted_at", "owner_id",
    "visibility", "person_id", "organization_id", "amount", "currency",
)  # fmt: skip


def linkable_of_persons(person_ids: Collection[int], *, company_id: int) -> list[Linkable]:
    """Return the leads of some people."""
    return _read(_of(company_id).filter(person_id__in=person_ids))


def linkable_of_organizations(
    organization_ids: Collection[int], *, company_id: int
) -> list[Linkable]:
    """Return the leads of some organizations."""
    return _read(_of(company_id).filter(organization_id__in=organization_ids))


def linkable_by_ids(ids: Collection[int], *, company_id: int) -> list[Linkable]:
    """Return the leads with these ids, without those that are not there."""
    return _read(_of(company_id).filter(pk__in=ids))


def recently_touched(user_id: int, *, company_id: int, limit: int = 10) -> list[Linkable]:
    """Return the leads a user did something to most recently, the last one first."""
    ids = touched_by(user_id, LEAD, company_id=company_id, limit=limit)
    return sorted(linkable_by_ids(ids, company_id=company_id), key=lambda one: ids.index(one.id))


def _of(company_id: int) -> QuerySet[Lead]:
    return Lead.objects.filter(company_id=company_id)


def _read(found: QuerySet[Lead]) -> list[Linkable]:
    rows = found.select_related("owner").only(*_FIELDS, "owner__group_id")
    return [_item(lead) for lead in rows.order_by("-updated_at", "-pk")]


def _item(lead: Lead) -> Linkable:
    return Linkable(
        kind=LEAD,
        id=lead.pk,
        title=lead.title,
        state=lead.state,
        is_open=lead.is_open,
        created_at=lead.created_at,
        updated_at=lead.updated_at,
        closed_at=lead.archived_at,
        owner_id=lead.owner_id,
        owner_group_id=lead.owner.group_id,
        visibility=lead.visibility,
        primary_person_id=lead.person_id,
        organization_id=lead.organization_id,
        amount=lead.amount,
        currency=lead.currency,
    )
