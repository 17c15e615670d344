"""Saved views and how lists are arranged: reading them and writing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from kartotek.errors import Invalid, NotFound
from kartotek.search.lists.rules import Filter, as_json, from_json
from kartotek.search.models import ListChoice, SavedView, StarredView
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer

LONGEST_NAME: Final = 64
NARROWEST: Final = 48
WIDEST: Final = 800


@dataclass(frozen=True)
class ViewRow:
    """A saved view as the side navigation and its menu show it."""

    id: int
    kind: str
    name: str
    is_own: bool
    is_shared: bool
    is_starred: bool
    filter: Filter
    sort: str
    columns: tuple[str, ...]
    widths: Mapping[str, int]


@dataclass(frozen=True)
class Content:
    """What a saved view keeps of a list."""

    filter: Filter
    sort: str
    columns: Sequence[str]


@dataclass(frozen=True)
class Arranged:
    """How a list is arranged: the columns in order, and the widths of some."""

    columns: tuple[str, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict)


def views_of(kind: str, *, viewer: Viewer) -> list[ViewRow]:
    """Return the viewer's own and the shared views of a list, favourites first, then by name."""
    return sorted(
        (_row(one, viewer) for one in _seen_of(kind=kind, viewer=viewer)),
        key=lambda row: (not row.is_starred, row.name.casefold(), row.id),
    )


@prepared
def _seen_of(*, kind: str, viewer: Viewer) -> QuerySet[SavedView]:
    return _seen(viewer).filter(kind=kind)


def view(view_id: int, *, viewer: Viewer) -> ViewRow:
    """Return a saved view.

    Raises:
        NotFound: there is none, or it is another user's and not shared.
    """
    return _row(_found(view_id, viewer), viewer)


def arranged(kind: str, *, viewer: Viewer, view_id: int | None = None) -> Arranged:
    """Return how the viewer arranged a list or a view; nothing where they never did."""
    for columns, widths in _choices(
        kind=kind, view_id=view_id, user_id=viewer.own_id, company_id=viewer.company_id
    ):
        return Arranged(tuple(columns), widths)
    return Arranged()


@prepared
def _choices(
    *, kind: str, view_id: int | None, user_id: int, company_id: int
) -> QuerySet[ListChoice, Any]:
    of = ListChoice.objects.filter(company_id=company_id, user_id=user_id)
    chosen = of.filter(kind=kind, view_id=view_id).order_by("pk")
    return chosen.values_list("columns", "widths")[:1]


@transaction.atomic
def save_view(
    *,
    kind: str,
    name: str,
    content: Content,
    by: Viewer,
    at: datetime,
    is_shared: bool = False,
    view_id: int | None = None,
) -> SavedView:
    """Keep a list under a name; with `view_id` in place of what that view held.

    Raises:
        NotFound: there is no such view to change.
        Invalid: there is no name, or it is too long.
        NotPermitted: the view is shared, or would be, and the user may not change shared views.
    """
    name = _checked(name)
    found = _to_change(view_id, by) if view_id is not None else None
    if is_shared:
        refuse_unless(by, Permission.MANAGE_SHARED_VIEWS)
    widths = arranged(kind, viewer=by, view_id=view_id).widths
    kept: dict[str, Any] = {
        "name": name,
        "filter": as_json(content.filter),
        "sort": content.sort,
        "columns": list(content.columns),
        "widths": dict(widths),
        "is_shared": is_shared,
        "updated_at": at,
    }
    if found is None:
        return SavedView.objects.create(
            company_id=by.company_id, kind=kind, user_id=by.own_id, created_at=at, **kept
        )
    for one, value in kept.items():
        setattr(found, one, value)
    found.save(update_fields=list(kept))
    return found


@transaction.atomic
def rename_view(*, view_id: int, name: str, is_shared: bool, by: Viewer, at: datetime) -> SavedView:
    """Give a view another name, and share it or keep it to oneself.

    Raises:
        NotFound: there is no such view.
        Invalid: there is no name, or it is too long.
        NotPermitted: the view is shared, or would be, and the user may not change shared views.
    """
    found = _to_change(view_id, by)
    if is_shared:
        refuse_unless(by, Permission.MANAGE_SHARED_VIEWS)
    found.name, found.is_shared, found.updated_at = _checked(name), is_shared, at
    found.save(update_fields=["name", "is_shared", "updated_at"])
    return found


