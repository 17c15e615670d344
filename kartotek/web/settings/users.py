"""Everyone who works in the company, with their groups, and who was invited."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from kartotek.users import queries
from kartotek.users.permissions import Permission
from kartotek.web.render import page
from kartotek.web.viewer import KartotekRequest


@require_GET
def users(request: KartotekRequest) -> HttpResponse:
    """Show the list."""
    return page(request, "settings/users.html", users_context(request))


def users_context(request: KartotekRequest) -> dict[str, Any]:
    """Return what the list takes."""
    viewer = request.viewer
    rows = queries.users_of(viewer=viewer)
    may_manage = viewer.may(Permission.MANAGE_USERS)
    return {
        "rows": [row for row in rows if row.is_active],
        "left": [row for row in rows if not row.is_active],
        "may_manage": may_manage,
        "invitations": queries.invitations_of(viewer=viewer, at=timezone.now())
        if may_manage
        else [],
    }


def role_options(request: KartotekRequest) -> list[tuple[str, str]]:
    """Return the permission sets the viewer may give, as options."""
    viewer = request.viewer
    sets = queries.sets_of(viewer=viewer)
    given = [row for row in sets if viewer.is_admin or row.permissions <= viewer.permissions]
    return [(row.word, row.name) for row in sorted(given, key=lambda row: row.word != "regular")]


def group_options(request: KartotekRequest) -> list[tuple[int | str, str]]:
    """Return the groups of the company as options, those below others further in."""
    rows = queries.groups_of(viewer=request.viewer)
    return [("", "–"), *((row.id, f"{'– ' * row.depth}{row.name}") for row in rows)]
