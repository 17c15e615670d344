"""Where leads come from, to be read: `/v1/leadSources`."""

from __future__ import annotations

import msgspec
from django.http import HttpResponse

from kartotek.api.answers import one
from kartotek.api.request import ApiRequest
from kartotek.api.v1.door import api
from kartotek.pipeline.leads.queries import sources


class SourceOut(msgspec.Struct):
    """A source as v1 shows it: nothing but its name."""

    name: str


@api.get("/leadSources", tags=["leads"])
def lead_sources(request: ApiRequest) -> HttpResponse:
    """List the sources, in order."""
    return one([SourceOut(row.name) for row in sources(viewer=request.viewer)])
