"""What happened to users, groups, permission sets and settings, the newest first."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.history import queries
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.web import render
from kartotek.web.numbers import record_number
from kartotek.web.settings.changelog_words import told
from kartotek.web.viewer import KartotekRequest

KINDS = (
    "company",
    "user",
    "invitation",
    "group",
    "permissionset",
    "label",
    "customfield",
    "pipeline",
    "stage",
)
PAGE = 50


@require_GET
def changelog(request: KartotekRequest) -> HttpResponse:
    """Show a page of it."""
    refuse_unless(request.viewer, Permission.MANAGE_USERS)
    after = request.GET.get("after", "")
    lines = queries.of_kinds(
        KINDS,
        viewer=request.viewer,
        before=record_number(after),
        limit=PAGE + 1,
    )
    shown = lines[:PAGE]
    context = {
        "rows": told(shown),
        "next": shown[-1].id if len(lines) > PAGE else None,
    }
    return render.page(request, "settings/changelog.html", context)
