"""The boards of projects and their phases: added, renamed, put in order, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kartotek.errors import NotFound
from kartotek.pipeline.projects import operations, queries
from kartotek.pipeline.projects.queries import BoardRow, PhaseRow
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.items import choices
from kartotek.web.settings.order import Steps, steps_of
from kartotek.web.viewer import KartotekRequest

SCREEN = "settings/boards.html"
NAME = "settings/board.html"
GONE = "settings/deleted_board.html"


class NameForm(forms.Form):
    """What a board or phase is called."""

    name = forms.CharField(required=False)


class PlaceForm(forms.Form):
    """Where a board or phase goes: before another one, or to the end."""

    before = forms.IntegerField(required=False)
    group = forms.IntegerField(required=False)


class HeirForm(forms.Form):
    """The phase that takes the projects of one that goes."""

    to_phase_id = forms.IntegerField(required=False)


@dataclass(frozen=True)
class PhaseLine:
    """A phase with how many projects stand in it, in any state, and where it can be moved."""

    phase: PhaseRow
    count: int
    steps: Steps


@dataclass(frozen=True)
class BoardCard:
    """A board with its phases, and where it can be moved."""

    board: BoardRow
    lines: list[PhaseLine]
    steps: Steps


def cards_of(request: KartotekRequest) -> list[BoardCard]:
    """Return the boards with their phases, for whoever furnishes them.

    Raises:
        NotPermitted: the viewer does not.
    """
    refuse_unless(request.viewer, Permission.MANAGE_PIPELINES)
    counts = queries.project_counts(viewer=request.viewer)
    boards = queries.boards(viewer=request.viewer)
    every = queries.phases(viewer=request.viewer)
    moves = steps_of([one.id for one in boards])
    return [
        BoardCard(one, _lines([p for p in every if p.board_id == one.id], counts), moves[one.id])
        for one in boards
    ]


@require_GET
def boards(request: KartotekRequest) -> HttpResponse:
    """Show the boards."""
    return render.page(request, SCREEN, {"cards": cards_of(request)})


def name_context(
    request: KartotekRequest, board_id: int | None = None, phase_id: int | None = None
) -> dict[str, Any]:
    """Return what the dialog that names a board or phase takes.

    Raises:
        NotFound: it is gone.
    """
    cards = cards_of(request)
    board = _named([one.board for one in cards], board_id)
    phase = _named([line.phase for one in cards for line in one.lines], phase_id)
    texts = {
        "settings:add_board": _("Add board"),
        "settings:board": _("Rename board"),
        "settings:add_phase": _("Add phase"),
        "settings:phase": _("Rename phase"),
    }
    return {
        "name": phase.name if phase else board.name if board and not _adds(request) else "",
        "title": texts[_route(request)],
        "action": request.path,
        "cards": cards,
    }


@require_http_methods(["GET", "POST"])
@form_part(NAME, "board_name", name_context)
def add_board(request: KartotekRequest) -> HttpResponse:
    """Show the dialog, or add a board."""
    if request.method == "GET":
        return _shown(request, NAME, "board_name", name_context(request))
    made = operations.add_board(by=request.viewer, at=timezone.now(), **_typed(request))
    return _done(request, _("%(name)s added") % {"name": made.name})


@require_http_methods(["GET", "POST"])
@form_part(NAME, "board_name", name_context)
def board(request: KartotekRequest, board_id: int) -> HttpResponse:
    """Show the dialog, or rename a board."""
    if request.method == "GET":
        return _shown(request, NAME, "board_name", name_context(request, board_id))
    typed = _typed(request)
    operations.rename_board(board_id=board_id, by=request.viewer, at=timezone.now(), **typed)
    return _done(request)


@require_http_methods(["GET", "POST"])
@form_part(NAME, "board_name", name_context)
def add_phase(request: KartotekRequest, board_id: int) -> HttpResponse:
    """Show the dialog, or add a phase to a board."""
    if request.method == "GET":
        return _shown(request, NAME, "board_name", name_context(request, board_id))
    typed = _typed(request)
    operations.add_phase(board_id=board_id, by=request.viewer, at=timezone.now(), **typed)
    return _done(request)


@require_http_methods(["GET", "POST"])
@form_part(NAME, "board_name", lambda request, phase_id: name_context(request, None, phase_id))
def phase(request: KartotekRequest, phase_id: int) -> HttpResponse:
    """Show the dialog, or rename a phase."""
    if request.method == "GET":
        return _shown(request, NAME, "board_name", name_context(request, None, phase_id))
    typed = _typed(request)
    operations.rename_phase(phase_id=phase_id, by=request.viewer, at=timezone.now(), **typed)
    return _done(request)


@require_POST
def board_place(request: KartotekRequest, board_id: int) -> HttpResponse:
    """Put a board elsewhere among the boards."""
    place = cleaned(PlaceForm(request.POST))
    operations.move_board(
        board_id=board_id, before_id=place["before"], by=request.viewer, at=timezone.now()
    )
    return _listed(request)


@require_POST
def phase_place(request: KartotekRequest, phase_id: int) -> HttpResponse:
    """Put a phase elsewhere on a board, or on another one."""
    place = cleaned(PlaceForm(request.POST))
    operations.move_phase(
        phase_id=phase_id,
        board_id=place["group"] or 0,
        before_id=place["before"],
        by=request.viewer,
        at=timezone.now(),
    )
    return _listed(request)


def gone_context(
    request: KartotekRequest, board_id: int | None = None, phase_id: int | None = None
) -> dict[str, Any]:
    """Return what the dialog takes that asks where projects go.

    Raises:
        NotFound: the board or phase is gone.
    """
    cards = cards_of(request)
    board = _named([one.board for one in cards], board_id)
    phase = _named([line.phase for one in cards for line in one.lines], phase_id)
    going = {
        line.phase.id: line.count
        for one in cards
        for line in one.lines
        if one.board == board or line.phase == phase
    }
    left = [
        (name, [pair for pair in pairs if pair[0] not in going])
        for name, pairs in choices.phase_groups(request.viewer)
    ]
    return {
        "name": (phase or board).name if phase or board else "",
        "count": sum(going.values()),
        "groups": [group for group in left if group[1]],
        "action": request.path,
        "save": _("Delete phase") if phase else _("Delete board"),
    }


@require_http_methods(["GET", "POST"])
@form_part(GONE, "deleted_board", gone_context)
def deleted_board(request: KartotekRequest, board_id: int) -> HttpResponse:
    """Ask where the projects of a board go, or delete it."""
    if request.method == "GET":
        return _shown(request, GONE, "deleted_board", gone_context(request, board_id))
    heir = cleaned(HeirForm(request.POST))
    gone = operations.delete_board(board_id=board_id, by=request.viewer, at=timezone.now(), **heir)
    return _done(request, _("%(name)s deleted") % {"name": gone.name})


@require_http_methods(["GET", "POST"])
@form_part(GONE, "deleted_board", lambda request, phase_id: gone_context(request, None, phase_id))
def deleted_phase(request: KartotekRequest, phase_id: int) -> HttpResponse:
    """Ask where the projects of a phase go, or delete it."""
    if request.method == "GET":
        return _shown(request, GONE, "deleted_board", gone_context(request, None, phase_id))
    heir = cleaned(HeirForm(request.POST))
    gone = operations.delete_phase(phase_id=phase_id, by=request.viewer, at=timezone.now(), **heir)
    return _done(request, _("%(name)s deleted") % {"name": gone.name})


def _lines(phases: list[PhaseRow], counts: dict[int, int]) -> list[PhaseLine]:
    moves = steps_of([one.id for one in phases])
    return [PhaseLine(one, counts.get(one.id, 0), moves[one.id]) for one in phases]


def _named(rows: Sequence[Any], wanted: int | None) -> Any:
    """Return the row of this id, or None where none is asked for.

    Raises:
        NotFound: it is gone.
    """
    if wanted is None:
        return None
    for row in rows:
        if row.id == wanted:
            return row
    raise NotFound(_("This is gone."))


def _route(request: KartotekRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _adds(request: KartotekRequest) -> bool:
    return _route(request) in {"settings:add_board", "settings:add_phase"}


def _typed(request: KartotekRequest) -> dict[str, Any]:
    return cleaned(NameForm(request.POST))


def _listed(request: KartotekRequest) -> HttpResponse:
    if not request.htmx:
        return render.redirect(request, "settings:boards")
    return render.parts(request, SCREEN, ["boards"], {"cards": cards_of(request)})


def _done(request: KartotekRequest, text: str = "") -> HttpResponse:
    response = render.redirect(request, reverse("settings:boards"))
    return render.toast(request, response, text) if text else response


def _shown(
    request: KartotekRequest, screen: str, block: str, context: dict[str, Any]
) -> HttpResponse:
    if request.htmx:
        return render.part(request, screen, block, context)
    return render.page(request, screen, context)
