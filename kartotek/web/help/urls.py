"""Addresses of the area help."""

from __future__ import annotations

from django.urls import path

from kartotek.web.help import linking

app_name = "help"

urlpatterns = [path("linking/", linking.linking, name="linking")]
