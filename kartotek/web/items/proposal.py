"""While an item is being added: who may be meant, their organization, and a title for it."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from kartotek.contacts import queries as contacts
from kartotek.contacts.queries import Hint, TypedPerson
from kartotek.errors import NotFound
from kartotek.users.viewer import Viewer
from kartotek.web import render
from kartotek.web.items.newcomers import inputs_of_newcomers
from kartotek.web.items.organization import similar_to, taken
from kartotek.web.items.prefill import TITLES
from kartotek.web.items.typed_notes import typed_notes
from kartotek.web.numbers import record_number
from kartotek.web.render import Typed
from kartotek.web.viewer import KartotekRequest

SCREEN = "items/proposal.html"


@require_GET
def proposal(request: KartotekRequest, kind: str) -> HttpResponse:
    """Answer the lookalikes of the typed person, and the fields that follow from the contact.

    A field that somebody filled in is left alone. `use` in the address is a person to take in
    place of what was typed, `use_organization` an organization.
    """
    if kind not in TITLES:
        raise NotFound
    values = {name: request.GET.get(name, "") for name in request.GET}
    pieces: list[SafeString] = []
    if (used := record_number(values.get("use", ""))) is not None:
        found = contacts.person(used, viewer=request.viewer)
        values |= {"person": found.name, "person_id": str(found.id)}
        pieces.append(_field(request, "person_field", kind, values))
    if chosen := taken(request):
        values |= chosen
        pieces.append(_field(request, "organization_field", kind, values))
    elif _fill_organization(values, viewer=request.viewer):
        pieces.append(_field(request, "organization_field", kind, values))
    if _fill_title(values, kind):
        pieces.append(_field(request, "title_field", kind, values))
    context = {
        "kind": kind,
        "values": Typed(values),
        "notes": typed_notes(
            values.get("person_address", ""), values.get("person_phone", ""), viewer=request.viewer
        ),
        "hint": _hint(request.GET, values, request.viewer),
        "there": similar_to(
            values.get("organization", ""), values.get("organization_id", ""), viewer=request.viewer
        ),
    }
    pieces.append(
        render.in_place("#proposal", render.draw_part(request, SCREEN, "proposal", context))
    )
    return render.answer(*pieces)


def _field(request: KartotekRequest, block: str, kind: str, values: dict[str, str]) -> SafeString:
    context = {"kind": kind, "asked": inputs_of_newcomers(request), "values": Typed(values)}
    drawn = render.draw_part(request, SCREEN, block, context)
    return render.in_place(f"#{block}", drawn)


def _fill_organization(values: dict[str, str], *, viewer: Viewer) -> bool:
    """Put a chosen person's organization where none is written; say whether that was done."""
    person_id = values.get("person_id", "")
    chosen = record_number(person_id) if person_id != values.get("followed", "") else None
    values["followed"] = person_id
    if chosen is None or values.get("organization", "").strip():
        return False
    there = contacts.person(chosen, viewer=viewer).organization
    if there is None:
        return False
    values |= {"organization": there.name, "organization_id": str(there.id)}
    return True


def _fill_title(values: dict[str, str], kind: str) -> bool:
    """Call the item after its contact while nobody typed a title; say whether that was done."""
    if values.get("title", "") != values.get("proposed", ""):
        return False
    name = values.get("person", "").strip() or values.get("organization", "").strip()
    title = TITLES[kind](name) if name else ""
    is_other = title != values.get("title", "")
    values |= {"title": title, "proposed": title}
    return is_other


def _hint(asked: QueryDict, values: dict[str, str], viewer: Viewer) -> Hint:
    """Return who may be meant by a person that is typed and not chosen."""
    if values.get("person_id") or not values.get("person", "").strip():
        return Hint()
    chosen = asked.get("organization_id", "")
    typed = TypedPerson(
        name=asked.get("person", ""),
        addresses=[asked.get("person_address", "")],
        phones=[asked.get("person_phone", "")],
        organization=asked.get("organization", ""),
        organization_id=record_number(chosen),
    )
    return contacts.likely_people(typed, viewer=viewer)
