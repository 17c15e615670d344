"""A board or phase is added or changed with all that a program sends at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kartotek.pipeline.projects import operations, queries
from kartotek.pipeline.projects.models import Board, Phase
from kartotek.pipeline.projects.queries import listing
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class PhasePlace:
    """On which board a phase stands, and where; what is None stays."""

    board_id: int | None = None
    place: int | None = None


@transaction.atomic
def open_board(*, name: str, place: int | None, by: Viewer, at: datetime) -> Board:
    """Add a board at a place, counted from 0; without one at the end.

    Raises:
        NotPermitted: `by` may not change boards.
        Invalid: the name cannot be used.
    """
    board = operations.add_board(name=name, by=by, at=at)
    return set_board(board_id=board.pk, name=None, place=place, by=by, at=at)


@transaction.atomic
def set_board(
    *, board_id: int, name: str | None, place: int | None, by: Viewer, at: datetime
) -> Board:
    """Rename a board and put it at a place, counted from 0; what is None stays.

    Raises:
        NotPermitted: `by` may not change boards.
        NotFound: there is no such board.
        Invalid: the name cannot be used.
    """
    if name is not None:
        operations.rename_board(board_id=board_id, name=name, by=by, at=at)
    if place is not None:
        ids = [one.id for one in queries.boards(viewer=by)]
        before = _before(ids, board_id, place)
        operations.move_board(board_id=board_id, before_id=before, by=by, at=at)
    return listing.board_entry(board_id, viewer=by)


@transaction.atomic
def open_phase(*, name: str, board_id: int, place: int | None, by: Viewer, at: datetime) -> Phase:
    """Add a phase to a board at a place, counted from 0; without one at the end.

    Raises:
        NotPermitted: `by` may not change boards.
        NotFound: there is no such board.
        Invalid: the name cannot be used.
    """
    phase = operations.add_phase(board_id=board_id, name=name, by=by, at=at)
    to = PhasePlace(place=place)
    return set_phase(phase_id=phase.pk, name=None, to=to, by=by, at=at)


@transaction.atomic
def set_phase(
    *, phase_id: int, name: str | None, to: PhasePlace, by: Viewer, at: datetime
) -> Phase:
    """Rename a phase and put it elsewhere; what is None stays.

    Raises:
        NotPermitted: `by` may not change boards.
        NotFound: there is no such phase or board.
        LastPhase: it is the only phase of the board it would leave.
        Invalid: the name cannot be used.
    """
    if name is not None:
        operations.rename_phase(phase_id=phase_id, name=name, by=by, at=at)
    if to.board_id is not None or to.place is not None:
        board_id = to.board_id or listing.phase_entry(phase_id, viewer=by).board_id
        ids = [one.pk for one in listing.phase_entries(viewer=by, board_id=board_id)]
        before = _before(ids, phase_id, to.place)
        operations.move_phase(phase_id=phase_id, board_id=board_id, before_id=before, by=by, at=at)
    return listing.phase_entry(phase_id, viewer=by)


def _before(ids: list[int], moved: int, place: int | None) -> int | None:
    """Return before which row one goes that is to stand at a place; None for the end."""
    rest = [one for one in ids if one != moved]
    return rest[place] if place is not None and place < len(rest) else None
