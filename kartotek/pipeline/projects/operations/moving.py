"""Many projects go to another phase, because the one they stand in is deleted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kartotek.history.operations import Event, record_all
from kartotek.pipeline import checks
from kartotek.pipeline.projects.models import Board, Phase, Project
from kartotek.users.prepared import FITS
from kartotek.users.viewer import Viewer


def hold_all(by: Viewer, phase_ids: Iterable[int] = ()) -> None:
    """Lock every board, then some phases: nobody else takes one away or moves projects in."""
    mine = {"company_id": by.company_id}
    list(Board.objects.select_for_update().filter(**mine).order_by("pk"))
    known = [pk for pk in phase_ids if pk in FITS]
    list(Phase.objects.select_for_update().filter(**mine, pk__in=known).order_by("pk"))


def move_all(
    held: QuerySet[Project],
    to_phase_id: int | None,
    *,
    but_not: Collection[int],
    by: Viewer,
    at: datetime,
) -> int:
    """Move projects to a phase, within the caller's transaction; each one's history says so.

    Args:
        held: the projects, whoever may see them.
        to_phase_id: where they go; none only where there are none.
        but_not: the phases that are being deleted.
        by: who deletes them.
        at: when.

    Raises:
        Invalid: there are projects, and no such phase to take them.
    """
    moving = list(held.select_for_update(of=("self",)).select_related("phase").order_by("pk"))
    if not moving:
        return 0
    target = (
        Phase.objects.filter(company_id=by.company_id, pk=to_phase_id or 0)
        .exclude(pk__in=but_not)
        .first()
    )
    if target is None:
        raise checks.invalid("to_phase_id", _("Choose where the projects go."))
    record_all(
        [
            Event(
                "project.phase-changed",
                "project",
                one.pk,
                {
                    "phase": target.name,
                    "phase_id": target.pk,
                    "old_phase": one.phase.name,
                    "old_phase_id": one.phase_id,
                },
            )
            for one in moving
        ],
        by=by,
        at=at,
    )
    return held.update(phase=target, updated_at=at)
