"""What matters of a record, for the card beside a link that is pointed at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kartotek.contacts import queries as contacts
from kartotek.lib.money import format_amount
from kartotek.pipeline.deals import queries as deals
from kartotek.pipeline.leads import queries as leads
from kartotek.pipeline.projects import queries as projects
from kartotek.users.viewer import Viewer
from kartotek.web import render
from kartotek.web.records.kinds import record_of
from kartotek.web.viewer import KartotekRequest


@dataclass(frozen=True)
class Card:
    """A record in a few lines."""

    kind: str
    title: str
    sub: str
    lines: list[str]


@require_GET
def card(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    """Answer the card of a record."""
    record_of(kind, record_id, viewer=request.viewer, with_deleted=True)
    found = CARDS[kind](record_id, request.viewer)
    return render.component(request, "records/_card.html", "hover_card", found)


def _person(person_id: int, viewer: Viewer) -> Card:
    one = contacts.person(person_id, viewer=viewer, with_deleted=True)
    sub = [one.job_title, one.organization.name if one.organization else ""]
    ways = [way.value for way in (*one.addresses[:2], *one.phones[:2])]
    return Card("person", one.name, _joined(sub), [*ways, _owned(one.owner_name)])


def _organization(organization_id: int, viewer: Viewer) -> Card:
    one = contacts.organization(organization_id, viewer=viewer, with_deleted=True)
    lines = [line for line in (one.address, one.website) if line]
    sub = _joined([one.industry, one.city])
    return Card("organization", one.name, sub, [*lines, _owned(one.owner_name)])


def _deal(deal_id: int, viewer: Viewer) -> Card:
    one = deals.deal(deal_id, viewer=viewer, with_deleted=True)
    return Card("deal", one.title, one.stage.name, [*_worth(one), *_whom(one)])


def _lead(lead_id: int, viewer: Viewer) -> Card:
    one = leads.lead(lead_id, viewer=viewer, with_deleted=True)
    return Card("lead", one.title, "", [*_worth(one), *_whom(one)])


def _project(project_id: int, viewer: Viewer) -> Card:
    one = projects.project(project_id, viewer=viewer, with_deleted=True)
    return Card("project", one.title, one.phase.name, [_owned(one.owner.name)])


CARDS = {
    "person": _person,
    "organization": _organization,
    "deal": _deal,
    "lead": _lead,
    "project": _project,
}


def _worth(item: Any) -> list[str]:
    if item.amount is None:
        return []
    return [format_amount(item.amount, item.currency, get_language() or "en")]


def _whom(item: Any) -> list[str]:
    names = [one.name for one in (item.person, item.organization) if one]
    return [*names, _owned(item.owner.name)]


def _owned(name: str) -> str:
    return _("Owner: %(name)s") % {"name": name}


def _joined(parts: list[str]) -> str:
    return " · ".join(part for part in parts if part)
