"""Whom one can write to or call from a record's composer."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.contacts import queries as contacts
from kartotek.contacts.queries import Reach
from kartotek.users.viewer import Viewer
from kartotek.web import render
from kartotek.web.records.kinds import record_of
from kartotek.web.records.scopes import scopes_of
from kartotek.web.viewer import KartotekRequest

# An organization is reached through its people; the first of them are offered.
MOST_PEOPLE = 8


@dataclass(frozen=True)
class Reachable:
    """Somebody, with the addresses or phones that work."""

    name: str
    ways: list[Reach]


@require_GET
def reach(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    """Answer the addresses (`for=email`) or phones of a record's people."""
    record = record_of(kind, record_id, viewer=request.viewer)
    is_mail = request.GET.get("for") == "email"
    scopes = scopes_of(kind, record, viewer=request.viewer)
    ids = [one.id for one in scopes if one.kind == "person"]
    if not ids:
        firms = [one.id for one in scopes if one.kind == "organization"]
        ids = _people_of(firms, viewer=request.viewer)
    found = _reachable(ids, is_mail=is_mail, viewer=request.viewer)
    macro = "write_to" if is_mail else "call_to"
    return render.component(request, "records/_reach.html", macro, found, kind)


def _people_of(organization_ids: list[int], *, viewer: Viewer) -> list[int]:
    return [
        row.id
        for pk in organization_ids
        for row in contacts.people_of(pk, viewer=viewer, limit=MOST_PEOPLE)
    ]


def _reachable(ids: list[int], *, is_mail: bool, viewer: Viewer) -> list[Reachable]:
    people = [contacts.person(pk, viewer=viewer, with_deleted=True) for pk in ids]
    found = [
        Reachable(
            one.name,
            [way for way in (one.addresses if is_mail else one.phones) if not way.is_malformed],
        )
        for one in people
    ]
    return [one for one in found if one.ways]
