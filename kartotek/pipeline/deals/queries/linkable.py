"""Deals as linking reads them: one query a call, in any state, deleted ones too."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F, QuerySet

from kartotek.history.queries import touched_by
from kartotek.pipeline.deals.models import Deal, DealParticipant
from kartotek.pipeline.linkable import DEAL, Linkable, without_repeats

_FIELDS = (
    "id", "title", "status", "created_at", "updated_at", "closed_at", "archived_at", "deleted_at",
    "owner_id", "visibility", "person_id", "organization_id", "amount", "currency",
)  # fmt: skip


def linkable_of_persons(person_ids: Collection[int], *, company_id: int) -> list[Linkable]:
    """Return the deals where one of the persons is the primary one or a participant."""
    own = Deal.objects.filter(company_id=company_id, person_id__in=person_ids).values("pk")
    further = DealParticipant.objects.filter(company_id=company_id, person_id__in=person_ids)
    return _read(_of(company_id).filter(pk__in=own.union(further.values("deal_id"))))


def linkable_of_organizations(
    organization_ids: Collection[int], *, company_id: int
) -> list[Linkable]:
    """Return the deals of some organizations."""
    return _read(_of(company_id).filter(organization_id__in=organization_ids))


def linkable_by_ids(ids: Collection[int], *, company_id: int) -> list[Linkable]:
    """Return the deals with these ids, without those that are not there."""
    return _read(_of(company_id).filter(pk__in=ids))


def recently_touched(user_id: int, *, company_id: int, limit: int = 10) -> list[Linkable]:
    """Return the deals a user did something to most recently, the last one first."""
    ids = touched_by(user_id, DEAL, company_id=company_id, limit=limit)
    return sorted(linkable_by_ids(ids, company_id=company_id), key=lambda one: ids.index(one.id))


def _of(company_id: int) -> QuerySet[Deal]:
    return Deal.objects.filter(company_id=company_id)


def _read(found: QuerySet[Deal]) -> list[Linkable]:
    """Return the deals as items; a deal comes once for each of its participants."""
    rows = found.select_related("owner").only(*_FIELDS, "owner__group_id")
    rows = rows.order_by("-updated_at", "-pk", "participants__pk")
    return without_repeats(
        (_item(deal), deal.participant_id)
        for deal in rows.annotate(participant_id=F("participants__person_id"))
    )


def _item(deal: Deal) -> Linkable:
    return Linkable(
        kind=DEAL,
        id=deal.pk,
        title=deal.title,
        state=deal.state,
        is_open=deal.is_open,
        created_at=deal.created_at,
        updated_at=deal.updated_at,
        closed_at=deal.closed_at,
        owner_id=deal.owner_id,
        owner_group_id=deal.owner.group_id,
        visibility=deal.visibility,
        primary_person_id=deal.person_id,
        organization_id=deal.organization_id,
        amount=deal.amount,
        currency=deal.currency,
    )
