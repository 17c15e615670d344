"""What deals became: the leads that were made from them."""

from __future__ import annotations

import uuid

from kartotek.pipeline.leads.models import Lead
from kartotek.users.viewer import Viewer


def leads_made_from(deal_id: int, *, viewer: Viewer) -> list[uuid.UUID]:
    """Return how programs know the living leads that a deal became and that the viewer sees."""
    found = Lead.objects.alive().visible_to(viewer).filter(source_deal_id=deal_id)
    return list(found.order_by("pk").values_list("uuid", flat=True))
