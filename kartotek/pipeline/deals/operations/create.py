"""Opening a deal."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.history.operations import initial, record
from kartotek.pipeline import checks
from kartotek.pipeline.deals.models import Deal, Stage
from kartotek.pipeline.deals.operations.values import (
    NewDeal,
    checked,
    lookups,
    refuse_close_before_opening,
    refuse_nobody,
)
from kartotek.users.models import Company
from kartotek.users.queries import default_visibility
from kartotek.users.viewer import Viewer


@transaction.atomic
def create(*, by: Viewer, at: datetime, **values: Unpack[NewDeal]) -> Deal:
    """Open a deal; it is the viewer's own, in the company's currency, unless told otherwise.

    Raises:
        Invalid: a value cannot be used, nobody is named, there is no such stage, or it would
            close before it is opened.
    """
    stage_id = values.pop("stage_id", None)
    values.setdefault("title", "")
    kept = checked(values, by=by)
    refuse_nobody(kept.get("person_id"), kept.get("organization_id"))
    refuse_close_before_opening(kept.get("expected_close_on"), at)
    return opened(kept, stage_id=stage_id, by=by, at=at)


def opened(kept: dict[str, Any], *, stage_id: int | None, by: Viewer, at: datetime) -> Deal:
    """Open a deal with values that were checked, within the caller's transaction.

    Raises:
        Invalid: there is no such stage.
    """
    stage = stage_of(stage_id, by=by)
    kept.setdefault("owner_id", by.user_id)
    if "visibility" not in kept:
        kept["visibility"] = default_visibility(viewer=by)
    if "currency" not in kept:
        kept["currency"] = Company.objects.get(pk=by.company_id).currency
    deal = Deal.objects.create(
        company_id=by.company_id,
        stage=stage,
        stage_since=at,
        created_at=at,
        updated_at=at,
        **lookups(kept["title"]),
        **kept,
    )
    said = initial(kept | {"stage_id": stage.pk})
    record(
        "deal.created",
        subject=deal,
        by=by,
        at=at,
        title=deal.title,
        stage=stage.name,
        values=said,
    )
    return deal


def stage_of(stage_id: int | None, *, by: Viewer) -> Stage:
    """Return the stage, or the first stage of the first pipeline; nobody deletes it meanwhile.

    Raises:
        Invalid: there is no such stage.
    """
    stages = Stage.objects.select_for_update(of=("self",), no_key=True).filter(
        company_id=by.company_id
    )
    if stage_id is not None:
        stage = stages.filter(pk=stage_id).first()
    else:
        stage = stages.order_by("pipeline__position", "pipeline_id", "position", "pk").first()
    if stage is None:
        raise checks.invalid("stage_id", _("This stage is gone."))
    return stage
