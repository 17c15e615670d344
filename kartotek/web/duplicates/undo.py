"""A merge made undone."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kartotek.flows.merge_contacts import Undone, undo_act
from kartotek.web import render
from kartotek.web.viewer import KartotekRequest

PAGES = {"person": "people:person", "organization": "organizations:organization"}


@require_POST
def undo(request: KartotekRequest, act: UUID) -> HttpResponse:
    """Bring back what was merged as one act, and open the first that is back."""
    undone = undo_act(act=act, by=request.viewer, at=timezone.now())
    response = render.redirect(request, PAGES[undone.kind], undone.loser_ids[-1])
    return render.toast(request, response, words_of(undone))


def words_of(undone: Undone) -> str:
    """Return in words what an undo brought back, and what it left."""
    if not undone.left_count:
        return _("The merge was undone. Everything is where it was.")
    return ngettext(
        "The merge was undone. %(count)s thing was changed since and stays as it is.",
        "The merge was undone. %(count)s things were changed since and stay as they are.",
        undone.left_count,
    ) % {"count": undone.left_count}
