"""How a company closes its deals."""

from __future__ import annotations

from dataclasses import dataclass

from kartotek.pipeline.deals.models import DealSettings, LostReason
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class Closing:
    """The reasons offered where a deal is lost, and whether another one may be typed."""

    reasons: tuple[str, ...]
    allows_other_reasons: bool


def closing_of(*, viewer: Viewer) -> Closing:
    """Return how the viewer's company closes its deals."""
    offered = LostReason.objects.filter(company_id=viewer.company_id)
    settings = DealSettings.objects.filter(company_id=viewer.company_id).first()
    return Closing(
        tuple(offered.order_by("position", "pk").values_list("text", flat=True)),
        settings.allows_other_reasons if settings else True,
    )
