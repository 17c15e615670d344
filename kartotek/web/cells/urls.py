"""Addresses of cells of lists."""

from __future__ import annotations

from django.urls import URLPattern, path

from kartotek.web.cells import cell

app_name = "cells"

urlpatterns: list[URLPattern] = [
    path("<str:kind>/<int:record_id>/<str:name>/", cell.cell, name="cell"),
]
