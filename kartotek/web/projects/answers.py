"""What a change of a project is answered with: the board or the page it was made on."""

from __future__ import annotations

from collections.abc import Collection

from django.http import HttpResponse
from django.urls import reverse

from kartotek.web import render
from kartotek.web.projects import board, project
from kartotek.web.viewer import KartotekRequest


def changed(
    request: KartotekRequest, project_id: int, phase_ids: Collection[int] = ()
) -> HttpResponse:
    """Return what a change of a project leads to: parts for htmx, else the board or its page.

    Args:
        request: its query says `on=board` where the change was made on the board.
        project_id: which project.
        phase_ids: the columns in which the change is seen.
    """
    if request.GET.get("on") != "board":
        return project.changed(request, project_id)
    if not request.htmx:
        asked = board.place_of(request).replace("on=board&", "").replace("on=board", "")
        return render.redirect(request, reverse("projects:board") + asked)
    return render.answer(*board.board_pieces(request, phase_ids))
