"""Bringing the index in line with records."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from kartotek.contacts.models import Person
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import ProjectOrganization, ProjectPerson
from kartotek.search import documents
from kartotek.search.marks import company_mark, kind_mark, seen_mark
from kartotek.search.models import Document
from kartotek.search.readers import Read, read
from kartotek.search.words import record_text
from kartotek.users.prepared import prepared


def reindex(kind: str, ids: Collection[int], *, company_id: int, at: datetime) -> None:
    """Index records anew, and the items that show their names; deleted ones go.

    Args:
        kind: one of `readers.READERS`.
        ids: which.
        company_id: whose.
        at: now, by which results of equal rank are ordered.
    """
    if not ids:
        return
    with transaction.atomic():
        _replace(kind, ids, company_id, at)
        for other, others in _that_name(kind, ids, company_id).items():
            _replace(other, others, company_id, at)


def text_of(kind: str, one: Read, *, company_id: int) -> str:
    """Return the searchable words of a record, with the marks that say who sees it."""
    marks = (
        company_mark(company_id),
        kind_mark(kind),
        seen_mark(company_id, one.owner_id, one.visibility),
    )
    return record_text(
        one.title,
        reached=[part.text for part in one.reached if part.field != "phone"],
        phones=[part.text for part in one.reached if part.field == "phone"],
        said=[part.text for part in one.said],
        marks=" ".join(marks),
    )


def _replace(kind: str, ids: Collection[int], company_id: int, at: datetime) -> None:
    Document.objects.filter(company_id=company_id, kind=kind, subject_id__in=ids).delete()
    rows = [
        (one.id, one.title, text_of(kind, one, company_id=company_id), at)
        for one in read(kind, ids, company_id=company_id)
    ]
    documents.add(kind, rows, company_id=company_id)


def _that_name(kind: str, ids: Collection[int], company_id: int) -> dict[str, list[int]]:
    """Return the records whose documents hold the names of these."""
    if kind not in {"person", "organization"}:
        return {}
    found = {
        "deal": _holding(Deal, kind, ids=ids, company_id=company_id),
        "lead": _holding(Lead, kind, ids=ids, company_id=company_id),
        "project": _projects(kind, ids=ids, company_id=company_id),
    }
    if kind == "organization":
        found["person"] = _holding(Person, kind, ids=ids, company_id=company_id)
    return {other: others for other, others in found.items() if others}


@prepared
def _holding(
    model: type[Deal | Lead | Person], kind: str, /, *, ids: Collection[int], company_id: int
) -> QuerySet[Any, int]:
    held = model._default_manager.filter(company_id=company_id, **{f"{kind}_id__in": ids})
    return held.values_list("pk", flat=True)


@prepared
def _projects(kind: str, /, *, ids: Collection[int], company_id: int) -> QuerySet[Any, int]:
    links = ProjectPerson if kind == "person" else ProjectOrganization
    held = links._default_manager.filter(company_id=company_id, **{f"{kind}_id__in": ids})
    return held.values_list("project_id", flat=True)
