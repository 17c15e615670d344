"""Bringing the index in line with records."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from django.db import transaction

from kartotek.contacts.models import Organization, Person
from kartotek.fields.queries import searched_texts
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Project, ProjectOrganization, ProjectPerson
from kartotek.search import documents
from kartotek.search.models import Document
from kartotek.search.words import company_mark, document_text, kind_mark

Texts = Iterable[tuple[int, str, list[str]]]


def reindex(kind: str, ids: Collection[int], *, company_id: int, at: datetime) -> None:
    """Index records anew, and the items that show their names; deleted ones go.

    Args:
        kind: person, organization, deal, lead or project.
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


def _replace(kind: str, ids: Collection[int], company_id: int, at: datetime) -> None:
    Document.objects.filter(company_id=company_id, kind=kind, subject_id__in=ids).delete()
    marks = (company_mark(company_id), kind_mark(kind))
    said = searched_texts(kind, ids, company_id=company_id)
    documents.add(
        kind,
        [
            (pk, title, document_text((title, *words, *said.get(pk, ())), marks), at)
            for pk, title, words in READERS[kind](ids, company_id)
        ],
        company_id=company_id,
    )


def _that_name(kind: str, ids: Collection[int], company_id: int) -> dict[str, list[int]]:
    """Return the records whose documents hold the names of these."""
    if kind not in {"person", "organization"}:
        return {}
    here = {"company_id": company_id, f"{kind}_id__in": ids}
    links = ProjectPerson if kind == "person" else ProjectOrganization
    found = {
        "deal": list(Deal.objects.filter(**here).values_list("pk", flat=True)),
        "lead": list(Lead.objects.filter(**here).values_list("pk", flat=True)),
        "project": list(links._default_manager.filter(**here).values_list("project_id", flat=True)),
    }
    if kind == "organization":
        found["person"] = list(Person.objects.filter(**here).values_list("pk", flat=True))
    return found


def _persons(ids: Collection[int], company_id: int) -> Texts:
    people = (
        Person.objects.alive()
        .filter(company_id=company_id, pk__in=ids)
        .select_related("organization")
        .prefetch_related("addresses", "phones")
    )
    for one in people:
        words = [address.address for address in one.addresses.all()]
        for phone in one.phones.all():
            words += [phone.number, phone.e164, "".join(filter(str.isdigit, phone.number))]
        words += [one.job_title, one.organization.name if one.organization else "", one.notes]
        yield one.pk, one.name, words


def _organizations(ids: Collection[int], company_id: int) -> Texts:
    for one in Organization.objects.alive().filter(company_id=company_id, pk__in=ids):
        yield one.pk, one.name, [one.address, one.website, one.industry, one.city]


def _deals(ids: Collection[int], company_id: int) -> Texts:
    deals = Deal.objects.alive().filter(company_id=company_id, pk__in=ids)
    for one in deals.select_related("person", "organization"):
        yield one.pk, one.title, _names(one.person, one.organization)


def _leads(ids: Collection[int], company_id: int) -> Texts:
    leads = Lead.objects.alive().filter(company_id=company_id, pk__in=ids)
    for one in leads.select_related("person", "organization"):
        yield one.pk, one.title, _names(one.person, one.organization)


def _projects(ids: Collection[int], company_id: int) -> Texts:
    projects = Project.objects.alive().filter(company_id=company_id, pk__in=ids)
    for one in projects.prefetch_related("people__person", "organizations__organization"):
        words = [link.person.name for link in one.people.all()]
        words += [link.organization.name for link in one.organizations.all()]
        yield one.pk, one.title, [*words, one.description]


def _names(person: Person | None, organization: Organization | None) -> list[str]:
    return [one.name for one in (person, organization) if one is not None]


READERS: dict[str, Callable[[Collection[int], int], Texts]] = {
    "person": _persons,
    "organization": _organizations,
    "deal": _deals,
    "lead": _leads,
    "project": _projects,
}
