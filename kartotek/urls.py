"""Every address: the API's prefixes, then the pages."""

from __future__ import annotations

from django.urls import include, path

handler404 = "kartotek.web.refusals.not_found"
handler500 = "kartotek.web.refusals.server_error"

urlpatterns = [path("", include("kartotek.web.urls"))]
