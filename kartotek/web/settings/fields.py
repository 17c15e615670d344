"""The custom fields of a kind of records: listed by group, ordered, and what was deleted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kartotek.errors import NotFound
from kartotek.fields import operations, queries
from kartotek.fields.models import FieldKind
from kartotek.fields.queries import CustomFieldRow
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer
from kartotek.web import render
from kartotek.web.forms import cleaned
from kartotek.web.settings.field_words import TYPES, TypeWords
from kartotek.web.viewer import KartotekRequest

SCREEN = "settings/fields.html"


class Place(forms.Form):
    """Where a field is put: its group, and the field it comes to stand before."""

    group = forms.IntegerField(required=False)
    before = forms.IntegerField(required=False)


@dataclass(frozen=True)
class Spot:
    """A place in the list, as its form posts it."""

    group: int | None
    before: int | None

    @property
    def sent(self) -> dict[str, object]:
        """What a form sends."""
        return {"group": self.group or "", "before": self.before or ""}


@dataclass(frozen=True)
class FieldLine:
    """A field in the list; `up` and `down` are where it goes next, None at the ends."""

    field: CustomFieldRow
    words: TypeWords
    count: int
    up: Spot | None
    down: Spot | None


@dataclass(frozen=True)
class GroupCard:
    """A group with its fields; the first one has no id and no name.

    `up` and `down` are the group it comes to stand before, "" for the end, None where it stays.
    """

    id: int | None
    name: str
    lines: list[FieldLine]
    up: int | None
    down: int | str | None


@dataclass(frozen=True)
class KindTab:
    """A kind of records, with its page."""

    on: str
    title: str | Promise
    url: str


@require_GET
def fields(request: KartotekRequest, on: str = FieldKind.PERSON) -> HttpResponse:
    """Show the fields of a kind."""
    return render.page(request, SCREEN, fields_context(request, on))


def fields_context(request: KartotekRequest, on: str) -> dict[str, Any]:
    """Return what the page of a kind shows.

    Raises:
        NotPermitted: they may not change fields.
        NotFound: there is no such kind.
    """
    refuse_unless(request.viewer, Permission.MANAGE_FIELDS)
    if on not in FieldKind.values:
        raise NotFound(_("There is nothing here."))
    return {
        "on": on,
        "kinds": [
            KindTab(kind.value, kind.label, reverse("settings:fields", args=(kind.value,)))
            for kind in FieldKind
        ],
        "cards": cards_of(on, viewer=request.viewer),
        "deleted": [
            (one, TYPES[one.type]) for one in queries.deleted_fields(on, viewer=request.viewer)
        ],
    }


def cards_of(on: str, *, viewer: Viewer) -> list[GroupCard]:
    """Return the groups of a kind with their fields; those in no group come first."""
    known = queries.custom_fields(on, viewer=viewer)
    counts = queries.use_counts(known, viewer=viewer)
    groups = [(None, ""), *((one.id, one.name) for one in queries.field_groups(on, viewer=viewer))]
    ids = [group[0] for group in groups]
    inside = {pk: [one.id for one in known if one.group_id == pk] for pk in ids}
    cards: list[GroupCard] = []
    for at, (group_id, name) in enumerate(groups):
        lines = [
            FieldLine(one, TYPES[one.type], counts.get(one.id, 0), *_next_to(one, ids, inside))
            for one in known
            if one.group_id == group_id
        ]
        up = ids[at - 1] if at > 1 else None
        down = None if at + 1 == len(ids) else ids[at + 2] if at + 2 < len(ids) else ""
        cards.append(GroupCard(group_id, name, lines, up, down))
    return cards


@require_POST
def field_place(request: KartotekRequest, field_id: int) -> HttpResponse:
    """Put a field elsewhere in the list."""
    typed = cleaned(Place(request.POST))
    moved = operations.move_field(
        field_id=field_id,
        group_id=typed["group"],
        before_id=typed["before"],
        by=request.viewer,
        at=timezone.now(),
    )
    return listed(request, moved.on)


def listed(request: KartotekRequest, on: str) -> HttpResponse:
    """Return the list of a kind anew, or lead to its page."""
    if not request.htmx:
        return render.redirect(request, "settings:fields", on)
    drawn = render.draw_part(request, SCREEN, "fields", fields_context(request, on))
    return render.answer(render.in_place("#fields", drawn))


def done(request: KartotekRequest, on: str, text: str = "", undo: str = "") -> HttpResponse:
    """Return the list of a kind anew and close the dialog, or lead to its page with a toast.

    A dialog that is a page of its own has no list behind it.
    """
    path = urlsplit(request.htmx.current_url or "").path if request.htmx else request.path
    if path == request.path:
        response = render.redirect(request, "settings:fields", on)
    else:
        response = render.close_dialog(listed(request, on))
    return render.toast(request, response, text, undo) if text else response


def _next_to(
    field: CustomFieldRow, ids: list[int | None], inside: dict[int | None, list[int]]
) -> tuple[Spot | None, Spot | None]:
    """Return where a field goes one step up and one step down, into the next group at an end."""
    own = inside[field.group_id]
    at, group_at = own.index(field.id), ids.index(field.group_id)
    up = down = None
    if at > 0:
        up = Spot(field.group_id, own[at - 1])
    elif group_at > 0:
        up = Spot(ids[group_at - 1], None)
    if at + 1 < len(own):
        down = Spot(field.group_id, own[at + 2] if at + 2 < len(own) else None)
    elif group_at + 1 < len(ids):
        first = inside[ids[group_at + 1]]
        down = Spot(ids[group_at + 1], first[0] if first else None)
    return up, down
