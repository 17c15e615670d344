"""Sources of leads over the API."""

from __future__ import annotations

from typing import Any

from kartotek.pipeline.leads.defaults import create_default_sources
from tests.api.programs import Program


def test_sources_are_told_by_name_in_order(
    elifs: Program, outsiders: Program, company: Any
) -> None:
    create_default_sources(company, "en")

    answer = elifs.get("/v1/leadSources")

    assert answer.status == 200
    assert answer.data[:2] == [{"name": "Manually created"}, {"name": "Email"}]
    assert outsiders.get("/v1/leadSources").data == []
