"""The page about the API names every operation, and none that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from ninja import NinjaAPI

from kartotek.api import urls  # noqa: F401  Adds every operation.
from kartotek.api.v1.door import api as v1
from kartotek.api.v2.door import api as v2
from tests.conventions.house import ROOT

PAGE = ROOT / "docs" / "reference" / "api.md"
_ROW = re.compile(r"^\| `([A-Z]+ /\S+)` \|", re.MULTILINE)


def operations(api: NinjaAPI, prefix: str) -> Iterator[str]:
    """Yield the operations of one version, such as `GET /v1/leads/{id}`."""
    for path, methods in api.get_openapi_schema(path_prefix=prefix)["paths"].items():
        for method in methods:
            yield f"{method.upper()} {re.sub(r'{[a-z_]+}', '{id}', path)}"


@pytest.mark.django_db
def test_every_operation_is_told() -> None:
    open_now = {*operations(v1, "/v1/"), *operations(v2, "/api/v2/")}

    assert set(_ROW.findall(PAGE.read_text(encoding="utf-8"))) == open_now
