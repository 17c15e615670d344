"""The addresses of the API: both versions under their prefixes, JSON for everything else.

Version 1 answers under `/v1/` and `/api/v1/`, version 2 under `/api/v2/` alone
(spec/api/contract.md 1.1).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, include, re_path
from django.views.decorators.csrf import csrf_exempt

from kartotek.api.refusals import not_allowed, not_found
from kartotek.api.v1 import (  # noqa: F401  Each adds its operations.
    activity_types,
    fields,
    lead_sources,
    leads,
    mail_decisions,
    mail_messages,
    mail_threads,
    merging,
    users,
)
from kartotek.api.v1.door import api as v1
from kartotek.api.v2 import (  # noqa: F401  Each adds its operations.
    activities,
    boards,
    conversions,
    deals,
    organizations,
    persons,
    pipelines,
    projects,
)
from kartotek.api.v2 import fields as fields_of_v2  # noqa: F401
from kartotek.api.v2.door import api as v2

PREFIXES = ("/api/", "/v1/", "/v2/")

View = Callable[..., HttpResponseBase]


def is_ours(path: str) -> bool:
    """Return whether an address is one of the API's, or would be."""
    return path.startswith(PREFIXES) or f"{path}/" in PREFIXES


def _in_json(view: View) -> View:
    """Return a view that says in JSON which methods an address has."""

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponseNotAllowed):
            return not_allowed(response["Allow"])
        return response

    return answer


def _patterns(found: Iterable[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """Return the addresses of one version; its bare prefix is no address."""
    patterns = list(found)
    for one in patterns:
        if isinstance(one, URLPattern):
            is_root = one.name == "api-root"
            one.callback = _nowhere if is_root else _in_json(one.callback)
    return patterns


@csrf_exempt
def _nowhere(request: HttpRequest, *_args: str, **_kwargs: str) -> HttpResponseBase:
    return not_found(request)


urlpatterns = [
    re_path(r"^(?:api/)?v1/", include((_patterns(v1.urls[0]), "ninja"), "api-v1")),
    re_path(r"^api/v2/", include((_patterns(v2.urls[0]), "ninja"), "api-v2")),
    re_path(r"^(?:api|v1|v2)(?:/|$)", _nowhere),
]
