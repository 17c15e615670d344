"""One custom field of a record, edited where it stands, and what its picker offers."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from kartotek.contacts.queries import find_organizations, find_people
from kartotek.fields import queries
from kartotek.fields.rules.types import FieldType
from kartotek.flows import field_values
from kartotek.lib.text import fold
from kartotek.search.suggestions import suggestions
from kartotek.users.queries import users_of
from kartotek.users.viewer import Viewer
from kartotek.web import render
from kartotek.web.forms import form_part
from kartotek.web.jinja import record_url
from kartotek.web.picking import typed_in
from kartotek.web.records.custom_fields import fact_of, facts_of, input_of, said_in
from kartotek.web.records.facts import was_of
from kartotek.web.records.kinds import record_of
from kartotek.web.records.side import side_pieces
from kartotek.web.viewer import KartotekRequest

SCREEN = "records/field.html"
MOST = 8

# What a picker offers: value, title, and what tells two of a name apart.
Choice = tuple[object, str, str]


def field_context(
    request: KartotekRequest, kind: str, record_id: int, field_id: int
) -> dict[str, object]:
    """Return what the little form takes, for a record the viewer sees."""
    record_of(kind, record_id, viewer=request.viewer)
    return {
        "own": input_of(request, kind, record_id, field_id),
        "shown": fact_of(kind, record_id, field_id, viewer=request.viewer),
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "field_edit", field_context)
def field(request: KartotekRequest, kind: str, record_id: int, field_id: int) -> HttpResponse:
    """Show the form in the field's place, or save what was typed."""
    if request.method == "GET":
        context = field_context(request, kind, record_id, field_id)
        if not request.htmx:
            return render.page(request, SCREEN, context)
        block = "field_shown" if "shown" in request.GET else "field_edit"
        return render.part(request, SCREEN, block, context)
    own = queries.custom_field(field_id, viewer=request.viewer)
    field_values.set_values(
        kind=kind,
        record_id=record_id,
        values=said_in(request.POST, [own]),
        by=request.viewer,
        at=timezone.now(),
        was=was_of(request, own.word),
    )
    if not request.htmx:
        return render.redirect(request, record_url(kind, record_id))
    groups = facts_of(kind, record_id, viewer=request.viewer)
    drawn = render.draw(request, "records/_custom_fields.html", "custom_facts", groups)
    pieces = side_pieces(request, kind, record_id)
    return render.answer(render.in_place("#custom-fields", drawn), *pieces)


@require_GET
def options(request: KartotekRequest, field_id: int) -> HttpResponse:
    """Answer what a field's picker offers for the typed text."""
    own = queries.custom_field(field_id, viewer=request.viewer)
    typed = typed_in(request)
    context = {
        "choices": _choices(own.type, field_id, typed, request.viewer),
        "kind": own.type,
        "prefix": request.GET.get("list", "field"),
    }
    return render.part(request, "records/field_options.html", "options", context)


def _choices(field_type: FieldType, field_id: int, typed: str, viewer: Viewer) -> list[Choice]:
    if field_type is FieldType.PERSON:
        people = find_people(typed, viewer=viewer, limit=MOST)
        return [(one.id, one.name, one.organization_name or one.address) for one in people]
    if field_type is FieldType.ORGANIZATION:
        found = find_organizations(typed, viewer=viewer, limit=MOST)
        return [(one.id, one.name, one.address) for one in found]
    if field_type is FieldType.USER:
        names = [one for one in users_of(viewer=viewer) if one.is_active]
        fitting = [one for one in names if fold(typed) in fold(one.name)]
        return [(one.id, one.name, one.group) for one in fitting[:MOST]]
    known = suggestions(field_id, typed, viewer=viewer, limit=MOST)
    # What was typed comes first: Enter takes the first.
    texts = dict.fromkeys([typed, *known] if typed else known)
    return [("", text, "") for text in texts]
