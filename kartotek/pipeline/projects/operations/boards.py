"""Boards of projects: added, renamed, put in order, and deleted with a place for their projects."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from kartotek.errors import NotFound, Refused
from kartotek.history.operations import record
from kartotek.lib.text import one_line
from kartotek.pipeline import checks
from kartotek.pipeline.projects.defaults import NAMES
from kartotek.pipeline.projects.models import Board, Phase, Project
from kartotek.pipeline.projects.operations.moving import hold_all, move_all
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer

LONGEST = 255


class LastBoard(Refused):
    """A company keeps one board at least: new projects need a place."""


@transaction.atomic
def add_board(*, name: str, by: Viewer, at: datetime) -> Board:
    """Add a board at the end, with the phases every company starts with.

    Raises:
        NotPermitted: `by` may not change pipelines, and so not boards either.
        Invalid: the name is empty or too long.
    """
    refuse_unless(by, Permission.MANAGE_PIPELINES)
    mine = Board.objects.filter(company_id=by.company_id)
    last = mine.aggregate(last=Max("position"))["last"]
    board = Board.objects.create(
        company_id=by.company_id,
        name=checked_name(name),
        position=0 if last is None else last + 1,
        created_at=at,
        updated_at=at,
    )
    Phase.objects.bulk_create(
        Phase(
            company_id=by.company_id,
            board=board,
            name=phase,
            position=position,
            created_at=at,
            updated_at=at,
        )
        for position, phase in enumerate(NAMES[by.language][1])
    )
    record("board.created", subject=board, by=by, at=at, name=board.name)
    return board


@transaction.atomic
def rename_board(*, board_id: int, name: str, by: Viewer, at: datetime) -> Board:
    """Call a board otherwise.

    Raises:
        NotPermitted: `by` may not change pipelines, and so not boards either.
        NotFound: there is no such board.
        Invalid: the name is empty or too long.
    """
    refuse_unless(by, Permission.MANAGE_PIPELINES)
    board, new = found_board(board_id, by=by), checked_name(name)
    if board.name != new:
        old, board.name, board.updated_at = board.name, new, at
        board.save(update_fields=["name", "updated_at"])
        record("board.renamed", subject=board, by=by, at=at, was=old, name=new)
    return board


@transaction.atomic
def move_board(*, board_id: int, before_id: int | None, by: Viewer, at: datetime) -> Board:
    """Put a board before another one, or at the end; the first one takes new projects.

    Raises:
        NotPermitted: `by` may not change pipelines, and so not boards either.
        NotFound: there is no such board.
    """
    refuse_unless(by, Permission.MANAGE_PIPELINES)
    board = found_board(board_id, by=by)
    rest = list(
        Board.objects.filter(company_id=by.company_id)
        .exclude(pk=board.pk)
        .order_by("position", "pk")
    )
    place = next((n for n, one in enumerate(rest) if one.pk == before_id), len(rest))
    rest.insert(place, board)
    for position, one in enumerate(rest):
        one.position = position
    Board.objects.bulk_update(rest, ["position"])
    record("board.moved", subject=board, by=by, at=at, name=board.name, place=place)
    return board


@transaction.atomic
def delete_board(*, board_id: int, to_phase_id: int | None, by: Viewer, at: datetime) -> Board:
    """Delete a board with its phases; its projects, closed and deleted ones too, go to a phase.

    Args:
        board_id: which board.
        to_phase_id: a phase of another board; none only where no project stands on this one.
        by: who deletes it.
        at: when.

    Raises:
        NotPermitted: `by` may not change pipelines, and so not boards either.
        NotFound: there is no such board.
        LastBoard: it is the only one.
        Invalid: projects stand on it and the phase is none of another board.
    """
    refuse_unless(by, Permission.MANAGE_PIPELINES)
    hold_all(by)
    board = found_board(board_id, by=by)
    if Board.objects.filter(company_id=by.company_id).count() == 1:
        raise LastBoard(_("One board stays: new projects need a place. Rename it instead."))
    phases = Phase.objects.filter(company_id=by.company_id, board=board)
    ids = list(phases.values_list("pk", flat=True))
    hold_all(by, [*ids, to_phase_id or 0])
    held = Project.objects.filter(company_id=by.company_id, phase_id__in=ids)
    move_all(held, to_phase_id, but_not=ids, by=by, at=at)
    record("board.deleted", subject=board, by=by, at=at, name=board.name)
    Phase.objects.filter(company_id=by.company_id, pk__in=ids).delete()
    Board.objects.filter(company_id=by.company_id, pk=board.pk).delete()
    return board


def found_board(board_id: int, *, by: Viewer) -> Board:
    """Return a board, locked.

    Raises:
        NotFound: there is no such board.
    """
    rows = Board.objects.select_for_update().filter(company_id=by.company_id, pk=board_id)
    board = rows.first()
    if board is None:
        raise NotFound(_("This board is gone."))
    return board


def checked_name(name: str) -> str:
    """Return the name of a board or phase as it is kept.

    Raises:
        Invalid: it is empty or too long.
    """
    if not one_line(name):
        raise checks.invalid("name", _("Give it a name."))
    return checks.checked_line(name, "name", LONGEST)
