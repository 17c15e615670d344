"""What the pickers of the activity dialog offer: items, guests, and the contacts of an item."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.contacts import queries as contacts
from kartotek.pipeline import items
from kartotek.search.queries import find
from kartotek.users.viewer import Viewer
from kartotek.web import render
from kartotek.web.numbers import record_number
from kartotek.web.picking import typed_in
from kartotek.web.records.activity_form import ITEMS
from kartotek.web.records.free import free_at
from kartotek.web.viewer import KartotekRequest

MOST = 8


@require_GET
def item_options(request: KartotekRequest) -> HttpResponse:
    """Answer the deals, leads and projects that hold what is typed."""
    found = find(typed_in(request), viewer=request.viewer, kinds=ITEMS, limit=MOST)
    context = {"found": found, "prefix": request.GET.get("list", "items")}
    return render.part(request, "activities/options.html", "item_options", context)


@require_GET
def guest_options(request: KartotekRequest) -> HttpResponse:
    """Answer the people whose name or address is typed, as one would write to them."""
    people = contacts.find_people(typed_in(request), viewer=request.viewer, limit=MOST)
    found = [one for one in people if one.address]
    context = {"found": found, "prefix": request.GET.get("list", "guests")}
    return render.part(request, "activities/guests.html", "guest_options", context)


@require_GET
def contacts_of(request: KartotekRequest) -> HttpResponse:
    """Answer the pickers of people and organization, filled from the item that was chosen."""
    context = contacts_context(request.GET.get("item_id", ""), viewer=request.viewer)
    return render.part(request, "activities/edit.html", "activity_contacts", context)


def contacts_context(word: str, *, viewer: Viewer) -> dict[str, object]:
    """Return the people and the organization that an item such as `deal-4` is with."""
    kind, _dash, text = word.partition("-")
    number = record_number(text)
    found = items.find(kind, number, viewer=viewer) if number is not None else None
    people = [found.primary_person_id] if found and found.primary_person_id else []
    firms = [found.organization_id] if found and found.organization_id else []
    names = contacts.person_names(people, viewer=viewer)
    called = contacts.organization_names(firms, viewer=viewer)
    return {
        "people": list(names.items()),
        "organization": next(iter(called.items()), ("", "")),
    }


@require_GET
def free_time(request: KartotekRequest) -> HttpResponse:
    """Answer when it ends, and whether the viewer is free at the time that is typed."""
    return render.component(request, "records/_free.html", "free_time", free_at(request))
