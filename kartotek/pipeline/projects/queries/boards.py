"""The boards of a company and their phases, in order."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from kartotek.pipeline.projects.models import Board, Phase, Project
from kartotek.users.viewer import Viewer


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A board as a picker shows it."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """A phase, with its board's name for pickers that offer several boards."""

    id: int
    name: str
    board_id: int
    board_name: str


def boards(*, viewer: Viewer) -> list[BoardRow]:
    """Return the boards in order."""
    rows = Board.objects.filter(company_id=viewer.company_id).order_by("position", "pk")
    return [BoardRow(one.pk, one.name) for one in rows]


def phases(*, viewer: Viewer) -> list[PhaseRow]:
    """Return the phases of every board, in order."""
    found = Phase.objects.filter(company_id=viewer.company_id).select_related("board")
    return [
        PhaseRow(one.pk, one.name, one.board_id, one.board.name)
        for one in found.order_by("board__position", "board_id", "position", "pk")
    ]


def project_counts(*, viewer: Viewer) -> dict[int, int]:
    """Return how many projects stand in each phase, in any state, whoever may see them.

    For whoever furnishes boards: what stands in a phase that goes has to go somewhere.
    """
    found = Project.objects.filter(company_id=viewer.company_id).order_by()
    return dict(found.values_list("phase_id").annotate(count=Count("pk")))