@transaction.atomic
def delete_view(*, view_id: int, by: Viewer) -> SavedView:
    """Delete a view; the records in it stay as they are.

    Raises:
        NotFound: there is no such view.
        NotPermitted: the view is shared, and the user may not change shared views.
    """
    found = _to_change(view_id, by)
    SavedView.objects.filter(pk=found.pk).delete()
    return found


@transaction.atomic
def set_starred(*, view_id: int, is_starred: bool, by: Viewer) -> SavedView:
    """Mark a view as one of the user's favourites, or not any more.

    Raises:
        NotFound: there is no such view.
    """
    found = _found(view_id, by)
    star: dict[str, Any] = {"company_id": by.company_id, "user_id": by.own_id, "view": found}
    if is_starred:
        StarredView.objects.get_or_create(**star)
    else:
        StarredView.objects.filter(**star).delete()
    return found


@transaction.atomic
def choose_columns(*, kind: str, columns: Sequence[str], by: Viewer) -> ListChoice:
    """Remember which columns the user wants to see of a list, and in which order."""
    choice = _choice(kind, None, by)
    choice.columns = list(dict.fromkeys(columns))
    choice.save(update_fields=["columns"])
    return choice


@transaction.atomic
def set_width(
    *, kind: str, column: str, pixels: int, by: Viewer, view_id: int | None = None
) -> ListChoice:
    """Remember how wide the user wants a column, between the narrowest and the widest.

    Raises:
        NotFound: there is no such view.
    """
    if view_id is not None:
        _found(view_id, by)
    choice = _choice(kind, view_id, by)
    width = min(max(pixels, NARROWEST), WIDEST)
    choice.widths = {**choice.widths, column[:64]: width}
    choice.save(update_fields=["widths"])
    return choice


def _choice(kind: str, view_id: int | None, by: Viewer) -> ListChoice:
    choice, _is_new = ListChoice.objects.get_or_create(
        company_id=by.company_id, user_id=by.own_id, kind=kind, view_id=view_id
    )
    return choice


def _seen(viewer: Viewer) -> QuerySet[SavedView]:
    stars = StarredView.objects.filter(
        company_id=viewer.company_id, user_id=viewer.own_id, view_id=OuterRef("pk")
    )
    own = Q(user_id=viewer.own_id) | Q(is_shared=True)
    found = SavedView.objects.filter(own, company_id=viewer.company_id)
    return found.annotate(is_starred=Exists(stars))


def _found(view_id: int, viewer: Viewer) -> SavedView:
    found = _seen(viewer).filter(pk=view_id).first()
    if found is None:
        raise NotFound(_("This view is gone."))
    return found


def _to_change(view_id: int, by: Viewer) -> SavedView:
    found = _found(view_id, by)
    if found.is_shared:
        refuse_unless(by, Permission.MANAGE_SHARED_VIEWS)
    return found


def _checked(name: str) -> str:
    """Return a name as it is kept.

    Raises:
        Invalid: there is none, or it is too long.
    """
    tidy = " ".join(name.replace("\x00", "").split())
    if not tidy:
        message = _("Give the view a name.")
        raise Invalid(message, {"name": message})
    if len(tidy) > LONGEST_NAME:
        message = _("At most %(count)s characters fit here.") % {"count": LONGEST_NAME}
        raise Invalid(message, {"name": message})
    return tidy


def _row(found: SavedView, viewer: Viewer) -> ViewRow:
    return ViewRow(
        id=found.pk,
        kind=found.kind,
        name=found.name,
        is_own=found.user_id == viewer.own_id,
        is_shared=found.is_shared,
        is_starred=bool(getattr(found, "is_starred", False)),
        filter=from_json(found.filter),
        sort=found.sort,
        columns=tuple(found.columns),
        widths=found.widths,
    )
