"""Addresses of live news."""

from __future__ import annotations

from django.urls import path

from kartotek.web.live.version import version

app_name = "live"

urlpatterns = [path("version/", version, name="version")]
