"""Phases of a board: added, renamed, put in order, and deleted with a place for their projects."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from kartotek.errors import NotFound, Refused
from kartotek.history.operations import record
from kartotek.pipeline.projects.models import Phase, Project
from kartotek.pipeline.projects.operations.boards import checked_name, found_board
from kartotek.pipeline.projects.operations.moving import hold_all, move_all
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer


class LastPhase(Refused):
    """A board keeps one phase at least; it can be deleted as a whole."""


@transaction.atomic
def add_phase(*, board_id: int, name: str, by: Viewer, at: datetime) -> Phase:
    """Add a phase at the end of a board.

    Raises:
        NotPermitted: `by` may not change pipelines, and so not boards either.
        NotFound: there is no such board.
        Invalid: the name is empty or too long.
    """
    refuse_unless(by, Permission.MANAGE_PIPELINES)
    board = found_board(board_id, by=by)
    last = board.phases.aggregate(last=Max("position"))["last"]
    phase = Phase.objects.create(
        company_id=by.company_id,
        board=board,
        name=checked_name(name),
        position=0 if last is None else last + 1,
        created_at=at,
        updated_at=at,
    )
    record("phase.created", subject=phase, by=by, at=at, name=phase.name, board=board.name)
    return phase


@transaction.atomic
def rename_phase(*, phase_id: int, name: str, by: Viewer, at: datetime) -> Phase:
    """Call a phase otherwise.

    Raises:
        NotPermitted: `by` may not change pipelines, and so not boards either.
        NotFound: there is no such phase.
        Invalid: the name is empty or too long.
    """
    refuse_unless(by, Permission.MANAGE_PIPELINES)
    phase, new = _found(phase_id, by=by), checked_name(name)
    if phase.name != new:
        old, phase.name, phase.updated_at = phase.name, new, at
        phase.save(update_fields=["name", "updated_at"])
        record("phase.renamed", subject=phase, by=by, at=at, was=old, name=new)
    return phase


@transaction.atomic
def move_phase(
    *, phase_id: int, board_id: int, before_id: int | None, by: Viewer, at: datetime
) -> Phase:
    """Put a phase before another one of a board, or at its end; its projects go along.

    Raises:
        NotPermitted: `by` may not change pipelines, and so not boards either.
        NotFound: there is no such phase or board.
        LastPhase: it is the only phase of the board it would leave.
    """
    refuse_unless(by, Permission.MANAGE_PIPELINES)
    hold_all(by)
    phase, board = _found(phase_id, by=by), found_board(board_id, by=by)
    if phase.board_id != board.pk:
        _refuse_last(phase)
        phase.board, phase.updated_at = board, at
        phase.save(update_fields=["board", "updated_at"])
    rest = list(board.phases.exclude(pk=phase.pk).order_by("position", "pk"))
    place = next((n for n, one in enumerate(rest) if one.pk == before_id), len(rest))
    rest.insert(place, phase)
    for position, one in enumerate(rest):
        one.position = position
    Phase.objects.bulk_update(rest, ["position"])
    record("phase.moved", subject=phase, by=by, at=at, name=phase.name, board=board.name)
    return phase


@transaction.atomic
def delete_phase(*, phase_id: int, to_phase_id: int | None, by: Viewer, at: datetime) -> Phase:
    """Delete a phase; its projects, closed and deleted ones too, go to another.

    Args:
        phase_id: which phase.
        to_phase_id: where its projects go; none only where there are none.
        by: who deletes it.
        at: when.

    Raises:
        NotPermitted: `by` may not change pipelines, and so not boards either.
        NotFound: there is no such phase.
        LastPhase: it is the only phase of its board.
        Invalid: projects stand in it, and there is no such phase to take them.
    """
    refuse_unless(by, Permission.MANAGE_PIPELINES)
    hold_all(by, [phase_id, to_phase_id or 0])
    phase = _found(phase_id, by=by)
    _refuse_last(phase)
    held = Project.objects.filter(company_id=by.company_id, phase=phase)
    move_all(held, to_phase_id, but_not=[phase.pk], by=by, at=at)
    record("phase.deleted", subject=phase, by=by, at=at, name=phase.name)
    Phase.objects.filter(company_id=by.company_id, pk=phase.pk).delete()
    return phase


def _refuse_last(phase: Phase) -> None:
    """Let a phase go that has others beside it.

    Raises:
        LastPhase: it has none.
    """
    others = Phase.objects.filter(company_id=phase.company_id, board_id=phase.board_id)
    if not others.exclude(pk=phase.pk).exists():
        text = _("A board keeps one phase. Delete the board instead.")
        raise LastPhase(text)


def _found(phase_id: int, *, by: Viewer) -> Phase:
    rows = Phase.objects.select_for_update(of=("self",)).select_related("board")
    phase = rows.filter(company_id=by.company_id, pk=phase_id).first()
    if phase is None:
        raise NotFound(_("This phase is gone."))
    return phase
