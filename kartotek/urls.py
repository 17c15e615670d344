"""Every address: the API's prefixes, then the pages."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("kartotek.web.urls"))]
