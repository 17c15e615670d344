"""The API of version 1, which each area adds its operations to."""

from __future__ import annotations

from ninja import NinjaAPI

from kartotek.api.parser import JsonOrForm
from kartotek.api.refusals import take_over
from kartotek.api.request import TOKENS

api = NinjaAPI(
    title="Kartotek",
    version="1",
    description="Version 1: forgiving types, offsets. What is open: docs/reference/api.md.",
    urls_namespace="api-v1",
    auth=TOKENS,
    parser=JsonOrForm(),
)
take_over(api)
