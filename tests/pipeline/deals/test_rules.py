from __future__ import annotations

from datetime import timedelta

import pytest

from kartotek.pipeline.deals.rules import is_rotting
from tests.conftest import NOW


@pytest.mark.parametrize(
    ("days", "limit", "rots"), [(31, 30, True), (30, 30, False), (400, None, False), (1, 0, True)]
)
def test_a_deal_rots_when_it_stands_longer_than_its_stage_allows(
    days: int, limit: int | None, rots: bool
) -> None:
    assert is_rotting(NOW - timedelta(days=days), limit, NOW) is rots
