"""Deals, leads and projects in one line each: what a picker says of them below their title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Project
from kartotek.users.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Brief:
    """An item in a line; `stage` is a deal's stage or a project's phase."""

    kind: str
    id: int
    title: str
    state: str
    created_at: datetime
    stage: str = ""
    amount: Decimal | None = None
    currency: str = ""
    due_on: date | None = None


def briefs(items: Iterable[ItemRef], *, viewer: Viewer) -> dict[ItemRef, Brief]:
    """Return those of the items that the viewer sees, each in a line; one query a kind."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for item in items:
        wanted[item.kind].add(item.id)
    found = [
        *_deals(wanted["deal"], viewer),
        *_leads(wanted["lead"], viewer),
        *_projects(wanted["project"], viewer),
    ]
    return {ItemRef(ItemKind(one.kind), one.id): one for one in found}


def _deals(ids: set[int], viewer: Viewer) -> list[Brief]:
    if not ids:
        return []
    rows = Deal.objects.visible_to(viewer).filter(pk__in=ids).select_related("stage")
    return [
        Brief(
            kind="deal",
            id=one.pk,
            title=one.title,
            state=one.state,
            created_at=one.created_at,
            stage=one.stage.name,
            amount=one.amount,
            currency=one.currency,
            due_on=one.expected_close_on,
        )
        for one in rows
    ]


def _leads(ids: set[int], viewer: Viewer) -> list[Brief]:
    if not ids:
        return []
    return [
        Brief(
            kind="lead",
            id=one.pk,
            title=one.title,
            state=one.state,
            created_at=one.created_at,
            amount=one.amount,
            currency=one.currency,
            due_on=one.expected_close_on,
        )
        for one in Lead.objects.visible_to(viewer).filter(pk__in=ids)
    ]


def _projects(ids: set[int], viewer: Viewer) -> list[Brief]:
    if not ids:
        return []
    rows = Project.objects.visible_to(viewer).filter(pk__in=ids).select_related("phase")
    return [
        Brief(
            kind="project",
            id=one.pk,
            title=one.title,
            state=one.state,
            created_at=one.created_at,
            stage=one.phase.name,
            due_on=one.end_on,
        )
        for one in rows
    ]
