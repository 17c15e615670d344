"""Boards and phases of projects, to be read: `/api/v2/boards`, `/api/v2/phases`."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.http import HttpResponse
from ninja import Query
from pydantic import BaseModel

from kartotek.api.answers import one, whole_list
from kartotek.api.formats import milliseconds
from kartotek.api.request import ApiRequest
from kartotek.api.v2.door import api
from kartotek.api.values import Id
from kartotek.pipeline.projects.models import Board, Phase
from kartotek.pipeline.projects.queries import listing
from kartotek.users.queries import company_of


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


@api.get("/boards", tags=["boards"])
def boards(request: ApiRequest) -> HttpResponse:
    """List the boards, in order."""
    since = _since(request)
    return whole_list([_board(one, since) for one in listing.board_entries(viewer=request.viewer)])


@api.get("/boards/{int:board_id}", tags=["boards"])
def board(request: ApiRequest, board_id: int) -> HttpResponse:
    """Return a board."""
    return one(_board(listing.board_entry(board_id, viewer=request.viewer), _since(request)))


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


def _since(request: ApiRequest) -> datetime:
    """Return since when boards are there: they come with the company, and keep no date."""
    return company_of(viewer=request.viewer).created_at


def _board(found: Board, since: datetime) -> BoardOut:
    return BoardOut(
        id=found.pk,
        name=found.name,
        order_nr=found.position + 1,
        add_time=milliseconds(since),
        update_time=milliseconds(since),
    )


def _phase(found: Phase, since: datetime) -> PhaseOut:
    return PhaseOut(
        id=found.pk,
        name=found.name,
        board_id=found.board_id,
        order_nr=found.position + 1,
        add_time=milliseconds(since),
        update_time=milliseconds(since),
    )
