"""The reasons a company offers for losing a deal, and whether others may be typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.history.operations import Event, record_all
from kartotek.pipeline import checks
from kartotek.pipeline.deals.models import DealSettings, LostReason
from kartotek.pipeline.deals.queries.closing import Closing, closing_of
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer

REASON_LENGTH = 255
MOST_REASONS = 100


@transaction.atomic
def set_closing(
    *, reasons: Sequence[str], allows_other_reasons: bool, by: Viewer, at: datetime
) -> Closing:
    """Write which reasons are offered, in this order, and whether another one may be typed.

    Deals that were lost keep the reason they have.

    Raises:
        NotPermitted: `by` may not change pipelines.
        Invalid: a reason is too long, there are too many, or none could be given at all.
    """
    refuse_unless(by, Permission.MANAGE_PIPELINES)
    lines = [checks.checked_line(one, "reasons", REASON_LENGTH) for one in reasons]
    kept = list(dict.fromkeys(filter(None, lines)))
    if len(kept) > MOST_REASONS:
        text = _("At most %(count)s reasons can be offered.") % {"count": MOST_REASONS}
        raise checks.invalid("reasons", text)
    if not kept and not allows_other_reasons:
        raise checks.invalid("reasons", _("Offer a reason, or let people type their own."))
    if Closing(tuple(kept), allows_other_reasons) == closing_of(viewer=by):
        return closing_of(viewer=by)
    mine: dict[str, Any] = {"company_id": by.company_id}
    LostReason.objects.filter(**mine).delete()
    LostReason.objects.bulk_create(
        LostReason(**mine, text=text, position=position) for position, text in enumerate(kept)
    )
    DealSettings.objects.update_or_create(
        **mine, defaults={"allows_other_reasons": allows_other_reasons}
    )
    told = {"reasons": kept, "allows_other_reasons": allows_other_reasons}
    record_all(
        [Event("company.lost-reasons-changed", "company", by.company_id, told)], by=by, at=at
    )
    return Closing(tuple(kept), allows_other_reasons)


def refuse_other_reason(reason: str, *, by: Viewer) -> None:
    """Let a reason pass that the company offers, or any where others may be typed.

    Raises:
        Invalid: only offered reasons count, and this is none of them.
    """
    closing = closing_of(viewer=by)
    if not closing.allows_other_reasons and reason not in closing.reasons:
        raise checks.invalid("lost_reason", _("Choose one of the reasons."))
