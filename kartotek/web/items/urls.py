"""Addresses of what the pages of items share."""

from __future__ import annotations

from django.urls import URLPattern, path

from kartotek.web.items import options, proposal

app_name = "items"

urlpatterns: list[URLPattern] = [
    path("<str:kind>/proposal/", proposal.proposal, name="proposal"),
    path("<str:kind>/options/", options.options, name="options"),
]
