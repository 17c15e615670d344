"""A deal of Zeynep's to hang things on."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.pipeline.deals.defaults import create_default_pipeline
from kartotek.pipeline.deals.operations import create


@pytest.fixture
def lobby_deal(company: Any, zeynep: Any, marmara: Any, by_elif: Any, now: Any) -> Any:
    """Lobby lighting, for Zeynep Karaca of Marmara Otelcilik A.Ş."""
    create_default_pipeline(company, "en")
    return create(
        by=by_elif,
        at=now,
        title="Lobby lighting, Pera",
        person_id=zeynep.pk,
        organization_id=marmara.pk,
    )
