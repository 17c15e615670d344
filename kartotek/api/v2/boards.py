"""Boards and phases of projects: `/api/v2/boards`, `/api/v2/phases`."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec
from django.http import HttpResponse
from django.utils import timezone
from ninja import Query
from pydantic import BaseModel, Field

from kartotek.api.answers import gone, one, whole_list
from kartotek.api.formats import milliseconds
from kartotek.api.request import ApiRequest
from kartotek.api.v2.door import api
from kartotek.api.values import Id, Strict
from kartotek.flows.at_once import boards as at_once
from kartotek.pipeline.projects import operations
from kartotek.pipeline.projects.models import Board, Phase
from kartotek.pipeline.projects.queries import listing
from kartotek.users.queries import company_of

Place = Annotated[int, Field(ge=1, le=10_000)]


class BoardOut(msgspec.Struct):
    """A board as v2 shows it."""

    id: int
    name: str
    order_nr: int
    add_time: str
    update_time: str


class PhaseOut(msgspec.Struct):
    """A phase as v2 shows it."""

    id: int
    name: str
    board_id: int
    order_nr: int
    add_time: str
    update_time: str


class PhasesAsked(BaseModel):
    """Which phases; without a board those of every board, which is ours."""

    board_id: Id | None = None


class BoardChanges(Strict):
    """What can be written on a board; its place is counted from 1."""

    name: str | None = None
    order_nr: Place | None = None


class NewBoard(BoardChanges):
    """A board to add."""

    name: str


class PhaseChanges(Strict):
    """What can be written on a phase; its place on the board is counted from 1."""

    name: str | None = None
    board_id: Id | None = None
    order_nr: Place | None = None


class NewPhase(PhaseChanges):
    """A phase to add to a board."""

    name: str
    board_id: Id


@api.get("/boards", tags=["boards"])
def boards(request: ApiRequest) -> HttpResponse:
    """List the boards, in order."""
    since = _since(request)
    return whole_list([_board(one, since) for one in listing.board_entries(viewer=request.viewer)])


@api.get("/boards/{int:board_id}", tags=["boards"])
def board(request: ApiRequest, board_id: int) -> HttpResponse:
    """Return a board."""
    return one(_board(listing.board_entry(board_id, viewer=request.viewer), _since(request)))


@api.post("/boards", tags=["boards"])
def add_board(request: ApiRequest, payload: NewBoard) -> HttpResponse:
    """Add a board, with phases to begin with."""
    made = at_once.open_board(
        name=payload.name, place=_place(payload), by=request.viewer, at=timezone.now()
    )
    return one(_board(made, _since(request)), status=201)


@api.patch("/boards/{int:board_id}", tags=["boards"])
def change_board(request: ApiRequest, board_id: int, payload: BoardChanges) -> HttpResponse:
    """Change what is sent of a board, and leave the rest."""
    changed = at_once.set_board(
        board_id=board_id,
        name=payload.name,
        place=_place(payload),
        by=request.viewer,
        at=timezone.now(),
    )
    return one(_board(changed, _since(request)))


@api.delete("/boards/{int:board_id}", tags=["boards"])
def delete_board(request: ApiRequest, board_id: int) -> HttpResponse:
    """Delete a board on which no project stands."""
    operations.delete_board(
        board_id=board_id, to_phase_id=None, by=request.viewer, at=timezone.now()
    )
    return gone(board_id)


@api.get("/phases", tags=["boards"])
def phases(request: ApiRequest, asked: Query[PhasesAsked]) -> HttpResponse:
    """List the phases of a board, in order."""
    since = _since(request)
    found = listing.phase_entries(viewer=request.viewer, board_id=asked.board_id)
    return whole_list([_phase(one, since) for one in found])


@api.get("/phases/{int:phase_id}", tags=["boards"])
def phase(request: ApiRequest, phase_id: int) -> HttpResponse:
    """Return a phase."""
    return one(_phase(listing.phase_entry(phase_id, viewer=request.viewer), _since(request)))


@api.post("/phases", tags=["boards"])
def add_phase(request: ApiRequest, payload: NewPhase) -> HttpResponse:
    """Add a phase to a board."""
    made = at_once.open_phase(
        name=payload.name,
        board_id=payload.board_id,
        place=_place(payload),
        by=request.viewer,
        at=timezone.now(),
    )
    return one(_phase(made, _since(request)), status=201)


@api.patch("/phases/{int:phase_id}", tags=["boards"])
def change_phase(request: ApiRequest, phase_id: int, payload: PhaseChanges) -> HttpResponse:
    """Change what is sent of a phase, and leave the rest."""
    place = at_once.PhasePlace(board_id=payload.board_id, place=_place(payload))
    changed = at_once.set_phase(
        phase_id=phase_id, name=payload.name, to=place, by=request.viewer, at=timezone.now()
    )
    return one(_phase(changed, _since(request)))


@api.delete("/phases/{int:phase_id}", tags=["boards"])
def delete_phase(request: ApiRequest, phase_id: int) -> HttpResponse:
    """Delete a phase in which no project stands."""
    operations.delete_phase(
        phase_id=phase_id, to_phase_id=None, by=request.viewer, at=timezone.now()
    )
    return gone(phase_id)


def _place(sent: BoardChanges | PhaseChanges) -> int | None:
    """Return the place that was sent, counted from 0."""
    return None if sent.order_nr is None else sent.order_nr - 1


def _since(request: ApiRequest) -> datetime:
    """Return since when the first boards are there: they came with the company."""
    return company_of(viewer=request.viewer).created_at


def _board(found: Board, since: datetime) -> BoardOut:
    return BoardOut(
        id=found.pk,
        name=found.name,
        order_nr=found.position + 1,
        add_time=milliseconds(found.created_at or since),
        update_time=milliseconds(found.updated_at or since),
    )


def _phase(found: Phase, since: datetime) -> PhaseOut:
    return PhaseOut(
        id=found.pk,
        name=found.name,
        board_id=found.board_id,
        order_nr=found.position + 1,
        add_time=milliseconds(found.created_at or since),
        update_time=milliseconds(found.updated_at or since),
    )
