"""One cell of a list, edited where it stands: the form in its place, then the row anew."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kartotek.contacts import queries
from kartotek.contacts.operations import AddressIn, PhoneIn
from kartotek.contacts.queries import OrganizationPage, PersonPage, Reach
from kartotek.errors import NotFound
from kartotek.fields.queries import id_in
from kartotek.flows import contact_changes, field_values, item_changes
from kartotek.history.meanwhile import mark
from kartotek.pipeline.deals import queries as deals
from kartotek.pipeline.deals.queries import DealPage
from kartotek.pipeline.leads import queries as leads
from kartotek.pipeline.leads.queries import LeadPage
from kartotek.pipeline.projects import queries as projects
from kartotek.pipeline.projects.queries import ProjectPage
from kartotek.search.lists.column import Column
from kartotek.search.lists.columns import columns_of
from kartotek.web import render
from kartotek.web.deals import facts as deal_facts
from kartotek.web.forms import form_part
from kartotek.web.jinja import record_url
from kartotek.web.leads import facts as lead_facts
from kartotek.web.lists.kinds import checked_kind
from kartotek.web.lists.rows import row_answer
from kartotek.web.numbers import record_number
from kartotek.web.organizations import facts as organization_facts
from kartotek.web.people import facts as person_facts
from kartotek.web.projects import facts as project_facts
from kartotek.web.records.custom_fields import input_of, said_in
from kartotek.web.records.facts import Fact, fact_named, fact_value, was_of
from kartotek.web.records.sections import owners
from kartotek.web.viewer import KartotekRequest

SCREEN = "cells/cell.html"
REACHES = {"email": "addresses", "phone": "phones"}

Page = PersonPage | OrganizationPage | DealPage | LeadPage | ProjectPage


def cell_context(
    request: KartotekRequest, kind: str, record_id: int, name: str
) -> dict[str, object]:
    """Return what the form of a cell takes.

    Raises:
        NotFound: there is no such record or column, or it is not edited in a cell.
    """
    found = _page_of(checked_kind(kind), record_id, request)
    column = columns_of(kind, viewer=request.viewer).get(name)
    if column is None or not column.edit or column.edit == "labels":
        raise NotFound(_("There is no such field."))
    context: dict[str, object] = {"kind": kind, "record": found, "column": column}
    field_id = id_in(column.edit)
    if field_id is not None:
        return context | {
            "own": input_of(request, kind, record_id, field_id),
            "fact": None,
            "mark": "",
        }
    fact = _fact_of(found, column, request)
    return context | {"own": None, "fact": fact, "mark": seen_mark(found, column, fact)}


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "cell_edit", cell_context)
def cell(request: KartotekRequest, kind: str, record_id: int, name: str) -> HttpResponse:
    """Show the form in the place of a cell, or save what was typed and answer the row."""
    context = cell_context(request, kind, record_id, name)
    if request.method == "GET":
        if request.htmx:
            return render.part(request, SCREEN, "cell_edit", context)
        return render.page(request, SCREEN, context)
    found, column = context["record"], context["column"]
    assert isinstance(found, Page)
    assert isinstance(column, Column)
    _save(request, kind, found, column)
    if not request.htmx:
        return render.redirect(request, record_url(kind, record_id))
    return row_answer(request, kind, record_id)


def _save(request: KartotekRequest, kind: str, found: Page, column: Column) -> None:
    field_id = id_in(column.edit)
    if field_id is not None:
        field_values.set_values(
            kind=kind,
            record_id=found.id,
            values=said_in(request.POST, [column.custom] if column.custom else []),
            by=request.viewer,
            at=timezone.now(),
            was=was_of(request, column.edit),
        )
        return
    given = _given(request, found, column)
    if kind == "deal":
        item_changes.edit_deal(deal_id=found.id, by=request.viewer, at=timezone.now(), **given)
    elif kind == "lead":
        item_changes.edit_lead(lead_id=found.id, by=request.viewer, at=timezone.now(), **given)
    elif kind == "project":
        item_changes.edit_project(
            project_id=found.id, by=request.viewer, at=timezone.now(), **given
        )
    elif kind == "person":
        contact_changes.edit_person(
            person_id=found.id, by=request.viewer, at=timezone.now(), **given
        )
    else:
        contact_changes.edit_organization(
            organization_id=found.id, by=request.viewer, at=timezone.now(), **given
        )


def _given(request: KartotekRequest, found: Page, column: Column) -> dict[str, Any]:
    """Return what was typed, as the operation takes it, and what the editor saw."""
    if column.edit in REACHES:
        return _reach_given(request, found, column)
    if column.edit == "organization":
        chosen = request.POST.get("value_id", "")
        return {
            "organization_name": request.POST.get("value", ""),
            "organization_id": record_number(chosen),
            "was": was_of(request, "organization_id"),
        }
    value = fact_value(request, _fact_of(found, column, request))
    return {column.edit: value, "was": was_of(request, column.edit)}


def _reach_given(request: KartotekRequest, found: Page, column: Column) -> dict[str, Any]:
    """Return the addresses or phones with what was typed in place of the primary one."""
    which = REACHES[column.edit]
    rows: list[Reach] = getattr(found, which)
    typed = str(fact_value(request, _fact_of(found, column, request)))
    made: type[AddressIn | PhoneIn] = AddressIn if column.edit == "email" else PhoneIn
    rest = [made(one.value, one.label, one.is_primary) for one in rows[1:]]
    label = rows[0].label if rows else "work"
    first = [made(typed, label, is_primary=True)] if typed.strip() else []
    return {which: [*first, *rest], "was": was_of(request, which)}


def _fact_of(found: Page, column: Column, request: KartotekRequest) -> Fact:
    """Return the fact that a cell edits."""
    if column.edit == "name" and not isinstance(found, DealPage | LeadPage | ProjectPage):
        return Fact("name", column.label, found.name)
    if column.edit in REACHES:
        rows: list[Reach] = getattr(found, REACHES[column.edit])
        return Fact(column.edit, column.label, rows[0].value if rows else "")
    if column.edit == "organization":
        there = found.organization if isinstance(found, PersonPage) else None
        return Fact("organization", column.label, there.name if there else "", input="organization")
    return fact_named(_facts(found, request), column.edit)


def seen_mark(found: Page, column: Column, fact: Fact) -> str:
    """Return the mark of what the editor of a cell sees."""
    if column.edit in REACHES:
        rows: list[Reach] = getattr(found, REACHES[column.edit])
        return mark(sorted((one.value, one.label, one.is_primary) for one in rows))
    if column.edit == "organization":
        there = found.organization if isinstance(found, PersonPage) else None
        return mark(there.id if there else None)
    return fact.mark


def _facts(found: Page, request: KartotekRequest) -> list[Fact]:
    people = owners(request.viewer)
    if isinstance(found, DealPage):
        known_of_deal = [
            *deal_facts.summary_of(found),
            *deal_facts.details_of(found, request.viewer),
        ]
        return [*known_of_deal, deal_facts.owner_of(found, request.viewer)]
    if isinstance(found, LeadPage):
        known_of_lead = [
            *lead_facts.summary_of(found),
            *lead_facts.details_of(found, request.viewer),
        ]
        return [*known_of_lead, lead_facts.owner_of(found, request.viewer)]
    if isinstance(found, ProjectPage):
        known_of_project = [*project_facts.summary_of(found), *project_facts.details_of(found)]
        return [*known_of_project, project_facts.owner_of(found, request.viewer)]
    if isinstance(found, PersonPage):
        own = [*person_facts.details_of(found), person_facts.visible_to(found)]
        return [*own, person_facts.owner(found, people)]
    known = [*organization_facts.summary_of(found), *organization_facts.details_of(found)]
    return [*known, organization_facts.owner(found, people)]


def _page_of(kind: str, record_id: int, request: KartotekRequest) -> Page:
    if kind == "deal":
        return deals.deal(record_id, viewer=request.viewer)
    if kind == "lead":
        return leads.lead(record_id, viewer=request.viewer)
    if kind == "project":
        return projects.project(record_id, viewer=request.viewer)
    if kind == "person":
        return queries.person(record_id, viewer=request.viewer)
    return queries.organization(record_id, viewer=request.viewer)
