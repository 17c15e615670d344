"""Addresses of the area search."""

from __future__ import annotations

from django.urls import path

from kartotek.web.search import search

app_name = "search"

urlpatterns = [
    path("", search.search, name="search"),
    path("options/", search.options, name="options"),
]
