"""The API of version 2, which each area adds its operations to."""

from __future__ import annotations

from ninja import NinjaAPI

from kartotek.api.parser import JsonOnly
from kartotek.api.refusals import take_over
from kartotek.api.request import TOKENS

api = NinjaAPI(
    title="Kartotek",
    version="2",
    description="Version 2: strict types, cursors. What is open: docs/reference/api.md.",
    urls_namespace="api-v2",
    auth=TOKENS,
    parser=JsonOnly(),
)
take_over(api)
