"""Opening a project."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.history.operations import initial, record
from kartotek.pipeline import checks
from kartotek.pipeline.deals.operations.values import lookups
from kartotek.pipeline.projects.models import Phase, Project
from kartotek.pipeline.projects.operations.values import (
    LISTS,
    NewProject,
    checked,
    refuse_backwards,
    write_lists,
)
from kartotek.users.queries import default_visibility
from kartotek.users.viewer import Viewer


@transaction.atomic
def create(*, by: Viewer, at: datetime, **values: Unpack[NewProject]) -> Project:
    """Open a project, free or from deals; it is the viewer's own unless told otherwise.

    Raises:
        Invalid: a value cannot be used, or there is no such phase.
    """
    phase = _phase(values.pop("phase_id", None), by=by)
    values.setdefault("title", "")
    kept = checked(values, by=by)
    refuse_backwards(kept.get("start_on"), kept.get("end_on"))
    lists = {name: kept.pop(name) for name in LISTS if name in kept}
    kept.setdefault("owner_id", by.user_id)
    if "visibility" not in kept:
        kept["visibility"] = default_visibility(viewer=by)
    project = Project.objects.create(
        company_id=by.company_id,
        phase=phase,
        created_at=at,
        updated_at=at,
        **lookups(kept["title"]),
        **kept,
    )
    write_lists(project, lists)
    said = initial(kept | {"phase_id": phase.pk})
    record(
        "project.created", subject=project, by=by, at=at, title=project.title, values=said, **lists
    )
    return project


def _phase(phase_id: int | None, *, by: Viewer) -> Phase:
    """Return the phase, or the first phase of the first board."""
    phases = Phase.objects.select_for_update(of=("self",), no_key=True).filter(
        company_id=by.company_id
    )
    if phase_id is not None:
        phase = phases.filter(pk=phase_id).first()
    else:
        phase = phases.order_by("board__position", "board_id", "position", "pk").first()
    if phase is None:
        raise checks.invalid("phase_id", _("This phase is gone."))
    return phase
